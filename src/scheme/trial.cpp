#include "scheme/trial.hpp"

#include "base/day_math.hpp"

namespace guiyan::scheme {

class trial_record : public cel::record_view {
public:
    trial_record(trial const& of, std::string kind, std::int64_t id, int depth)
        : of_(of), kind_(std::move(kind)), id_(id), depth_(depth) {}

    std::string_view kind() const override { return kind_; }
    cel::value key() const override { return id_ ? cel::value::integer(id_) : cel::value::null(); }
    cel::value field(std::string_view name, int) const override {
        if (depth_ == 0)
            if (auto const fixed = of_.fixed_.find(name); fixed != of_.fixed_.end()) return fixed->second;
        if (auto const known = held_.find(name); known != held_.end()) return known->second;
        auto const* shape = of_.words_.shape(kind_);
        int const slot = shape ? shape->slot(name) : -1;
        auto drawn = slot < 0 ? cel::value::unknown() : of_.draw(shape->fields()[slot].is, depth_ + 1);
        return held_.emplace(std::string(name), std::move(drawn)).first->second;
    }

private:
    trial const& of_;
    std::string kind_;
    std::int64_t id_;
    int depth_;
    mutable std::map<std::string, cel::value, std::less<>> held_;
};

void constants::gather(cel::program const& p) {
    auto const below = [&](auto const& self, cel::node const& n) -> void {
        if (n.kind == cel::node_kind::constant) {
            if (n.held.is(cel::value_kind::number)) numbers.insert(n.held.as_number());
            if (n.held.is(cel::value_kind::integer)) numbers.insert(double(n.held.as_integer()));
            if (n.held.is(cel::value_kind::text)) texts.insert(n.held.as_text());
        }
        for (auto const& part : n.parts) self(self, part);
    };
    below(below, p.root);
    for (auto const& name : cel::names_read(p)) names.insert(name);
}

trial::trial(rulebook const& book, cel::environment const& words, std::string self, constants const& around,
             unsigned seed)
    : book_(book),
      words_(words),
      around_(around),
      dice_(seed),
      today_(add_days(date(2020, 1, 1), int(seed % 3000))) {
    if (!self.empty()) self_ = std::make_shared<trial_record>(*this, std::move(self), 1, 0);
}
trial::~trial() = default;

cel::record_view const* trial::self() const {
    return self_.get();
}

void trial::fix(std::string name, cel::value v) {
    fixed_.insert_or_assign(std::move(name), std::move(v));
}

cel::value trial::draw(cel::type const& is, int depth) const {
    auto const upto = [&](std::size_t n) { return std::size_t(dice_() % n); };
    switch (is.kind) {
        case cel::type_kind::number:
        case cel::type_kind::integer:
        case cel::type_kind::uinteger: {
            constexpr double steps[] = {-1, -0.5, 0, 0.5, 1, 7};
            if (around_.numbers.empty() || upto(8) == 0) return cel::value::number(double(upto(200)));
            auto at = around_.numbers.begin();
            std::advance(at, upto(around_.numbers.size()));
            return cel::value::number(*at + steps[upto(6)]);
        }
        case cel::type_kind::boolean:
            return cel::value::boolean(upto(2) == 0);
        case cel::type_kind::code: {
            auto const codes = words_.codes() ? words_.codes()->codes(is.of) : std::vector<std::string>();
            if (!codes.empty() && (around_.texts.empty() || upto(2) == 0))
                return cel::value::text(codes[upto(codes.size())]);
            [[fallthrough]];
        }
        case cel::type_kind::text: {
            if (around_.texts.empty()) return cel::value::text("甲");
            auto at = around_.texts.begin();
            std::advance(at, upto(around_.texts.size()));
            return cel::value::text(*at);
        }
        case cel::type_kind::day:
            return cel::value::day(add_days(today_, int(upto(20000)) - 18000));
        case cel::type_kind::id:
            return cel::value::integer(1 + std::int64_t(upto(3)));
        case cel::type_kind::record:
            return cel::value::record(
                std::make_shared<trial_record>(*this, is.of, 1 + std::int64_t(upto(3)), depth));
        case cel::type_kind::list: {
            std::vector<cel::value> items;
            for (std::size_t n = depth > 4 ? 0 : upto(3); n > 0; --n)
                items.push_back(draw(is.element(), depth));
            return cel::value::list(std::move(items));
        }
        default:
            return cel::value::unknown();
    }
}

std::optional<cel::value> trial::variable(std::string_view name, int) const {
    if (auto const fixed = fixed_.find(name); fixed != fixed_.end()) return fixed->second;
    if (name == "as_of") return cel::value::day(today_);
    if (name.starts_with("params.")) return std::nullopt;
    for (auto const& v : words_.variables()) {
        if (v.name != name) continue;
        auto drawn = name == "params"
                         ? cel::value::record(std::make_shared<trial_record>(*this, "params", 0, 1))
                         : draw(v.is, 1);
        return fixed_.emplace(std::string(name), std::move(drawn)).first->second;
    }
    return std::nullopt;
}

}  // namespace guiyan::scheme
