#include "app/paper_maker.hpp"

#include "base/day_math.hpp"
#include "crypto/certificate.hpp"
#include "files/drawing/svg_paper.hpp"
#include "modules/documents/papers.hpp"

namespace guiyan::app {
namespace {

std::string printed_day(std::optional<date> const& d) {
    if (!d) return "";
    return std::to_string(d->year()) + "年" + std::to_string(d->month()) + "月" + std::to_string(d->day()) +
           "日";
}

/// "南城县" as numbers of papers write it: 南城.
std::string short_place(std::string name) {
    for (std::string_view const suffix : {"县", "区", "市"})
        if (name.size() > suffix.size() + 3 && name.ends_with(suffix))
            name.resize(name.size() - suffix.size());
    return name;
}

/// Months and years of a span that are written out.
int months_of(scheme::span const& s, schemes::scheme_reckoner const& rules, scheme::record_key const& of) {
    auto number = [&](std::optional<scheme::scalar> const& n) {
        if (!n) return 0;
        auto const v = n->constant() ? cel::value::number(n->number.value()) : rules->evaluate(n->cel, of);
        return v.is(cel::value_kind::number) ? static_cast<int>(v.as_number()) : 0;
    };
    return number(s.months) + 12 * number(s.years);
}

/// What the layouts may say beside fields of the engagement.
class paper_text {
public:
    paper_text(schemes::scheme_reckoner const& rules, engagements::engagement const& e)
        : rules_(rules), one_(e) {}

    void put(std::string name, std::string text) { known_[std::move(name)] = std::move(text); }

    result<drawing::svg_values> fill(drawing::svg_paper const& layout) const {
        drawing::svg_values out;
        for (auto const& hole : layout.holes()) {
            if (auto const found = known_.find(hole); found != known_.end()) {
                out.holes[hole] = found->second;
                continue;
            }
            // Any other hole is an expression of the engagement: person.post_title.
            auto const* p = rules_.edition().rules->program(hole, "engagement");
            if (!p) return fail(fault::refused, "engagements.paper_hole", {{"hole", hole}});
            auto const v = rules_->evaluate(*p, {"engagement", one_.id.value});
            out.holes[hole] = v.is(cel::value_kind::text)  ? v.as_text()
                              : v.is(cel::value_kind::day) ? printed_day(v.as_day())
                                                           : std::string();
        }
        return out;
    }

private:
    schemes::scheme_reckoner const& rules_;
    engagements::engagement const& one_;
    std::map<std::string, std::string, std::less<>> known_;
};

}  // namespace

std::function<result<std::int64_t>(db::transaction&, engagements::engagement const&, std::string const&, date,
                                   bool)>
paper_maker(house& h, std::string address) {
    return [&h, address](db::transaction& tx, engagements::engagement const& e, std::string const& credential,
                         date on, bool drawn) -> result<std::int64_t> {
        auto const s = h.schemes.any(tx.sql, e.scheme_id);
        if (!s) return fail(fault::not_found, "error.not_found");
        auto const rules = h.schemes.reckon(tx.sql, *s, on);
        auto const* c = rules->pack().credentials.find(credential);
        auto const* role = rules->pack().roles.find(e.role);
        if (!c || !role) return fail(fault::refused, "engagements.no_such_paper", {{"paper", credential}});
        auto const& files = rules->edition().files;
        auto const svg = files.find(c->paper);
        if (svg == files.end()) return fail(fault::refused, "engagements.no_layout", {{"paper", c->name}});
        auto const layout = drawing::svg_paper::read(svg->second);
        if (!layout) return fail(layout.error());

        auto const tree = h.regions.tree();
        auto const* place = tree->find(e.region_id);
        bool const appoints = role->credential == credential;
        documents::paper_draft draft;
        draft.kind = c->verify.empty() ? "invitation" : "certificate";
        draft.credential = credential;
        draft.title = c->name;
        draft.scheme_id = e.scheme_id;
        draft.engagement_id = documents::engagement_id{e.id.value};
        draft.person_id = documents::person_id{e.person_id.value};
        draft.region_id = documents::region_id{place ? e.region_id.value : s->region_id.value};
        draft.org_id = documents::organization_id{s->lead_org_id.value};
        draft.said.name = e.person_name;
        draft.said.role = role->name;
        draft.said.place =
            place ? (tree->town_of(*place) && place->level == 5 ? tree->town_of(*place)->name : "") +
                        place->name
                  : e.org_name.value_or("");
        draft.said.issued_by = s->lead_org_name.value_or(s->region_name);
        draft.number_rule = c->number;
        draft.number_region = short_place(s->region_name);
        draft.issued_on = on;
        if (appoints) {
            draft.valid_from = e.term_start ? e.term_start : std::optional(on);
            draft.valid_to = e.term_end;
        }
        if (!draft.valid_to && c->valid) {
            int const months = months_of(*c->valid, *rules, {"engagement", e.id.value});
            draft.valid_from = on;
            if (months > 0) draft.valid_to = add_days(add_months(on, months), -1);
        }

        auto const draw = [&](documents::issued_paper const& made) -> result<std::string> {
            paper_text words(*rules, e);
            words.put("person.name", draft.said.name);
            words.put("engagement.region", draft.said.place);
            words.put("engagement.role", draft.said.role);
            words.put("valid_from", printed_day(draft.valid_from));
            words.put("valid_to", printed_day(draft.valid_to));
            words.put("number", made.number);
            words.put("code", crypto::printed_certificate_code(made.code));
            words.put("check_address", address + "/v");
            words.put("issuer", draft.said.issued_by);
            words.put("issued_on", printed_day(on));
            words.put("year", std::to_string(on.year()));
            words.put("contact", draft.said.issued_by);
            words.put("award", c->name);
            std::string vetted, answer;
            if (auto const* p = rules->pack().procedures.find(role->procedure))
                for (auto const& step : p->steps) {
                    if (step.to == "vetted" && !step.by.empty()) {
                        auto const* body = rules->pack().bodies.find(step.by.front());
                        vetted = body ? body->name : draft.said.issued_by;
                    }
                    if (step.to == "accepted" && step.within && step.within->days) {
                        auto const& d = *step.within->days;
                        auto const v = d.constant() ? cel::value::number(d.number.value())
                                                    : (*rules)->evaluate(d.cel, {"engagement", e.id.value});
                        if (v.is(cel::value_kind::number))
                            answer = printed_day(add_days(on, static_cast<int>(v.as_number())));
                    }
                }
            words.put("vetted_by", vetted);
            words.put("answer_by", answer);
            auto values = words.fill(*layout);
            if (!values) return fail(values.error());
            values->qr = layout->has_qr() ? address + "/v/" + made.code : "";
            drawing::pdf_about about;
            about.title = c->name + " " + made.number;
            about.at = instant(std::chrono::sys_days(on.ymd()));
            auto pdf = drawing::to_pdf(*layout, {*values}, about);
            if (!pdf) return fail(pdf.error());
            return std::move(pdf->bytes);
        };
        auto const made = documents::issue_paper(
            tx, h.vault, draft,
            [&](crypto::certificate_content const& said) { return crypto::sign_certificate(h.keys, said); },
            drawn ? documents::paper_drawer(draw) : documents::paper_drawer());
        if (!made) return fail(made.error());
        return made->id.value;
    };
}

}  // namespace guiyan::app
