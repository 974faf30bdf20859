#include "modules/schemes/pack_folder.hpp"

#include <algorithm>
#include <fstream>

#include "base/text.hpp"
#include "crypto/encoding.hpp"
#include "crypto/hash.hpp"
#include "files/archive.hpp"
#include "files/paper/zip_writer.hpp"

namespace guiyan::schemes {
namespace {

// A layout with an emblem is the largest thing of a pack.
constexpr std::uint64_t most_of_one = 2ull << 20, most_of_zip = 10ull << 20, most_unpacked = 32ull << 20;
constexpr std::uint32_t most_files = 400;

constexpr std::string_view rules_file = "scheme.yaml";

std::string_view last_name(std::string_view path) {
    auto const slash = path.rfind('/');
    return slash == path.npos ? path : path.substr(slash + 1);
}

/// What operating systems put beside the files of people.
bool is_left_behind(std::string_view path) {
    auto const name = last_name(path);
    return path.starts_with("__MACOSX/") || path.find("/__MACOSX/") != path.npos || name.starts_with("._") ||
           name == ".DS_Store" || name == "Thumbs.db" || name == "desktop.ini";
}

std::string_view below_first(std::string_view path) {
    auto const slash = path.find('/');
    return slash == path.npos ? std::string_view() : path.substr(slash + 1);
}

scheme::finding wrong(std::string const& file, std::string key, text_args args = {}) {
    args.emplace_back("file", file);
    return {scheme::finding_kind::shape,
            scheme::finding_level::error,
            file,
            {1, 1},
            {},
            std::move(key),
            std::move(args),
            {}};
}

/// Without the mark of Windows' editors, and with one kind of line end.
std::string settled(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') out += text[i];
    return out;
}

/// Takes one file in, or says why not.
void take(opened_folder& into, std::string const& path, std::string bytes) {
    if (bytes.size() > most_of_one) {
        into.found.push_back(
            wrong(path, "schemes.pack.large_file", {{"limit", std::to_string(most_of_one >> 20)}}));
        return;
    }
    // Of scheme.yaml the reader itself says it, with the place.
    if (path != rules_file && (!is_valid_utf8(bytes) || bytes.find('\0') != bytes.npos)) {
        into.found.push_back(wrong(path, "schemes.pack.not_text"));
        return;
    }
    into.files.insert_or_assign(path, settled(bytes));
}

/// The sentence about tables in files.json, said of a pack.
error of_a_pack(error const& e) {
    auto const kind = files::reject_kind(e);
    auto key = std::string("schemes.zip.");
    if (kind == "password" || kind == "too_large")
        key += kind;
    else if (e.key == "files.hostile_names")
        key += "names";
    else if (kind == "hostile")
        key += "bomb";
    else
        key += "broken";
    return {fault::invalid, key, {{"limit", std::to_string(most_of_zip >> 20)}}, {}, {}};
}

}  // namespace

bool is_pack_file(std::string_view path) {
    static constexpr std::string_view at_root[] = {rules_file, "CHANGES.md", "README.md", "LICENSE"};
    if (std::find(std::begin(at_root), std::end(at_root), path) != std::end(at_root)) return true;
    static constexpr std::pair<std::string_view, std::string_view> folders[] = {
        {"reports/", ".md"}, {"papers/", ".svg"}, {"cases/", ".yaml"}};
    for (auto const& [folder, kind] : folders)
        if (path.starts_with(folder) && path.ends_with(kind) && path.size() > folder.size() + kind.size())
            return path.find('/', folder.size()) == path.npos;
    return false;
}

result<opened_folder> open_pack_zip(std::filesystem::path const& path) {
    files::read_limits limits;
    limits.file_bytes = most_of_zip;
    limits.part_bytes = 16ull << 20;  // beyond most_of_one, so that a file too large is named
    limits.total_bytes = most_unpacked;
    limits.entries = most_files;
    auto parts = files::read_archive(path, limits, [](std::string_view name) {
        return is_pack_file(name) || is_pack_file(below_first(name));
    });
    if (!parts) return fail(of_a_pack(parts.error()));
    std::erase_if(*parts, [](auto const& p) { return is_left_behind(p.name); });
    std::vector<std::string> rules;
    for (auto const& p : *parts)
        if (p.name == rules_file || below_first(p.name) == rules_file) rules.push_back(p.name);
    if (rules.empty()) return fail(fault::invalid, "schemes.zip.no_scheme");
    if (rules.size() > 1)
        return fail(fault::invalid, "schemes.zip.two_packs", {{"first", rules[0]}, {"second", rules[1]}});
    auto const root = rules[0].substr(0, rules[0].size() - rules_file.size());
    opened_folder out;
    for (auto& p : *parts) {
        auto const inside = p.name.starts_with(root) ? p.name.substr(root.size()) : std::string();
        if (p.is_link)
            out.found.push_back(wrong(p.name, "schemes.pack.link"));
        else if (!is_pack_file(inside))
            out.found.push_back(wrong(p.name, "schemes.pack.stray_file"));
        else
            take(out, inside, std::move(p.bytes));
    }
    return out;
}

result<opened_folder> open_pack_folder(std::filesystem::path const& given) {
    auto const root = given.filename() == rules_file ? given.parent_path() : given;
    std::error_code none;
    if (!std::filesystem::is_regular_file(root / rules_file, none))
        return fail(fault::invalid, "schemes.no_folder", {{"folder", given.string()}});
    opened_folder out;
    std::size_t count = 0;
    for (auto at = std::filesystem::recursive_directory_iterator(root, none);
         at != std::filesystem::recursive_directory_iterator(); at.increment(none)) {
        auto const path = at->path().lexically_relative(root).generic_string();
        if (at->is_directory(none) && !at->is_symlink(none)) continue;
        if (is_left_behind(path)) continue;
        if (++count > most_files) return fail(fault::invalid, "schemes.zip.bomb");
        if (at->is_symlink(none)) {
            out.found.push_back(wrong(path, "schemes.pack.link"));
        } else if (!is_pack_file(path)) {
            out.found.push_back(wrong(path, "schemes.pack.stray_file"));
        } else {
            std::ifstream in(at->path(), std::ios::binary);
            std::string bytes(most_of_one + 1, '\0');
            in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
            bytes.resize(static_cast<std::size_t>(in.gcount()));
            take(out, path, std::move(bytes));
        }
    }
    return out;
}

std::string zip_of_pack(pack_files const& files, std::string const& folder, instant at) {
    paper::zip_parts parts;
    for (auto const& [path, text] : files) parts.emplace(folder + "/" + path, text);
    return paper::written_zip(parts, at);
}

std::string digest_of(pack_files const& files) {
    std::string all;
    for (auto const& [path, text] : files)
        all += std::to_string(path.size()) + ":" + path + std::to_string(text.size()) + ":" + text;
    return crypto::to_hex(crypto::sha256(all));
}

}  // namespace guiyan::schemes
