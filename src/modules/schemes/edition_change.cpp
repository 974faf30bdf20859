// A scheme goes over to another edition of its pack (pack language, section 12).

#include "modules/schemes/schemes.hpp"

namespace guiyan::schemes {

result<scheme_home> schemes::change_edition(actor const& who, scheme_id id, std::int64_t version,
                                            edition_change const& asked) {
    auto f = [&](db::transaction& tx, running_scheme& s) -> result<done> {
        if (s.state == "closed") return fail(fault::refused, "schemes.closed");
        auto const e = shelf_.find(s.pack_id, asked.edition);
        if (!e) {
            for (auto const& other : shelf_.all())
                if (other->edition == asked.edition)
                    return fail_field("/edition", "schemes.edition_of_another",
                                      {{"edition", asked.edition}, {"other", other->name}});
            return fail_field("/edition", "schemes.edition_not_there", {{"edition", asked.edition}});
        }
        if (auto const seen = shelf_.inspected(s.pack_id, asked.edition); scheme::has_errors(seen->found))
            return fail_field("/edition", "schemes.edition_has_errors",
                              {{"edition", asked.edition},
                               {"errors", std::to_string(seen->count(scheme::finding_level::error))}});
        auto const spans = scheme_store::spans(tx.sql, id);
        auto const& newest = spans.back();
        if (newest.pack_edition == asked.edition)
            return fail_field("/edition", "schemes.edition_runs",
                              {{"edition", asked.edition}, {"day", newest.from_on.iso()}});
        date from = asked.from_on;
        if (s.state == "draft") {
            from = newest.from_on;
            scheme_store::withdraw_span(tx, id, from);
        } else {
            auto const now = china_day(tx.at);
            if (from < now) return fail_field("/from_on", "schemes.edition_in_the_past");
            if (from < newest.from_on || (from == newest.from_on && !(now < from)))
                return fail_field("/from_on", "schemes.edition_before_newest",
                                  {{"edition", newest.pack_edition}, {"day", newest.from_on.iso()}});
            if (s.ends_on && !(from < *s.ends_on))
                return fail_field("/from_on", "schemes.edition_after_end", {{"day", s.ends_on->iso()}});
            // One that was to begin that day and has not begun is replaced.
            if (from == newest.from_on) scheme_store::withdraw_span(tx, id, from);
        }
        if (!scheme_store::is_installed(tx.sql, e->pack_id, e->edition))
            scheme_store::install(tx, {e->pack_id, e->edition, e->name, digest_of(e->files), e->files, {}});
        scheme_store::add_span(tx, id, {asked.edition, from, asked.reason});
        s.pack_edition = asked.edition;
        return done{};
    };
    return change(who, id, version, "edition_changed", f, {" (" + asked.from_on.iso() + ")", asked.reason});
}

}  // namespace guiyan::schemes
