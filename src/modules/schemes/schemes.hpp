#pragma once
// Front door of the schemes: packs on the shelf, running schemes with their parameters, and what a scheme's
// rules say on a day. Nobody here knows which scheme it is: all policy is in the pack. What this room is not:
// people in roles, activities and papers have their own rooms, which ask here through `gate` and `reckon`.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "db/database.hpp"
#include "modules/codes/codes.hpp"
#include "modules/facts/facts.hpp"
#include "modules/regions/regions.hpp"
#include "modules/schemes/explanation.hpp"
#include "modules/schemes/gate.hpp"
#include "modules/schemes/national_codes.hpp"
#include "modules/schemes/obstacle.hpp"
#include "modules/schemes/pack_shelf.hpp"
#include "modules/schemes/pack_views.hpp"
#include "modules/schemes/running_scheme.hpp"
#include "modules/schemes/trial.hpp"
#include "scheme/finding.hpp"
#include "store/vault.hpp"
#include "terms/workdays.hpp"

namespace guiyan::schemes {

/// A reckoner over the tables: one scheme, one day, inside one connection.
class scheme_reckoner {
public:
    scheme_reckoner(std::shared_ptr<shelf_edition const>, facts::view, scheme::moment,
                    std::shared_ptr<cel::region_tree const>, std::shared_ptr<cel::work_calendar const>);
    scheme::reckoner const& operator*() const { return reckoner_; }
    scheme::reckoner const* operator->() const { return &reckoner_; }
    scheme::pack const& pack() const { return edition_->rules->rules(); }
    shelf_edition const& edition() const { return *edition_; }

private:
    std::shared_ptr<shelf_edition const> edition_;
    std::shared_ptr<cel::region_tree const> places_;
    std::shared_ptr<cel::work_calendar const> days_;
    facts::sql_facts facts_;
    scheme::reckoner reckoner_;
};

struct scheme_list {
    std::vector<running_scheme> items;
};

struct code_line {
    std::string code, name;
};
struct table_view {
    std::string table, name;
    std::vector<code_line> items;
};
struct role_view {
    std::string code, name, serves;
    std::string sources;    ///< code table of source_group, "" for none
    std::string duties;     ///< code table of duty codes, "" for none
    std::string procedure;  ///< "" for roles that are filled directly
    std::vector<std::string> asks;
};
struct module_view {
    std::string id, name;
    std::vector<std::string> shows;  ///< ids of figures
};
struct report_line {
    std::string id, name, kind;
};
/// A running scheme with what its pages need of the pack.
struct scheme_home {
    running_scheme scheme;
    std::vector<module_view> modules;
    std::vector<std::string> parts;  ///< what the menu shows: "engagements", "activities", "reports" …
    std::vector<role_view> roles;
    std::vector<table_view> tables;
    std::vector<report_line> reports;
    std::vector<obstacle> obstacles;     ///< of a draft: what keeps it from being activated
    std::vector<edition_span> editions;  ///< that it runs, ran or is to run, by day
};
record::type const& record_of(scheme_list const*);
record::type const& record_of(scheme_home const*);

struct param_view {
    std::string name, label, unit;
    std::string value;    ///< that holds today
    std::string initial;  ///< of the pack
    std::optional<std::string> min, max;
    std::vector<std::string> choices;
    std::vector<std::string> set_by;        ///< bodies that may, by the pack
    std::vector<std::string> set_by_names;  ///< in words
    bool may_set = false;                   ///< the actor
    std::string basis, assumed;
    std::optional<date> from_on;
    std::vector<param_value> history;
};
struct param_list {
    std::vector<param_view> items;
};
record::type const& record_of(param_list const*);

struct param_change {
    std::string name, value;
    date from_on;
    std::string reason;
};
record::type const& record_of(param_change const*);

/// Another edition from a day on. Going back to an earlier one is the same act.
struct edition_change {
    std::string edition;
    date from_on;
    std::string reason;
};
record::type const& record_of(edition_change const*);

/// A parameter's value as it is kept and shown.
std::string text_of(scheme::literal const&);

class schemes : public gate {
public:
    /// Sentences of locales/ in a language: names of kinds and fields for explanations, what is wrong with a
    /// pack. Said once, by the house.
    using speech = std::function<std::string(std::string_view language, std::string_view key)>;
    void speak(speech words) { words_ = std::move(words); }
    /// The Chinese ones, with the names of codes of the program's own lists.
    scheme::sentence_of words() const { return words_in("zh-CN"); }
    result<explanation> explain(actor const&, scheme_id) const;

    /// As which body a role acts ("county"); said once, by the house.
    void know_bodies(std::function<std::string(std::string_view role)> body_of) {
        body_of_ = std::move(body_of);
    }

    schemes(db::database&, store::vault const&, regions::regions&, codes::code_tables const&,
            terms::workdays const&, clock const&, std::map<std::string, std::string> builtin,
            std::string_view facts_yaml);

    // Packs
    pack_list packs() const;
    /// fault::not_found for an edition that is not on the shelf.
    result<pack_page> pack(actor const&, std::string_view pack_id, std::string_view edition) const;
    /// Puts an edition on the shelf: what is wrong comes back, and with errors nothing is installed. An
    /// edition that is there already with other words is refused: editions never change. With `only_check`
    /// nothing is written.
    result<pack_answer> install(actor const&, opened_folder, bool only_check = false);
    /// Takes an installed edition from the shelf. Refused where a scheme runs it, ran it or is drafted with
    /// it, and for those that travel in the program.
    result<done> remove_pack(actor const&, std::string_view pack_id, std::string_view edition);
    /// The zip of an edition, to take away.
    result<pack_zip> download(std::string_view pack_id, std::string_view edition) const;
    std::shared_ptr<shelf_edition const> edition(std::string_view pack_id, std::string_view edition) const {
        return shelf_.find(pack_id, edition);
    }
    scheme::catalogue const& facts() const { return facts_; }
    pack_shelf const& shelf() const { return shelf_; }

    // Schemes
    scheme_list list(actor const&) const;
    result<scheme_home> find(actor const&, scheme_id) const;
    result<scheme_home> propose(actor const&, running_scheme draft);
    /// C.4: pack valid, lead unit set, no other active scheme of the pack in the region, guards of the pack.
    result<scheme_home> activate(actor const&, scheme_id, std::int64_t version);
    result<scheme_home> close(actor const&, scheme_id, std::int64_t version);
    /// Another edition of the same pack from a day on, today at the earliest (a draft: from its first day).
    /// What was judged before stays judged by the edition of its day; a change that has not begun is
    /// replaced. Refused where the edition is not on the shelf or has errors.
    result<scheme_home> change_edition(actor const&, scheme_id, std::int64_t version, edition_change const&);
    result<param_list> params(actor const&, scheme_id) const;
    /// What other parameters, or another edition, would change today; writes nothing.
    result<trial_outcome> try_out(actor const&, scheme_id, trial_input const&) const;
    result<param_list> set_param(actor const&, scheme_id, param_change const&);

    /// The scheme as the actor sees it; for modules above, inside their own connection.
    std::optional<running_scheme> seen(db::connection&, actor const&, scheme_id) const;
    std::optional<running_scheme> any(db::connection&, scheme_id) const;
    /// The edition that the scheme runs on a day; before its first day that one.
    std::string edition_on(db::connection&, running_scheme const&, date) const;
    /// The rules on a day, over the rows of these places ({} prefix: all of the scheme's).
    std::unique_ptr<scheme_reckoner> reckon(db::connection&, running_scheme const&, date as_of,
                                            std::vector<area> areas = {{""}}) const;
    /// The same by the rules of one edition: for a record that was made under it. "" is that of the day.
    std::unique_ptr<scheme_reckoner> reckon_under(db::connection&, running_scheme const&, date as_of,
                                                  std::string_view edition,
                                                  std::vector<area> areas = {{""}}) const;
    /// Whether a unit may be named in a scheme of this place: there, not dissolved, of the same county.
    bool may_name(db::connection&, organization_id, std::string_view region_code) const;
    date today() const;
    /// Which edition of its pack a scheme followed from which day on, the first one first.
    std::vector<edition_span> editions(db::connection&, scheme_id) const;
    terms::workdays const& workdays() const { return workdays_; }

    // gate
    result<passage> guards(db::transaction&, step_of_record const&, std::string_view reason) const override;
    result<passage> quotas(db::transaction&, step_of_record const&, std::string_view reason) const override;

private:
    using param_values = std::map<std::string, scheme::literal, std::less<>>;
    bool may_set(scheme_reckoner const&, scheme::param const&, actor const&) const;
    /// A value inside the limits that the pack allows, in the form of the pack's own; errors are of the field
    /// "/value".
    result<scheme::literal> check_param(scheme::pack const&, std::string const& name,
                                        std::string const& value) const;
    /// Of the values the county chose, those that hold on a day and that the edition knows and allows.
    param_values chosen_on(db::connection&, scheme_id, date, scheme::pack const&) const;
    std::unique_ptr<scheme_reckoner> reckon_as(db::connection&, running_scheme const&, date as_of,
                                               std::shared_ptr<shelf_edition const>,
                                               param_values const& chosen,
                                               std::vector<area> areas = {{""}}) const;
    scheme_home home_of(db::connection&, running_scheme) const;
    std::vector<obstacle> hindrances(db::connection&, running_scheme const&) const;
    /// What the trail says of a change beside what changed: " (2027-01-01)", and why.
    struct cause {
        std::string from, reason;
    };
    result<scheme_home> change(actor const&, scheme_id, std::int64_t version, std::string const& event,
                               std::function<result<done>(db::transaction&, running_scheme&)> const&,
                               cause const& = {});
    result<passage> pass(std::vector<scheme::reckoner::objection>, std::string_view reason) const;

    db::database& db_;
    store::vault const& vault_;
    regions::regions& regions_;
    codes::code_tables const& codes_;
    terms::workdays const& workdays_;
    clock const& time_;
    scheme::sentence_of words_in(std::string const& language) const;
    pack_line line_of(shelf_edition const&, std::vector<scheme_store::edition_use> const&) const;

    speech words_;
    std::function<std::string(std::string_view)> body_of_;
    scheme::catalogue facts_;
    national_codes national_;
    pack_shelf shelf_;
};

}  // namespace guiyan::schemes
