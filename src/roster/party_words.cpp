// Party words: what stands in brackets behind 中共党员 may change it.
#include "base/text.hpp"
#include "roster/cell_text.hpp"
#include "roster/words.hpp"

namespace guiyan::roster {

word_reading vocabulary::political_status(std::string_view raw) const {
    return once(0, raw, [&] { return read_political_status(raw); });
}

word_reading vocabulary::read_political_status(std::string_view raw) const {
    std::string const text = without_blanks(tidy(raw));
    if (text == "非党员" || text == "否" || text == "非中共党员") return party_member("否");
    if (text == "是" || text == "√") return party_member("是");
    // 中共党员（预备）and 中共预备党员（2023年转正）differ from 中共党员（2003年入党）by what is in the
    // brackets.
    auto const parts = split_brackets(text);
    if (!parts.remarks.empty()) {
        auto const h = political_.find(text);
        if (h.code.empty()) {
            auto const& r = parts.remarks.front();
            bool const weighty = r.find("预备") != std::string::npos || r.find("转正") != std::string::npos ||
                                 r.find("停止") != std::string::npos || r.find("除名") != std::string::npos ||
                                 r.find("开除") != std::string::npos || r.find("退") != std::string::npos ||
                                 r.find("申请") != std::string::npos || r.find("积极") != std::string::npos ||
                                 r.find("发展") != std::string::npos;
            if (weighty) {
                word_reading out;
                out.present = true;
                if (r.starts_with("预备") && political_.find(parts.text).code == "01") {
                    out.value = "02";
                    return out;
                }
                out.findings.push_back(unknown_word(text, true));
                return out;
            }
        }
    }
    // 中共党员 1998.7, 中共党员/村干部: one known word and others that do not change it
    if (political_.find(text).code.empty()) {
        std::string code;
        bool doubt = false;
        for (auto const& part : split_list(tidy(raw), true)) {
            auto const h = political_.find(part);
            if (!h.code.empty() && (code.empty() || code == h.code))
                code = h.code;
            else if (!h.code.empty())
                doubt = true;
            for (std::string_view w :
                 {"预备", "转正", "退", "停止", "除名", "开除", "申请", "积极", "发展", "非"})
                if (h.code.empty() && part.find(w) != std::string::npos) doubt = true;
        }
        if (!code.empty() && !doubt && split_list(tidy(raw), true).size() > 1) {
            word_reading out;
            out.present = true;
            out.value = code;
            out.findings.push_back({kind::remark_in_cell,
                                    tidy(raw),
                                    political_.table().find(code)->name,
                                    confidence::high,
                                    false,
                                    {{"remark", tidy(raw)}}});
            return out;
        }
    }
    return plain(political_, text, false, true);
}

word_reading vocabulary::party_member(std::string_view raw) const {
    word_reading out;
    std::string const text = without_blanks(tidy(raw));
    if (text.empty()) return out;
    if (auto const h = political_.find(text); !h.code.empty()) {
        out.present = true;
        out.value = h.code;
        return out;
    }
    if (is_tick(text)) {
        out.present = true;
        out.value = "01";
        return out;
    }
    if (text == "否" || text == "不是" || text == "非" || text == "×" || text == "0" || text == "N" ||
        text == "X" || is_nothing(text))
        return out;
    out.present = true;
    out.findings.push_back(unknown_word(text, true));
    return out;
}

}  // namespace guiyan::roster
