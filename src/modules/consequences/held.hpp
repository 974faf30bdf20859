#pragma once
// Parts of a day's run that its files share; private to this room.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "modules/consequences/consequences.hpp"

namespace guiyan::consequences {

struct consequences::held {
    std::vector<scheme::counted_row> rows;  ///< with place; `amount` is the person where the kind has one
    std::optional<due_period> period;  ///< of rules of periods; without one such a rule holds for nobody yet
};

/// Path from a record to the person it is about: "person_id"; "" for kinds without one.
std::string_view person_path(scheme::catalogue const&, std::string_view kind);

/// Who stands behind the bodies of a pack, asked once a run.
class addressees {
public:
    addressees(db::connection&, codes::code_tables const&, schemes::scheme_reckoner const&, date today);

    /// Accounts of a body at a place, else of the office above it; of a body that the pack made its members.
    /// The person the record is about is not told here.
    std::vector<std::int64_t> const& of(std::string const& body, std::string const& place);
    /// The person's own account, 0 for none.
    std::int64_t of_person(std::int64_t person) const;
    /// "subject" and "talent": whoever the record is about.
    static bool is_subject(std::string_view body) { return body == "subject" || body == "talent"; }

private:
    db::connection& c_;
    codes::code_tables const& codes_;
    schemes::scheme_reckoner const& rules_;
    date today_;
    std::map<std::int64_t, std::int64_t> by_person_;
    std::map<std::pair<std::string, std::string>, std::vector<std::int64_t>> known_;
};

/// What the effects of a rule say, put into notices.
class teller {
public:
    teller(schemes::scheme_reckoner const&, schemes::running_scheme const&, daily_rule const&,
           scheme::sentence_of const& names, terms::workdays const&, date day);

    /// To the person himself.
    notices::notice_draft to_subject(scheme::effect const&, std::size_t effect, std::int64_t account,
                                     scheme::counted_row const&) const;
    /// To a body: one record by name, the others by number.
    notices::notice_draft to_body(scheme::effect const&, std::size_t effect, std::int64_t account,
                                  scheme::counted_row const& first, std::size_t count) const;

    /// Bodies that an effect speaks to: whom it notifies, or who has to carry it out.
    std::vector<std::string> const& bodies(scheme::effect const&) const;

private:
    notices::notice_draft draft(std::size_t effect, std::int64_t account, scheme::counted_row const&) const;
    std::string label(scheme::counted_row const&) const;
    std::string list_page() const;
    std::optional<date> due(scheme::effect const&, scheme::record_key const&) const;

    schemes::scheme_reckoner const& rules_;
    schemes::running_scheme const& scheme_;
    daily_rule const& rule_;
    scheme::sentence_of const& names_;
    terms::workdays const& days_;
    date day_;
};

}  // namespace guiyan::consequences
