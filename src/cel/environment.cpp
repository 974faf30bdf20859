#include "cel/environment.hpp"

namespace guiyan::cel {

record_shape& record_shape::add(std::string name, type is) {
    auto const slot = static_cast<int>(fields_.size());
    if (auto const found = slots_.find(name); found != slots_.end()) {
        fields_[std::size_t(found->second)].is = std::move(is);
        return *this;
    }
    slots_.emplace(name, slot);
    fields_.push_back({std::move(name), std::move(is)});
    return *this;
}

record_shape& record_shape::add_ref(std::string const& name, std::string const& kind) {
    add(name, type::record(kind));
    return add(name + "_id", type::id(kind));
}

int record_shape::slot(std::string_view name) const {
    auto const found = slots_.find(name);
    return found == slots_.end() ? -1 : found->second;
}

record_shape& record_shapes::add(std::string kind) {
    return shapes_.try_emplace(kind, kind).first->second;
}

record_shape const* record_shapes::find(std::string_view kind) const {
    auto const found = shapes_.find(kind);
    return found == shapes_.end() ? nullptr : &found->second;
}

std::vector<std::string> record_shapes::kinds() const {
    std::vector<std::string> out;
    for (auto const& [kind, shape] : shapes_) out.push_back(kind);
    return out;
}

environment::environment(mode m, std::shared_ptr<record_shapes const> shapes)
    : mode_(m), shapes_(std::move(shapes)) {}

environment& environment::add_variable(std::string name, type is) {
    auto const [at, added] = slots_.emplace(name, static_cast<int>(variables_.size()));
    if (added)
        variables_.push_back({std::move(name), std::move(is)});
    else
        variables_[std::size_t(at->second)].is = std::move(is);
    return *this;
}

environment& environment::add_function(function_overload f) {
    functions_.push_back(std::make_shared<function_overload const>(std::move(f)));
    return *this;
}

environment& environment::set_self(std::string kind) {
    self_ = std::move(kind);
    return *this;
}

environment& environment::set_codes(code_tables const* codes) {
    codes_ = codes;
    return *this;
}

int environment::variable_slot(std::string_view name) const {
    auto const found = slots_.find(name);
    return found == slots_.end() ? -1 : found->second;
}

}  // namespace guiyan::cel
