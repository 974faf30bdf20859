#pragma once
// The strict reader: a YAML tree into described structs. Keys twice, unknown keys, words where numbers
// belong, truths other than true and false, missing keys: all are found at once, each with its place.

#include "scheme/finding.hpp"
#include "scheme/pack.hpp"
#include "scheme/shape.hpp"
#include "scheme/yaml.hpp"

namespace guiyan::scheme {

/// Fills `object`, a struct of the shape. `path` is the field path of `from`.
void read_object(yaml_node const& from, shape const&, void* object, std::string const& path,
                 std::string const& file, findings& into);

/// scheme.yaml as it stands. What could be read is there even beside findings.
pack read_pack(std::string_view text, std::string file, findings& into);

}  // namespace guiyan::scheme
