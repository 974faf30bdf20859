#pragma once
// A pack ready to be used: with its vocabulary and its expressions, each checked once and kept. Never
// changes; shared by threads.

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "cel/check.hpp"
#include "scheme/pack.hpp"
#include "scheme/pack_codes.hpp"
#include "scheme/vocabulary.hpp"

namespace guiyan::scheme {

class rulebook {
public:
    /// `facts` and `rest` have to outlive this.
    rulebook(catalogue const& facts, pack, cel::code_tables const* rest = nullptr);
    rulebook(rulebook const&) = delete;

    pack const& rules() const { return pack_; }
    catalogue const& facts() const { return facts_; }
    pack_codes const& codes() const { return codes_; }
    vocabulary const& words() const { return words_; }

    /// The expression where the record in question is of kind `self` ("": none). nullptr where it is not
    /// written or does not check: `pack check` names that, and no scheme is activated with it.
    cel::program const* program(expression const&, std::string_view self) const;
    cel::program const* program(std::string_view text, std::string_view self) const;
    /// An amount of a quota that is split: it also knows `group`.
    cel::program const* split_program(expression const&, std::string_view self) const;

private:
    cel::program const* keep(std::pair<std::string, std::string> key, cel::environment const& words) const;

    catalogue const& facts_;
    pack pack_;
    pack_codes codes_;
    vocabulary words_;
    mutable std::mutex guard_;
    mutable std::map<std::pair<std::string, std::string>, std::unique_ptr<cel::program>> programs_;
};

}  // namespace guiyan::scheme
