#include "modules/imports/imports.hpp"

#include <sys/stat.h>

#include <spdlog/spdlog.h>

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "modules/imports/batch_store.hpp"
#include "modules/imports/outcome_file.hpp"
#include "modules/imports/sealed_file.hpp"
#include "modules/imports/tally.hpp"

namespace guiyan::imports {
namespace {

constexpr std::chrono::hours undo_within{24};        // G-06, default
constexpr std::chrono::milliseconds patience{3000};  // a short file is written before the answer leaves

void make_private(std::filesystem::path const& folder) {
    std::filesystem::create_directories(folder);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
}

}  // namespace

imports::imports(surroundings parts) : parts_(std::move(parts)), root_(parts_.data / "imports") {}

imports::~imports() = default;

std::filesystem::path imports::folder(batch_id id) const {
    return root_ / to_string(id);
}

std::optional<import_batch> imports::load(actor const& who, batch_id id) const {
    return parts_.database.query(
        [&](db::connection& c) { return batch_store::find(c, who, id, parts_.vault); });
}

regions::region const* imports::region_of(import_batch const& b) const {
    return parts_.people.tree()->find(b.region_id);
}

std::string imports::region_name(import_batch const& b) const {
    auto const tree = parts_.people.tree();
    auto const* r = tree->find(b.region_id);
    return r ? tree->display(*r) : "";
}

regions::region_id imports::county_of(import_batch const& b) const {
    auto const tree = parts_.people.tree();
    auto const* r = tree->find(b.region_id);
    if (!r) return b.region_id;
    auto const* county = tree->find(r->code.substr(0, 6) + "000000");
    return county ? county->id : b.region_id;
}

std::unique_ptr<value_reader> imports::reader_for(import_batch const& b) const {
    auto const tree = parts_.people.tree();
    auto const* r = tree->find(b.region_id);
    return std::make_unique<value_reader>(parts_.codes, parts_.lists, tree, r ? r->code : "",
                                          china_day(parts_.time.now()));
}

std::optional<instant> imports::undo_until(import_batch const& b) const {
    if (b.state != batch_state::committed || !b.committed_at) return std::nullopt;
    return *b.committed_at + undo_within;
}

void imports::remove_leftovers() {
    if (!std::filesystem::exists(root_)) return;
    std::vector<std::filesystem::path> gone;
    for (auto const& entry : std::filesystem::directory_iterator(root_)) {
        auto const name = entry.path().filename().string();
        std::int64_t number = 0;
        auto const [end, bad] = std::from_chars(name.data(), name.data() + name.size(), number);
        bool const ours = bad == std::errc{} && end == name.data() + name.size();
        bool const known = ours && parts_.database.query([&](db::connection& c) {
            return batch_store::exists(c, batch_id{number});
        });
        // Of a crash between the file and its batch, or between a download and its end.
        if (!known) {
            gone.push_back(entry.path());
            continue;
        }
        for (auto const& file : std::filesystem::directory_iterator(entry.path()))
            if (file.path().extension() == ".plain") gone.push_back(file.path());
    }
    for (auto const& path : gone) std::filesystem::remove_all(path);
}

void imports::start() {
    make_private(root_);
    remove_leftovers();
    actor program;
    program.login = program.display_name = program.unit_name = "guiyan";
    program.role = "program";
    program.request_id = "start";
    program.areas = {{""}};
    auto all_in = [&](batch_state s) {
        return parts_.database.query([&](db::connection& c) { return batch_store::in_state(c, s); });
    };
    for (auto const id : all_in(batch_state::committing)) {
        auto const b = parts_.database.query(
            [&](db::connection& c) { return batch_store::find_any(c, id, parts_.vault); });
        if (b->staged_at) {
            // All of it is durable and some of it may be shown: to its end, before anybody is served.
            if (auto const failed = finish(b->committer.value_or(program), *b))
                spdlog::error("import {}: could not be brought to its end: {}", id.value, failed->key);
        } else {
            back_to_ready(program, id, {fault::busy, "import.interrupted", {}, {}, {}});
        }
    }
    for (auto const id : all_in(batch_state::ready)) {
        if (spool_reader::is_current(folder(id))) continue;
        (void)parts_.database.write<done>(program, [&](db::transaction& tx) -> result<done> {
            auto b = batch_store::find_any(tx.sql, id, parts_.vault);
            b->state = batch_state::reading;
            batch_store::forget_reports(tx, id);
            batch_store::update(tx, *b, batch_state::ready, parts_.vault);
            tx.record({.what = "import_read_again",
                       .entity = "import_batch",
                       .entity_id = id.value,
                       .label = b->file_name});
            return done{};
        });
    }
    for (auto const id : all_in(batch_state::reading)) submit_reading(id);
}

result<import_batch> imports::open(actor const& who, std::string const& region_code,
                                   std::string const& file_name, std::filesystem::path const& file) {
    auto const tree = parts_.people.tree();
    auto const* region = tree->find(region_code);
    if (!region || region->level < 3 || !who.reaches(region->code))
        return fail_field("/region", "import.unknown_region");
    import_batch b;
    b.id = batch_id{parts_.database.ids().next()};
    auto const dir = folder(b.id);
    make_private(root_);
    make_private(dir);
    auto const kept = seal_file(file, dir / "original", parts_.vault, b.id.value);
    sync_folder(dir);
    sync_folder(root_);
    b.file_name = file_name;
    b.size = static_cast<std::int64_t>(kept.size);
    b.sha256 = kept.sha256;
    b.region_id = region->id;
    b.reader = who;
    b.reader.once = nullptr;
    b.created_by_name = who.display_name;
    auto written = parts_.database.write<done>(who, [&](db::transaction& tx) -> result<done> {
        b.created_at = tx.at;
        b.row_version = 1;
        batch_store::insert(tx, b, parts_.vault);
        tx.record({.what = "import_opened",
                   .entity = "import_batch",
                   .entity_id = b.id.value,
                   .label = file_name,
                   .changes = {{"region_code", "", region->code}, {"sha256", "", b.sha256}}});
        return done{};
    });
    if (!written) {
        std::filesystem::remove_all(dir);
        return fail(written.error());
    }
    submit_reading(b.id);
    return b;
}

result<import_batch> imports::find(actor const& who, batch_id id) const {
    auto b = load(who, id);
    if (!b) return fail(fault::not_found, "error.not_found");
    return std::move(*b);
}

std::vector<import_batch> imports::list(actor const& who, std::int64_t page, std::int64_t size,
                                        std::int64_t& total) const {
    return parts_.database.query([&](db::connection& c) {
        total = batch_store::count(c, who);
        return batch_store::list(c, who, page, size, parts_.vault);
    });
}

std::pair<std::int64_t, std::int64_t> imports::progress(import_batch const& b) const {
    if (auto const job = desk_.find(b.id.value)) return {job->done, std::max(job->done, job->total)};
    auto const& c = b.counts;
    auto const all = c.ok + c.proposed + c.open + c.ignored;
    return {all, all};
}

result<line_page> imports::lines(actor const& who, batch_id id, line_query const& asked) const {
    auto const b = load(who, id);
    if (!b) return fail(fault::not_found, "error.not_found");
    line_page page;
    page.page = asked.page;
    page.size = asked.size;
    for (auto const& s : b->sheets) page.sheet_names.push_back(s.name);
    if (b->state == batch_state::reading) return page;
    auto spool = spool_reader::open(folder(id), parts_.vault, id.value);
    if (!spool) return page;
    std::optional<std::uint8_t> kind;
    if (asked.kind) {
        bool known = false;
        for (std::size_t k = 0; k < all_kinds(); ++k)
            if (kind_word(static_cast<std::uint8_t>(k)) == *asked.kind)
                kind = static_cast<std::uint8_t>(k), known = true;
        if (!known) return fail_field("/kind", "error.unknown_code", {{"code", *asked.kind}});
    }
    bool const written = b->state == batch_state::committed || b->state == batch_state::undone;
    auto const outcomes =
        written ? read_outcomes(folder(id), parts_.vault, id, spool->size()) : std::vector<outcome>();
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < spool->size(); ++i) {
        auto const& brief = spool->brief(i);
        if (kind && !brief.kinds.test(*kind)) continue;
        if (asked.verdict && roster::word_of(brief.verdict) != *asked.verdict) continue;
        if (asked.left && (written && was_left(outcomes[i])) != *asked.left) continue;
        found.push_back(i);
    }
    page.total = static_cast<std::int64_t>(found.size());
    auto const decisions =
        parts_.database.query([&](db::connection& c) { return batch_store::decisions(c, id, parts_.vault); });
    auto const from = static_cast<std::size_t>((asked.page - 1) * asked.size);
    for (auto at = from; at < found.size() && at < from + static_cast<std::size_t>(asked.size); ++at) {
        auto& told = page.items.emplace_back();
        told.number = found[at];
        told.what = spool->read(found[at]);
        for (std::size_t r = 0; r < told.what.reports.size(); ++r)
            told.decisions.push_back(decisions.of(told.number, r, told.what.reports[r]));
        if (written) told.outcome = outcomes[told.number];
    }
    return page;
}

result<person_origin> imports::origin_of(actor const& who, people::person_id id) const {
    auto const p = parts_.people.find(who, id);
    if (!p) return fail(p.error());
    person_origin out;
    if (!p->import_batch_id) return out;
    auto const b = parts_.database.query(
        [&](db::connection& c) { return batch_store::find_any(c, p->import_batch_id, parts_.vault); });
    if (!b) return out;
    out.batch = b->id;
    out.file_name = b->file_name;
    out.sheet = p->import_sheet;
    out.row = p->import_row;
    out.written_at = b->committed_at;
    // Batches of the first version do not know who wrote them; it was whoever handed the file in or a
    // colleague.
    if (b->committer) {
        out.written_by_name = b->committer->display_name;
        out.written_by_unit = b->committer->unit_name;
    }
    return out;
}

result<import_batch> imports::commit(actor const& who, batch_id id, bool only_clean, bool update_existing) {
    auto b = load(who, id);
    if (!b) return fail(fault::not_found, "error.not_found");
    // The second click finds what the first began.
    if (b->state == batch_state::committed) return std::move(*b);
    if (b->state != batch_state::ready && b->state != batch_state::committing)
        return fail(fault::refused, "import.not_ready");
    auto const submit = [&] {
        actor by = who;
        by.once = nullptr;
        desk_.submit(id.value, [this, by, id, only_clean, update_existing](job_state& job) {
            return write(by, id, only_clean, update_existing, job);
        });
    };
    // What failed on its last stretch, say for want of room on the disk, goes on.
    if (b->state == batch_state::committing && b->staged_at && !desk_.find(id.value)) submit();
    if (b->state == batch_state::ready) {
        auto begun = parts_.database.write<bool>(who, [&](db::transaction& tx) -> result<bool> {
            auto now = batch_store::find(tx.sql, who, id, parts_.vault);
            if (!now) return fail(fault::not_found, "error.not_found");
            tx.housekeeping();  // the writing itself leaves the event
            now->state = batch_state::committing;
            now->refused.reset();
            return batch_store::update(tx, *now, batch_state::ready, parts_.vault);
        });
        if (!begun) return fail(begun.error());
        if (*begun) submit();
    }
    if (auto failed = desk_.wait(id.value, patience)) return fail(std::move(*failed));
    auto now = find(who, id);
    // It ended before anybody waited.
    if (now && now->state == batch_state::ready && now->refused)
        return fail(fault::refused, now->refused->key, now->refused->args);
    return now;
}

result<import_batch> imports::cancel(actor const& who, batch_id id) {
    auto b = load(who, id);
    if (!b) return fail(fault::not_found, "error.not_found");
    if (b->state == batch_state::cancelled) return std::move(*b);
    auto const job = desk_.find(id.value);
    if (b->state == batch_state::committing) {
        // What is being written is taken back whole; where it is done already, it is done.
        if (job) job->stop = true;
        (void)desk_.wait(id.value, patience);
        return find(who, id);
    }
    if (b->state != batch_state::reading && b->state != batch_state::ready)
        return fail(fault::refused, "import.not_ready");
    auto const from = b->state;
    auto written = parts_.database.write<done>(who, [&](db::transaction& tx) -> result<done> {
        b->state = batch_state::cancelled;
        if (!batch_store::update(tx, *b, from, parts_.vault))
            return fail(fault::conflict, "import.not_ready");
        tx.record({.what = "import_cancelled",
                   .entity = "import_batch",
                   .entity_id = id.value,
                   .label = b->file_name});
        return done{};
    });
    if (!written) return fail(written.error());
    if (job) job->stop = true;
    return find(who, id);
}

}  // namespace guiyan::imports
