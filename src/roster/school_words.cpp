// Words of schooling and degrees: several in a cell, schools and years behind them, bands of forms.
#include "base/text.hpp"
#include "roster/cell_text.hpp"
#include "roster/words.hpp"

namespace guiyan::roster {

std::string const& vocabulary::higher(std::string const& a, std::string const& b) {
    // By GB/T 4658 a smaller code is a higher schooling; a group (20) stands with its graduates (21), and a
    // graduation outranks 结业 and 肄业 (x2, x3) of the same group by its own order.
    if (a.empty()) return b;
    if (b.empty()) return a;
    if (a[0] == b[0] && (a[1] == '0' || b[1] == '0')) return a[1] == '0' ? b : a;
    return a <= b ? a : b;
}

word_reading vocabulary::education(std::string_view raw) const {
    return once(1, raw, [&] { return read_education(raw); });
}

word_reading vocabulary::read_education(std::string_view raw) const {
    word_reading out;
    std::string const text = tidy(raw);
    if (text.empty()) return out;
    auto const whole = education_.find(text);
    if (!whole.code.empty()) {
        out.present = true;
        out.value = whole.code;
        return out;
    }
    if (is_nothing(text) && !whole.known) return out;
    if (text == "无") return out;
    out.present = true;
    if (whole.known) {
        out.findings.push_back({kind::word_ambiguous, text, std::nullopt, confidence::low, true, {}});
        return out;
    }
    for (std::string_view mark : {"在读", "在校", "就读", "未毕业", "学生在", "待毕业", "未取得"})
        if (text.find(mark) != std::string::npos) {
            out.findings.push_back(
                {kind::education_unfinished, text, std::nullopt, confidence::low, true, {}});
            return out;
        }
    // 大专及以上 is a band of a form, not what somebody has.
    for (std::string_view band : {"以上", "以下"})
        if (text.find(band) != std::string::npos) {
            out.findings.push_back({kind::word_ambiguous, text, std::nullopt, confidence::low, true, {}});
            return out;
        }
    auto const parts = split_brackets(text);
    // 大专（结业）: the bracket changes the code
    for (auto const& r : parts.remarks)
        for (std::string_view end : {"结业", "肄业", "毕业"})
            if (r.find(end) != std::string::npos)
                for (std::string const& base : {parts.text, "大学" + parts.text, "普通" + parts.text}) {
                    std::string word = replaced(replaced(base, "大专", "大学专科"), "大学大学", "大学");
                    if (auto const h = education_.find(word + std::string(end)); !h.code.empty()) {
                        out.value = h.code;
                        return out;
                    }
                }
    // 大学（专科）: the bracket says which; 中专（高中）says two things.
    for (auto const& r : parts.remarks)
        if (auto const by_remark = education_.find(r); !by_remark.code.empty()) {
            auto const base = education_.find(parts.text);
            if (parts.text == "大学" || base.code.empty() ||
                education_.table().is_under(by_remark.code, base.code) ||
                education_.table().is_under(base.code, by_remark.code)) {
                out.value = by_remark.code;
                return out;
            }
            out.findings.push_back({kind::word_ambiguous, text, std::nullopt, confidence::low, true, {}});
            return out;
        }
    for (std::string_view end : {"结业", "肄业"}) {
        auto const at = text.find(end);
        if (at == std::string::npos || !parts.remarks.empty()) continue;
        std::string const base = text.substr(0, at);
        auto const group = education_.find(base);
        auto const* row = group.code.empty() ? nullptr : education_.table().find(group.code);
        std::string const top = !row ? "" : row->parent_code.empty() ? row->code : row->parent_code;
        for (auto const& i : education_.table().items())
            if (i.parent_code == top && !top.empty() && i.name.ends_with(end) &&
                (i.name.find(base) != std::string::npos || base == "大专" || base == "专科" ||
                 base == "本科" || base == "初中" || base == "高中" || base == "小学"))
                if (!out.value) out.value = i.code;
        if (out.value) return out;
    }
    std::string best;
    bool strange = false;
    bool vocational = false;
    bool general = false;
    for (auto const& part : split_list(parts.text, true)) {
        if (!degree_.find(part).code.empty())
            continue;  // 本科/学士: the degree says nothing about the schooling
        if (auto const h = education_.find(part); !h.code.empty()) {
            best = higher(best, h.code);
            vocational = vocational || h.code[0] == '4';
            general = general || h.code[0] == '6';
        } else {
            strange = true;
        }
    }
    if (vocational && general && best[0] >= '4') {
        // 高中/中专 is one of the two; which, the form does not say.
        out.findings.push_back({kind::word_ambiguous, text, std::nullopt, confidence::low, true, {}});
        return out;
    }
    if (best.empty() && !strange) {
        // only a degree: 学士 is a synonym of the list, 学士学位 is not
        for (auto const& part : split_list(parts.text, true))
            if (auto const d = degree_.find(part).code; !d.empty())
                best = higher(best, d == "2" ? "11" : d == "3" ? "14" : "21");
    }
    if (best.empty()) {
        // 大专2010年毕业: the year behind the word
        auto const digit = parts.text.find_first_of("0123456789");
        if (digit != std::string::npos && digit > 0)
            if (auto const h = education_.find(trim(std::string_view(parts.text).substr(0, digit)));
                !h.code.empty())
                best = h.code;
    }
    if (!best.empty()) {
        // what follows a known word is the school or the subject
        out.value = best;
        if (strange || !parts.remarks.empty())
            out.findings.push_back({kind::remark_in_cell,
                                    text,
                                    education_.table().find(best)->name,
                                    confidence::high,
                                    false,
                                    {{"remark", strange ? text : parts.remarks.front()}}});
        return out;
    }
    out.findings.push_back(unknown_word(text, true, education_.nearest(text)));
    return out;
}

word_reading vocabulary::degree(std::string_view raw) const {
    word_reading out;
    std::string const text = tidy(raw);
    if (is_nothing(text)) return out;
    for (auto const& part : split_list(split_brackets(text).text, true)) {
        std::string code = degree_.find(part).code;
        if (code.empty())
            for (auto const& [ending, c] : {std::pair{"博士", "2"}, {"硕士", "3"}, {"学士", "4"}})
                if (part.ends_with(ending) || part.ends_with(std::string(ending) + "学位")) code = c;
        if (code.empty()) continue;
        out.present = true;
        if (!out.value || code < *out.value) out.value = code;
    }
    return out;
}

}  // namespace guiyan::roster
