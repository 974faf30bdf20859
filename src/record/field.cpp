#include "record/field.hpp"

namespace guiyan::record {

field const* type::find(std::string_view field_name) const {
    for (field const& f : fields)
        if (f.name == field_name) return &f;
    return nullptr;
}

}  // namespace guiyan::record
