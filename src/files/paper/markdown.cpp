#include "files/paper/markdown.hpp"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <mutex>

#include "base/text.hpp"

namespace guiyan::paper {
namespace {

constexpr std::size_t most_bytes = 2u << 20;
constexpr std::string_view figure_scheme = "figure:";

struct refused_line {
    std::string what;
    int line;
};

struct free_node {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct free_parser {
    void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};

std::string_view literal(cmark_node* node) {
    char const* text = cmark_node_get_literal(node);
    return text ? text : std::string_view();
}

[[noreturn]] void refuse(std::string what, cmark_node* node) {
    // Inline nodes have no line of their own: that of the block around them serves.
    while (node && cmark_node_get_start_line(node) == 0) node = cmark_node_parent(node);
    throw refused_line{std::move(what), node ? cmark_node_get_start_line(node) : 0};
}

std::string note_sign(std::size_t number) {
    // ① to ⑳; further ones in brackets.
    return number <= 20 ? to_utf8(static_cast<char32_t>(0x2460 + number - 1))
                        : "（" + std::to_string(number) + "）";
}

// A private character beside a * that stands next to punctuation. CommonMark decides by the neighbours
// whether a * can open or close, and takes 。*后 for neither, because Chinese has no blanks. Taken out again
// by put().
constexpr char32_t joint = 0xE000;

bool is_punctuation(char32_t c) {
    if (c < 0x80) return c > 0x20 && c != U'*' && c != U'\\' && std::ispunct(static_cast<int>(c));
    return (c >= 0x2010 && c <= 0x205E) || (c >= 0x3001 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF0F) ||
           (c >= 0xFF1A && c <= 0xFF20) || (c >= 0xFF3B && c <= 0xFF40) || (c >= 0xFF5B && c <= 0xFF65);
}

std::string friendly_to_chinese(std::string_view text) {
    auto const in = to_code_points(text);
    std::u32string out;
    out.reserve(in.size() + 64);
    for (std::size_t i = 0; i < in.size(); ++i) {
        bool const star = in[i] == U'*';
        if (star && i > 0 && is_punctuation(in[i - 1])) out += joint;
        out += in[i];
        if (star && i + 1 < in.size() && is_punctuation(in[i + 1])) out += joint;
    }
    return to_utf8(out);
}

std::string without_joints(std::string_view text) {
    static std::string const sign = to_utf8(joint);
    std::string out(text);
    for (std::size_t at = 0; (at = out.find(sign, at)) != out.npos;) out.erase(at, sign.size());
    return out;
}

/// Where the heading that begins a paragraph ends: behind the 。 of （一）…。
std::size_t own_heading(std::string_view text) {
    constexpr std::string_view open = "（", close = "）", stop = "。";
    if (!text.starts_with(open)) return 0;
    auto const end = text.find(close);
    if (end == text.npos || end > 4 * open.size()) return 0;
    for (char32_t c : to_code_points(text.substr(open.size(), end - open.size())))
        if (std::u32string_view(U"一二三四五六七八九十").find(c) == std::u32string_view::npos) return 0;
    auto const at = text.find(stop, end);
    return at == text.npos ? 0 : at + stop.size();
}

struct style {
    bool bold = false, kai = false;
    std::string figure;
};

class reader {
public:
    document read(cmark_node* root) {
        for (auto* n = cmark_node_first_child(root); n; n = cmark_node_next(n)) block_of(n);
        return std::move(paper_);
    }

private:
    void put(std::vector<run>& into, std::string_view marked, style const& s) {
        auto const text = without_joints(marked);
        if (text.empty()) return;
        if (!into.empty() && into.back().bold == s.bold && into.back().kai == s.kai &&
            into.back().figure == s.figure && s.figure.empty())
            into.back().text += text;
        else
            into.push_back({text, s.bold, s.kai, s.figure});
    }

    /// A line broken in the source only: blank between letters, nothing between Chinese.
    static std::string soft_break(std::vector<run> const& before, cmark_node* node) {
        auto* next = cmark_node_next(node);
        auto const follows = next && cmark_node_get_type(next) == CMARK_NODE_TEXT ? literal(next) : "";
        bool const letters = !before.empty() && !before.back().text.empty() && !follows.empty() &&
                             static_cast<unsigned char>(before.back().text.back()) < 0x80 &&
                             static_cast<unsigned char>(follows.front()) < 0x80;
        return letters ? " " : "";
    }

    void inlines(cmark_node* parent, std::vector<run>& into, style const& s) {
        for (auto* n = cmark_node_first_child(parent); n; n = cmark_node_next(n)) {
            auto const type = cmark_node_get_type(n);
            if (type == CMARK_NODE_TEXT) {
                put(into, literal(n), s);
            } else if (type == CMARK_NODE_SOFTBREAK) {
                put(into, in_signature_ ? "\n" : soft_break(into, n), s);
            } else if (type == CMARK_NODE_LINEBREAK) {
                put(into, "\n", s);
            } else if (type == CMARK_NODE_STRONG || type == CMARK_NODE_EMPH) {
                style inner = s;
                (type == CMARK_NODE_STRONG ? inner.bold : inner.kai) = true;
                inlines(n, into, inner);
            } else if (type == CMARK_NODE_LINK) {
                std::string_view const to = cmark_node_get_url(n);
                if (!to.starts_with(figure_scheme) || to.size() == figure_scheme.size())
                    refuse("paper.refused_link", n);
                style inner = s;
                inner.figure = to.substr(figure_scheme.size());
                inlines(n, into, inner);
            } else if (type == CMARK_NODE_FOOTNOTE_REFERENCE) {
                // The parser has numbered the notes in the order of their first marks.
                put(into, note_sign(std::stoul(std::string(literal(n)))), s);
            } else if (type == CMARK_NODE_IMAGE) {
                refuse("paper.refused_picture", n);
            } else if (type == CMARK_NODE_CODE) {
                refuse("paper.refused_code", n);
            } else {
                refuse("paper.refused_html", n);
            }
        }
    }

    block made(block_kind kind, cmark_node* of, int level = 0) {
        block b;
        b.kind = kind;
        b.level = level;
        inlines(of, b.runs, {});
        return b;
    }

    void heading(cmark_node* n) {
        int const level = cmark_node_get_heading_level(n);
        if (level == 1) {
            if (!paper_.title.empty()) refuse("paper.refused_second_title", n);
            paper_.title = text_of(made(block_kind::heading, n).runs);
        } else {
            paper_.body.push_back(made(block_kind::heading, n, std::min(level - 1, 4)));
        }
    }

    void list(cmark_node* n, int depth) {
        bool const ordered = cmark_node_get_list_type(n) == CMARK_ORDERED_LIST;
        int number = ordered ? cmark_node_get_list_start(n) : 0;
        for (auto* item = cmark_node_first_child(n); item; item = cmark_node_next(item), ++number) {
            bool first = true;
            for (auto* part = cmark_node_first_child(item); part; part = cmark_node_next(part)) {
                auto const type = cmark_node_get_type(part);
                if (type == CMARK_NODE_LIST) {
                    if (depth >= 3) refuse("paper.refused_deep_list", part);
                    list(part, depth + 1);
                } else if (type == CMARK_NODE_PARAGRAPH) {
                    auto b = made(first ? block_kind::item : block_kind::text, part, depth);
                    if (first) b.label = label(ordered, number, depth);
                    paper_.body.push_back(std::move(b));
                    first = false;
                } else {
                    refuse("paper.refused_list_part", part);
                }
            }
        }
    }

    static std::string label(bool ordered, int number, int depth) {
        if (!ordered) return "——";
        return depth == 1 ? std::to_string(number) + "." : "（" + std::to_string(number) + "）";
    }

    void table(cmark_node* n) {
        block b;
        b.kind = block_kind::table;
        auto const columns = cmark_gfm_extensions_get_table_columns(n);
        auto const* alignments = cmark_gfm_extensions_get_table_alignments(n);
        for (int c = 0; c < columns; ++c)
            b.columns.push_back(alignments[c] == 'r'   ? align::right
                                : alignments[c] == 'c' ? align::center
                                                       : align::left);
        for (auto* row = cmark_node_first_child(n); row; row = cmark_node_next(row)) {
            table_row out;
            out.head = cmark_gfm_extensions_get_table_row_is_header(row) != 0;
            for (auto* cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell)) {
                out.cells.emplace_back();
                inlines(cell, out.cells.back(), {});
            }
            out.cells.resize(static_cast<std::size_t>(columns));
            auto const lead =
                out.cells.empty() ? std::string() : std::string(trim(text_of(out.cells.front())));
            out.total = !out.head && (lead == "合计" || lead == "总计" || lead == "小计");
            b.rows.push_back(std::move(out));
        }
        paper_.body.push_back(std::move(b));
    }

    void block_of(cmark_node* n) {
        auto const type = cmark_node_get_type(n);
        if (type == CMARK_NODE_HEADING) {
            heading(n);
        } else if (type == CMARK_NODE_PARAGRAPH) {
            auto b = made(block_kind::text, n);
            auto const end = b.runs.empty() || b.runs.front().kai ? 0 : own_heading(b.runs.front().text);
            if (end) {
                run rest = b.runs.front();
                rest.text.erase(0, end);
                b.runs.front().text.resize(end);
                b.runs.front().kai = true;
                if (!rest.text.empty()) b.runs.insert(b.runs.begin() + 1, std::move(rest));
            }
            paper_.body.push_back(std::move(b));
        } else if (type == CMARK_NODE_LIST) {
            list(n, 1);
        } else if (std::string_view(cmark_node_get_type_string(n)) == "table") {
            table(n);
        } else if (type == CMARK_NODE_THEMATIC_BREAK) {
            block b;
            b.kind = block_kind::page_break;
            paper_.body.push_back(b);
        } else if (type == CMARK_NODE_BLOCK_QUOTE) {
            in_signature_ = true;
            for (auto* part = cmark_node_first_child(n); part; part = cmark_node_next(part)) {
                if (cmark_node_get_type(part) != CMARK_NODE_PARAGRAPH)
                    refuse("paper.refused_signature_part", part);
                paper_.body.push_back(made(block_kind::signature, part));
            }
            in_signature_ = false;
        } else if (type == CMARK_NODE_FOOTNOTE_DEFINITION) {
            for (auto* part = cmark_node_first_child(n); part; part = cmark_node_next(part)) {
                auto b = made(block_kind::note, part);
                if (part == cmark_node_first_child(n)) b.label = note_sign(++told_notes_);
                paper_.body.push_back(std::move(b));
            }
        } else if (type == CMARK_NODE_CODE_BLOCK) {
            refuse("paper.refused_code", n);
        } else {
            refuse("paper.refused_html", n);
        }
    }

    document paper_;
    bool in_signature_ = false;
    std::size_t told_notes_ = 0;
};

}  // namespace

result<document> from_markdown(std::string_view text) {
    if (text.size() > most_bytes)
        return fail_field("/text", "paper.too_long", {{"limit", std::to_string(most_bytes >> 20)}});
    if (!is_valid_utf8(text)) return fail_field("/text", "paper.not_utf8");
    static std::once_flag once;
    std::call_once(once, cmark_gfm_core_extensions_ensure_registered);
    std::unique_ptr<cmark_parser, free_parser> const parser(cmark_parser_new(CMARK_OPT_FOOTNOTES));
    cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension("table"));
    auto const friendly = friendly_to_chinese(text);
    cmark_parser_feed(parser.get(), friendly.data(), friendly.size());
    std::unique_ptr<cmark_node, free_node> const root(cmark_parser_finish(parser.get()));
    try {
        return reader().read(root.get());
    } catch (refused_line const& r) {
        return fail_field("/text", r.what, {{"line", std::to_string(r.line)}});
    }
}

std::string escaped(std::string_view value) {
    std::string out;
    for (char c : value) {
        auto const byte = static_cast<unsigned char>(c);
        // Every ASCII sign may be escaped (CommonMark 2.4); a line break would begin a block.
        if (byte < 0x20) c = ' ';
        if (byte > 0x20 && byte < 0x7f && !std::isalnum(byte)) out += '\\';
        out += c;
    }
    return out;
}

std::string figure_mark(std::string_view printed, std::string_view id) {
    return "[" + escaped(printed) + "](" + std::string(figure_scheme) + std::string(id) + ")";
}

}  // namespace guiyan::paper
