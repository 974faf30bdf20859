#include "modules/imports/line_spool.hpp"

#include <algorithm>
#include <stdexcept>

#include "modules/imports/byte_text.hpp"
#include "modules/imports/sealed_file.hpp"

namespace guiyan::imports {
namespace {

constexpr std::size_t block_bytes = 64u << 10;
constexpr std::string_view lines_context = "import_batch.lines";
constexpr std::string_view index_context = "import_batch.index";

std::filesystem::path lines_file(std::filesystem::path const& folder) {
    return folder / "lines";
}
std::filesystem::path index_file(std::filesystem::path const& folder) {
    return folder / "lines.index";
}

void put_values(byte_writer& out, roster::person_values const& v) {
    std::uint64_t have = 0, null = 0;
    for (std::size_t i = 0; i < roster::field_count; ++i) {
        auto const f = static_cast<roster::field>(i);
        if (v.has(f)) have |= std::uint64_t{1} << i;
        if (v.is_null(f)) null |= std::uint64_t{1} << i;
    }
    out.number(have);
    out.number(null);
    for (std::size_t i = 0; i < roster::field_count; ++i)
        if (have >> i & 1) out.text(v.get(static_cast<roster::field>(i)));
}

roster::person_values get_values(byte_reader& in) {
    roster::person_values v;
    auto const have = in.number(), null = in.number();
    for (std::size_t i = 0; i < roster::field_count; ++i) {
        auto const f = static_cast<roster::field>(i);
        if (have >> i & 1) v.set(f, std::string(in.text()));
        if (null >> i & 1) v.set_unreadable(f);
    }
    return v;
}

void put_line(byte_writer& out, line const& l) {
    put_values(out, l.values);
    out.number(l.reports.size());
    for (auto const& r : l.reports) {
        out.text(r.column);
        out.number(static_cast<std::uint64_t>(r.column_index + 1));
        out.text(r.field);
        out.number(kind_number(r.kind));
        out.text(r.before);
        out.number(r.suggestion ? 1 : 0);
        if (r.suggestion) out.text(*r.suggestion);
        out.number(static_cast<std::uint64_t>(r.sure));
        out.number(r.decide ? 1 : 0);
        out.number(r.args.size());
        for (auto const& [name, text] : r.args) {
            out.text(name);
            out.text(text);
        }
    }
    out.number(l.duplicate ? 1 : 0);
    if (!l.duplicate) return;
    out.text(l.duplicate->person_id);
    out.number(l.duplicate->sheet);
    out.number(l.duplicate->row);
    out.text(l.duplicate->name);
    out.text(l.duplicate->why);
}

void get_line(byte_reader& in, line& l) {
    l.values = get_values(in);
    auto const reports = in.number();
    for (std::uint64_t i = 0; i < reports; ++i) {
        auto& r = l.reports.emplace_back();
        r.column = in.text();
        r.column_index = static_cast<int>(in.number()) - 1;
        r.field = in.text();
        r.kind = kind_word(static_cast<std::uint8_t>(in.number()));
        r.before = in.text();
        if (in.number()) r.suggestion = std::string(in.text());
        r.sure = static_cast<roster::confidence>(in.number());
        r.decide = in.number() != 0;
        auto const args = in.number();
        for (std::uint64_t a = 0; a < args; ++a) {
            std::string name(in.text());
            r.args.emplace_back(std::move(name), std::string(in.text()));
        }
    }
    if (!in.number()) return;
    auto& d = l.duplicate.emplace();
    d.person_id = in.text();
    d.sheet = in.number();
    d.row = static_cast<std::uint32_t>(in.number());
    d.name = in.text();
    d.why = in.text();
}

}  // namespace

line line_of(roster::row_result const& r) {
    line out;
    out.sheet = r.sheet;
    out.row = r.row;
    out.verdict = r.verdict;
    out.values = r.values;
    for (auto const& p : r.reports)
        out.reports.push_back({p.column, p.column_index, p.field, std::string(roster::word_of(p.what.what)),
                               p.what.before, p.what.suggestion, p.what.sure, p.what.decide, p.what.args});
    out.duplicate = r.duplicate;
    return out;
}

spool_writer::spool_writer(std::filesystem::path folder, store::vault const& v, std::int64_t batch)
    : folder_(std::move(folder)), vault_(v), batch_(batch) {
    std::filesystem::remove(index_file(folder_));
    out_.open(lines_file(folder_), std::ios::binary | std::ios::trunc);
    out_.exceptions(std::ios::failbit | std::ios::badbit);
}

void spool_writer::add(line const& l) {
    byte_writer brief(briefs_);
    kind_set kinds;
    for (auto const& r : l.reports) kinds.set(kind_number(r.kind));
    brief.number(l.sheet);
    brief.number(l.row);
    brief.number(static_cast<std::uint64_t>(l.verdict));
    brief.number(kinds.count());
    for (std::size_t k = 0; k < kinds.size(); ++k)
        if (kinds.test(k)) brief.number(k);
    byte_writer out(block_);
    std::string one;
    byte_writer inside(one);
    put_line(inside, l);
    out.text(one);
    ++in_block_;
    ++lines_;
    if (block_.size() >= block_bytes) flush();
}

void spool_writer::flush() {
    if (!in_block_) return;
    auto const sealed = vault_.seal(lines_context, std::to_string(blocks_) + '\n' + block_, batch_);
    byte_writer place(places_);
    place.number(sealed.size());
    place.number(in_block_);
    out_.write(sealed.data(), static_cast<std::streamsize>(sealed.size()));
    ++blocks_;
    in_block_ = 0;
    block_.clear();
}

void spool_writer::finish() {
    flush();
    out_.close();
    std::string index;
    byte_writer out(index);
    out.number(blocks_);
    index += places_;
    out.number(lines_);
    index += briefs_;
    write_durably(index_file(folder_), kinds_layout() + '\n' + vault_.seal(index_context, index, batch_));
}

bool spool_reader::is_current(std::filesystem::path const& folder) {
    std::ifstream in(index_file(folder), std::ios::binary);
    std::string layout;
    return std::getline(in, layout) && layout == kinds_layout();
}

std::optional<spool_reader> spool_reader::open(std::filesystem::path const& folder, store::vault const& v,
                                               std::int64_t batch) {
    if (!is_current(folder)) return std::nullopt;
    return spool_reader(folder, v, batch);
}

spool_reader::spool_reader(std::filesystem::path const& folder, store::vault const& v, std::int64_t batch)
    : vault_(&v), batch_(batch), in_(lines_file(folder), std::ios::binary) {
    auto const whole = read_whole(index_file(folder));
    auto const plain = v.open(index_context, std::string_view(whole).substr(whole.find('\n') + 1), batch);
    byte_reader in(plain);
    std::uint64_t offset = 0;
    std::uint32_t first = 0;
    for (auto blocks = in.number(); blocks > 0; --blocks) {
        auto const size = in.number();
        blocks_.push_back({offset, size, first});
        offset += size;
        first += static_cast<std::uint32_t>(in.number());
    }
    briefs_.resize(in.number());
    for (auto& b : briefs_) {
        b.sheet = static_cast<std::uint16_t>(in.number());
        b.row = static_cast<std::uint32_t>(in.number());
        b.verdict = static_cast<roster::verdict>(in.number());
        auto const kinds = in.number();
        b.has_reports = kinds > 0;
        for (std::uint64_t k = 0; k < kinds; ++k) b.kinds.set(in.number());
    }
}

void spool_reader::load_block(std::size_t b) {
    auto const& place = blocks_[b];
    std::string sealed(place.size, '\0');
    in_.clear();
    in_.seekg(static_cast<std::streamoff>(place.offset));
    if (!in_.read(sealed.data(), static_cast<std::streamsize>(sealed.size())))
        throw std::runtime_error("the lines of an import are cut off");
    auto plain = vault_->open(lines_context, sealed, batch_);
    auto const end = plain.find('\n');
    if (plain.substr(0, end) != std::to_string(b))
        throw std::runtime_error("the lines of an import were moved");
    block_ = std::move(plain);
    starts_.clear();
    byte_reader in(block_, end + 1);
    while (!in.at_end()) {
        starts_.push_back(in.place());
        in.text();
    }
    loaded_ = b;
}

line spool_reader::read(std::size_t i) {
    auto const after =
        std::ranges::upper_bound(blocks_, i, {}, [](block_place const& p) { return std::size_t{p.first}; });
    auto const b = static_cast<std::size_t>(after - blocks_.begin()) - 1;
    if (b != loaded_) load_block(b);
    line out;
    out.sheet = briefs_[i].sheet;
    out.row = briefs_[i].row;
    out.verdict = briefs_[i].verdict;
    byte_reader block(block_, starts_.at(i - blocks_[b].first));
    auto const bytes = block.text();
    byte_reader in(bytes);
    get_line(in, out);
    return out;
}

}  // namespace guiyan::imports
