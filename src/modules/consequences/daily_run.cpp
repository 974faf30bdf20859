// The run of a day: what began to hold is kept and told, what stopped is ended and its tag taken off.

#include <map>
#include <set>

#include "modules/consequences/consequence_store.hpp"
#include "modules/consequences/consequences.hpp"
#include "modules/consequences/held.hpp"
#include "modules/procedures/publicity.hpp"

namespace guiyan::consequences {

/// One rule of one scheme on one day. Its steps are transactions of their own: what was kept and not told yet
/// is told by the next run.
class consequences::run {
public:
    run(consequences& all, actor const& who, schemes::running_scheme const& s, daily_rule const& rule,
        date day, std::function<bool()> const& stop)
        : all_(all), who_(who), scheme_(s), rule_(rule), day_(day), stop_(stop) {
        out_.scheme = s.name;
        out_.rule = rule.id;
        out_.name = rule.what.name;
    }

    /// False: told to stop.
    bool go() {
        if (!judge()) return true;
        if (!end_those_over() || !begin_those_new()) return false;
        return tell();
    }
    rule_outcome const& outcome() const { return out_; }

private:
    static constexpr std::size_t at_once = 200;

    struct fresh {
        scheme::counted_row row;
        std::int64_t renewed = 0;  ///< holding of an earlier period
        std::vector<consequence_store::mark> marks;
        std::vector<notices::notice_draft> to_subject;
    };

    bool stopped() const { return stop_ && stop_(); }

    void write(std::function<void(db::transaction&)> const& f) {
        auto const ok = all_.db_.write<done>(who_, [&](db::transaction& tx) -> result<done> {
            f(tx);
            return done{};
        });
        if (!ok) throw std::runtime_error("reminders cannot be written: " + ok.error().key);
    }

    /// False: the rule ran for a later day.
    bool judge() {
        bool goes = true;
        all_.db_.read([&](db::connection& c) {
            auto const last = consequence_store::last_run(c, scheme_.id, rule_.id);
            if (last && day_ < last->ran_on && !(all_.schemes_.today() < last->ran_on)) {
                goes = false;
                return;
            }
            auto const rules = all_.schemes_.reckon(c, scheme_, day_);
            auto const now = all_.judge(c, scheme_, *rules, rule_, day_);
            period_ = now.period ? now.period->period : std::string();
            auto const known = consequence_store::open(c, scheme_.id, rule_.id);
            std::map<std::int64_t, consequence_store::holding const*> open;
            for (auto const& one : known) open.emplace(one.entity_id, &one);
            addressees people(c, all_.codes_, *rules, all_.schemes_.today());
            teller const words(*rules, scheme_, rule_, all_.names_, all_.schemes_.workdays(), day_);
            for (auto const& row : now.rows) {
                auto const was = open.find(row.id);
                bool const again = was != open.end() && was->second->period != period_;
                auto const id = again ? was->second->id : 0;
                bool const fresh_one = was == open.end() || again;
                if (was != open.end()) open.erase(was);
                if (!fresh_one) continue;
                fresh one{row, id, {}, {}};
                if (!again) one.marks = marks(*rules, row);
                for (std::size_t i = 0; i < rule_.what.do_.size(); ++i) {
                    auto const& e = rule_.what.do_[i];
                    for (auto const& body : e.notify)
                        if (addressees::is_subject(body) && row.amount.is(cel::value_kind::integer))
                            if (auto const account = people.of_person(row.amount.as_integer()))
                                one.to_subject.push_back(words.to_subject(e, i, account, row));
                }
                fresh_.push_back(std::move(one));
            }
            for (auto const& [_, one] : open) over_.push_back(*one);
            out_.holding = static_cast<std::int64_t>(now.rows.size());
        });
        return goes;
    }

    std::vector<consequence_store::mark> marks(schemes::scheme_reckoner const& rules,
                                               scheme::counted_row const& row) const {
        std::vector<consequence_store::mark> out;
        scheme::record_key const of{rule_.what.for_, row.id};
        auto const& facts = all_.schemes_.facts();
        for (auto const& e : rule_.what.do_) {
            if (e.mark.empty()) continue;
            consequence_store::mark m;
            m.mark = e.mark;
            m.also_in = e.scheme;
            if (!e.on.empty()) {
                // The kind at the end of the path.
                auto const* at = facts.find(of.kind);
                std::string_view rest = e.on;
                while (at && !rest.empty()) {
                    auto const part = rest.substr(0, rest.find('.'));
                    rest.remove_prefix(std::min(rest.size(), part.size() + 1));
                    auto const* link = at->ref(part);
                    at = link ? facts.find(link->kind) : nullptr;
                }
                m.entity = at ? at->name : "";
                m.entity_id = rules->follow(of, e.on).value_or(0);
            } else if (row.amount.is(cel::value_kind::integer)) {
                m.entity = "person";
                m.entity_id = row.amount.as_integer();
            } else if (of.kind == "organization") {
                m.entity = of.kind;
                m.entity_id = of.id;
            } else if (auto const* kind = facts.find(of.kind)) {
                m.entity = "organization";
                m.entity_id = rules->follow(of, kind->way_to("organization")).value_or(0);
            }
            if ((m.entity != "person" && m.entity != "organization") || !m.entity_id) continue;
            if (e.lasts)
                m.until_on = procedures::end_of(rules, *e.lasts, of, day_, false, all_.schemes_.workdays());
            out.push_back(std::move(m));
        }
        return out;
    }

    bool end_those_over() {
        for (std::size_t from = 0; from < over_.size(); from += at_once) {
            if (stopped()) return false;
            write([&](db::transaction& tx) {
                for (auto i = from; i < std::min(over_.size(), from + at_once); ++i) {
                    consequence_store::end(tx, over_[i].id, day_);
                    consequence_store::end_marks(tx, scheme_.id, rule_.id, over_[i].entity_id, day_);
                }
                tx.housekeeping();
            });
        }
        out_.ended = static_cast<std::int64_t>(over_.size());
        return true;
    }

    bool begin_those_new() {
        for (std::size_t from = 0; from < fresh_.size(); from += at_once) {
            if (stopped()) return false;
            std::int64_t told = 0;
            write([&](db::transaction& tx) {
                told = 0;
                for (auto i = from; i < std::min(fresh_.size(), from + at_once); ++i) {
                    auto const& one = fresh_[i];
                    if (one.renewed)
                        consequence_store::renew(tx, one.renewed, period_);
                    else if (!consequence_store::begin(tx, scheme_.id, rule_.id, rule_.what.for_, one.row.id,
                                                       period_, day_))
                        continue;
                    for (auto const& m : one.marks)
                        consequence_store::add_mark(tx, scheme_.id, rule_.id, one.row.id, m, day_);
                    for (auto const& n : one.to_subject) told += all_.notices_.notify(tx, n);
                }
                tx.housekeeping();
            });
            out_.notices += told;
        }
        out_.begun = static_cast<std::int64_t>(fresh_.size());
        return true;
    }

    /// The notices to the bodies, of everything that is kept and was not told: also what a run before this
    /// one could not tell any more.
    std::vector<notices::notice_draft> to_bodies() {
        std::vector<notices::notice_draft> out;
        all_.db_.read([&](db::connection& c) {
            std::set<std::int64_t> waiting;
            for (auto const& one : consequence_store::open(c, scheme_.id, rule_.id))
                if (!one.told_on) waiting.insert(one.entity_id);
            if (waiting.empty()) return;
            auto const rules = all_.schemes_.reckon(c, scheme_, day_);
            auto rows = all_.judge(c, scheme_, *rules, rule_, day_).rows;
            std::erase_if(rows, [&](auto const& row) { return !waiting.contains(row.id); });
            addressees people(c, all_.codes_, *rules, all_.schemes_.today());
            teller const words(*rules, scheme_, rule_, all_.names_, all_.schemes_.workdays(), day_);
            for (std::size_t i = 0; i < rule_.what.do_.size(); ++i) {
                auto const& e = rule_.what.do_[i];
                // Of each account the records it is told of, once even where it is two bodies.
                std::map<std::int64_t, std::map<std::int64_t, scheme::counted_row const*>> by_account;
                for (auto const& body : words.bodies(e)) {
                    if (addressees::is_subject(body) && !e.notify.empty()) continue;
                    for (auto const& row : rows) {
                        auto count = [&](std::int64_t account) { by_account[account].emplace(row.id, &row); };
                        if (addressees::is_subject(body)) {
                            if (row.amount.is(cel::value_kind::integer))
                                if (auto const own = people.of_person(row.amount.as_integer())) count(own);
                        } else {
                            for (auto const account : people.of(body, all_.place_code(scheme_, row)))
                                count(account);
                        }
                    }
                }
                for (auto const& [account, mine] : by_account)
                    out.push_back(words.to_body(e, i, account, *mine.begin()->second, mine.size()));
            }
        });
        return out;
    }

    bool tell() {
        auto const drafts = to_bodies();
        if (stopped()) return false;
        std::int64_t told = 0;
        write([&](db::transaction& tx) {
            told = 0;
            for (auto const& n : drafts) told += all_.notices_.notify(tx, n);
            consequence_store::mark_told(tx, scheme_.id, rule_.id, day_);
            consequence_store::keep_run(tx, scheme_.id, rule_.id, day_, period_);
            if (out_.begun + out_.ended + told == 0) {
                tx.housekeeping();
                return;
            }
            tx.record({.what = "reminded",
                       .entity = "scheme",
                       .entity_id = scheme_.id.value,
                       .label = rule_.what.name,
                       .changes = {{"holding", "", std::to_string(out_.holding)},
                                   {"notices", "", std::to_string(out_.notices + told)}}});
        });
        out_.notices += told;
        return true;
    }

    consequences& all_;
    actor const& who_;
    schemes::running_scheme const& scheme_;
    daily_rule const& rule_;
    date day_;
    std::function<bool()> const& stop_;
    rule_outcome out_;
    std::string period_;
    std::vector<fresh> fresh_;
    std::vector<consequence_store::holding> over_;
};

std::vector<rule_outcome> consequences::remind(actor const& who, date day,
                                               std::function<bool()> const& stop) {
    std::vector<rule_outcome> out;
    std::vector<std::pair<scheme_id, std::string>> ran;
    for (auto const& s : schemes_.list(who).items) {
        if (s.state != "active" || day < s.starts_on) continue;
        auto const rules = db_.query([&](db::connection& c) {
            return rules_of(*schemes_.reckon(c, s, day)->edition().rules, names_);
        });
        for (auto const& rule : rules) {
            if (!rule.is_judged()) continue;
            ran.emplace_back(s.id, rule.id);
            run one(*this, who, s, rule, day, stop);
            bool whole = true;
            std::string problem;
            // One rule that fails holds up no other.
            try {
                whole = one.go();
            } catch (std::exception const& e) {
                problem = e.what();
            }
            out.push_back(one.outcome());
            out.back().problem = std::move(problem);
            if (!whole) return out;
        }
    }
    if (!stop || !stop()) end_vanished(who, ran, day);
    return out;
}

/// Rules that no running scheme has any more hold for nobody.
void consequences::end_vanished(actor const& who, std::vector<std::pair<scheme_id, std::string>> const& ran,
                                date day) {
    auto gone = db_.query([](db::connection& c) { return consequence_store::holding_rules(c); });
    std::erase_if(gone, [&](auto const& one) {
        return std::ranges::find(ran, std::pair(one.scheme, one.rule)) != ran.end();
    });
    for (auto const& one : gone)
        (void)db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
            for (auto const& held : consequence_store::open(tx.sql, one.scheme, one.rule)) {
                consequence_store::end(tx, held.id, day);
                consequence_store::end_marks(tx, one.scheme, one.rule, held.entity_id, day);
            }
            tx.housekeeping();
            return done{};
        });
}

}  // namespace guiyan::consequences
