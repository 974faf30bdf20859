#pragma once
// The facts of a case as they are written, put into memory; private to the cases.

#include "scheme/memory_facts.hpp"
#include "scheme/reckoner.hpp"
#include "scheme/yaml.hpp"

namespace guiyan::scheme {

/// Adds the records of `facts:` (kind → name → field → value): first every name, then every field, so that
/// records may point to each other in any order.
void add_facts(memory_facts&, rulebook const&, yaml_node const& facts, std::string const& path,
               std::string const& file, findings&);

/// The pack's own code tables as records of kind code_item, as they hold on a day.
void add_codes(memory_facts&, rulebook const&, date as_of);

/// params: of a case.
std::map<std::string, literal, std::less<>> read_params(rulebook const&, yaml_node const*,
                                                        std::string const& path, std::string const& file,
                                                        findings&);

/// The value under a key of a mapping; nullptr where it is not written.
yaml_node const* find(yaml_node const& mapping, std::string_view key);

}  // namespace guiyan::scheme
