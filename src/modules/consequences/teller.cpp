// The words of notices: the rule's own text, whom it is about, and the clause it comes from.

#include "modules/consequences/held.hpp"
#include "modules/procedures/publicity.hpp"
#include "modules/schemes/record_words.hpp"

namespace guiyan::consequences {

teller::teller(schemes::scheme_reckoner const& rules, schemes::running_scheme const& s,
               daily_rule const& rule, scheme::sentence_of const& names, terms::workdays const& days,
               date day)
    : rules_(rules), scheme_(s), rule_(rule), names_(names), days_(days), day_(day) {}

std::vector<std::string> const& teller::bodies(scheme::effect const& e) const {
    static std::vector<std::string> const nobody;
    if (!e.notify.empty()) return e.notify;
    if (!e.mark.empty()) return nobody;
    return e.by.empty() ? rule_.what.confirm : e.by;
}

std::string teller::label(scheme::counted_row const& row) const {
    scheme::record_key const of{rule_.what.for_, row.id};
    if (of.kind == "scheme") return scheme_.name;
    auto const name = schemes::record_label(rules_, of), place = schemes::record_place(rules_, of);
    return place.empty() ? name : name + "（" + place + "）";
}

std::string teller::list_page() const {
    return "/schemes/" + to_string(scheme_.id) + "/consequences/" + rule_.id;
}

std::optional<date> teller::due(scheme::effect const& e, scheme::record_key const& of) const {
    return e.due ? procedures::end_of(rules_, *e.due, of, day_, false, days_) : std::nullopt;
}

notices::notice_draft teller::draft(std::size_t effect, std::int64_t account,
                                    scheme::counted_row const& row) const {
    notices::notice_draft n;
    n.account_id = account;
    n.rule = "consequences." + rule_.id + (effect ? "." + std::to_string(effect) : "");
    n.entity = rule_.what.for_;
    n.entity_id = row.id;
    n.day = day_;
    auto clause = rules_->basis_text(rule_.what.basis);
    n.args = {{"rule", rule_.what.name}, {"clause", clause.empty() ? clause : "，" + clause}};
    return n;
}

notices::notice_draft teller::to_subject(scheme::effect const& e, std::size_t effect, std::int64_t account,
                                         scheme::counted_row const& row) const {
    auto n = draft(effect, account, row);
    n.text_key = "consequences.told_you";
    n.args.emplace_back("text", e.text);
    // A list of others is not for him.
    n.url = schemes::record_page(rules_, {rule_.what.for_, row.id});
    return n;
}

notices::notice_draft teller::to_body(scheme::effect const& e, std::size_t effect, std::int64_t account,
                                      scheme::counted_row const& first, std::size_t count) const {
    auto n = draft(effect, account, first);
    scheme::record_key const of{rule_.what.for_, first.id};
    bool const many = count > 1, to_do = e.notify.empty();
    n.args.emplace_back("label", label(first));
    if (many) n.args.emplace_back("more", std::to_string(count - 1));
    if (to_do) {
        n.args.emplace_back("title", !e.title.empty() ? e.title
                                                      : scheme::effect_words(*rules_.edition().rules, names_,
                                                                             e, rule_.what.for_));
        n.due_on = due(e, of);
        if (n.due_on) n.args.emplace_back("due", n.due_on->iso());
    } else {
        n.args.emplace_back("text", e.text);
    }
    n.text_key = !to_do ? "consequences.told" : n.due_on ? "consequences.to_do_by" : "consequences.to_do";
    if (many) n.text_key += "_many";
    n.url = many || of.kind == "scheme" ? list_page() : schemes::record_page(rules_, of);
    if (n.url.empty()) n.url = list_page();
    return n;
}

}  // namespace guiyan::consequences
