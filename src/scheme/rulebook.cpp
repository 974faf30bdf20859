#include "scheme/rulebook.hpp"

namespace guiyan::scheme {

rulebook::rulebook(catalogue const& facts, pack p, cel::code_tables const* rest)
    : facts_(facts), pack_(std::move(p)), codes_(facts, pack_, rest), words_(facts, pack_, codes_) {}

cel::program const* rulebook::program(expression const& e, std::string_view self) const {
    return e.written() ? program(std::string_view(e.text), self) : nullptr;
}

cel::program const* rulebook::program(std::string_view text, std::string_view self) const {
    return keep({std::string(text), std::string(self)}, words_.at(self));
}

cel::program const* rulebook::split_program(expression const& e, std::string_view self) const {
    auto words = words_.at(self);
    words.add_variable("group", cel::type::dyn());
    return keep({e.text, std::string(self) + " by group"}, words);
}

cel::program const* rulebook::keep(std::pair<std::string, std::string> key,
                                   cel::environment const& words) const {
    {
        std::lock_guard const hold(guard_);
        if (auto const found = programs_.find(key); found != programs_.end()) return found->second.get();
    }
    auto checked = cel::check(key.first, words);
    std::unique_ptr<cel::program> made;
    if (checked) made = std::make_unique<cel::program>(std::move(*checked.good));
    std::lock_guard const hold(guard_);
    return programs_.try_emplace(std::move(key), std::move(made)).first->second.get();
}

}  // namespace guiyan::scheme
