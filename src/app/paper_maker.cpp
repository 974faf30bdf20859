#include "app/paper_maker.hpp"

#include "base/day_math.hpp"
#include "crypto/certificate.hpp"
#include "files/drawing/svg_paper.hpp"
#include "modules/documents/papers.hpp"
#include "modules/engagements/engagement_way.hpp"
#include "modules/procedures/procedure.hpp"

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

/// What a paper is made of: the record of the step, and what its head says.
struct paper_subject {
    scheme::record_key key;
    std::int64_t region_id = 0, person_id = 0, engagement_id = 0;
    std::string name, role, place;
    bool appoints = false;  ///< its validity is the term
    std::optional<date> term_start, term_end;
    scheme::procedure const* way = nullptr;  ///< for who vetted and by when he answers
};

/// What the layouts may say beside fields of the record.
class paper_text {
public:
    paper_text(schemes::scheme_reckoner const& rules, scheme::record_key of)
        : rules_(rules), of_(std::move(of)) {}

    void put(std::string name, std::string text) { known_[std::move(name)] = std::move(text); }

    result<drawing::svg_values> fill(drawing::svg_paper const& layout) const {
        drawing::svg_values out;
        for (auto const& hole : layout.holes()) {
            if (auto const found = known_.find(hole); found != known_.end()) {
                out.holes[hole] = found->second;
                continue;
            }
            // Any other hole is an expression of the record: person.post_title.
            auto const* p = rules_.edition().rules->program(hole, of_.kind);
            if (!p) return fail(fault::refused, "engagements.paper_hole", {{"hole", hole}});
            auto const v = rules_->evaluate(*p, of_);
            out.holes[hole] = v.is(cel::value_kind::text)  ? v.as_text()
                              : v.is(cel::value_kind::day) ? printed_day(v.as_day())
                                                           : std::string();
        }
        return out;
    }

private:
    schemes::scheme_reckoner const& rules_;
    scheme::record_key of_;
    std::map<std::string, std::string, std::less<>> known_;
};

/// Makes the paper of a `credentials` entry and gives the document's id. Not drawn: it is registered, because
/// it was handed out before.
result<std::int64_t> make(house& h, std::string const& address, db::transaction& tx,
                          schemes::running_scheme const& s, schemes::scheme_reckoner const& rules,
                          paper_subject const& of, std::string const& credential, date on, bool drawn) {
    auto const* c = rules.pack().credentials.find(credential);
    if (!c) return fail(fault::refused, "engagements.no_such_paper", {{"paper", credential}});
    if (c->number.empty()) return fail(fault::refused, "engagements.no_number", {{"paper", c->name}});
    auto const& files = rules.edition().files;
    auto const svg = files.find(c->paper);
    // A paper that the pack gives no layout is kept as a document with its number, and has no file.
    drawn = drawn && !c->paper.empty();
    if (drawn && svg == files.end())
        return fail(fault::refused, "engagements.no_layout", {{"paper", c->name}});
    std::optional<drawing::svg_paper> layout;
    if (drawn) {
        auto read = drawing::svg_paper::read(svg->second);
        if (!read) return fail(read.error());
        layout.emplace(std::move(*read));
    }

    documents::paper_draft draft;
    draft.kind = c->verify.empty() ? "invitation" : "certificate";
    draft.credential = credential;
    draft.title = c->name;
    draft.scheme_id = s.id;
    draft.engagement_id = documents::engagement_id{of.engagement_id};
    draft.person_id = documents::person_id{of.person_id};
    draft.region_id = documents::region_id{of.region_id ? of.region_id : s.region_id.value};
    draft.org_id = documents::organization_id{s.lead_org_id.value};
    draft.said.name = of.name;
    draft.said.role = of.role;
    draft.said.place = of.place;
    draft.said.issued_by = s.lead_org_name.value_or(s.region_name);
    draft.number_rule = c->number;
    draft.number_region = short_place(s.region_name);
    draft.issued_on = on;
    if (of.appoints) {
        draft.valid_from = of.term_start ? of.term_start : std::optional(on);
        draft.valid_to = of.term_end;
    }
    if (!draft.valid_to && c->valid) {
        int const months = months_of(*c->valid, rules, of.key);
        draft.valid_from = on;
        if (months > 0) draft.valid_to = add_days(add_months(on, months), -1);
    }

    auto const draw = [&](documents::issued_paper const& made) -> result<std::string> {
        paper_text words(rules, of.key);
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
        if (of.way)
            for (auto const& step : of.way->steps) {
                if (step.to == "vetted" && !step.by.empty()) {
                    auto const* body = rules.pack().bodies.find(step.by.front());
                    vetted = body ? body->name : draft.said.issued_by;
                }
                if (step.to == "accepted" && step.within && step.within->days) {
                    auto const& d = *step.within->days;
                    auto const v =
                        d.constant() ? cel::value::number(d.number.value()) : rules->evaluate(d.cel, of.key);
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
}

std::string place_name(house& h, std::int64_t region_id) {
    auto const tree = h.regions.tree();
    auto const* place = tree->find(regions::region_id{region_id});
    if (!place) return {};
    auto const* town = place->level == 5 ? tree->town_of(*place) : nullptr;
    return (town ? town->name : "") + place->name;
}

}  // namespace

std::function<result<std::int64_t>(db::transaction&, engagements::engagement const&, std::string const&, date,
                                   bool)>
paper_maker(house& h, std::string address) {
    return [&h, address](db::transaction& tx, engagements::engagement const& e, std::string const& credential,
                         date on, bool drawn) -> result<std::int64_t> {
        auto const s = h.schemes.any(tx.sql, e.scheme_id);
        if (!s) return fail(fault::not_found, "error.not_found");
        auto const rules = h.schemes.reckon(tx.sql, *s, on);
        auto const* role = rules->pack().roles.find(e.role);
        if (!role) return fail(fault::refused, "engagements.no_such_paper", {{"paper", credential}});
        paper_subject of;
        of.key = {"engagement", e.id.value};
        of.region_id = e.region_id.value;
        of.person_id = e.person_id.value;
        of.engagement_id = e.id.value;
        of.name = e.person_name;
        of.role = role->name;
        of.place = e.region_id ? place_name(h, e.region_id.value) : e.org_name.value_or("");
        of.appoints = role->credential == credential;
        of.term_start = e.term_start;
        of.term_end = e.term_end;
        of.way = procedures::choose(*rules, engagements::traveller_of(*rules, e)).rules;
        return make(h, address, tx, *s, *rules, of, credential, on, drawn);
    };
}

documents::documents::paper_maker document_paper_maker(house& h, std::string address) {
    return [&h, address](db::transaction& tx, documents::document const& d, std::string const& credential,
                         date on) -> result<std::int64_t> {
        auto const s = h.schemes.any(tx.sql, d.scheme_id);
        if (!s) return fail(fault::not_found, "error.not_found");
        auto const rules = h.schemes.reckon(tx.sql, *s, on);
        paper_subject of;
        of.key = {"document", d.id.value};
        of.region_id = d.region_id.value;
        of.person_id = d.person_id.value;
        // Where it is about nobody, the paper is the document's own.
        of.name = d.person_name.value_or(d.title);
        of.role = d.title;
        of.place = place_name(h, d.region_id.value);
        return make(h, address, tx, *s, *rules, of, credential, on, true);
    };
}

}  // namespace guiyan::app
