#pragma once
// Records to rows and back by the field table. A store writes its WHERE and JOIN by hand and takes the column
// lists from here, so that a new field is one line and a migration.

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "db/connection.hpp"
#include "record/field.hpp"
#include "store/vault.hpp"

namespace guiyan::store {

/// "p.id, p.name, p.id_number_sealed, …" of all stored fields; `alias` "" leaves the prefix out.
std::string columns(record::type const&, std::string_view alias);
std::size_t column_count(record::type const&);

/// Fills `object` from the columns of columns(), which begin at `first`. The id has to be the first stored
/// field: sealed values are bound to it.
void load(record::type const&, void* object, db::row const&, int first, vault const&);

/// Columns that are not fields of the type, such as created_by.
using extra_columns = std::vector<std::pair<std::string_view, db::parameter>>;

/// INSERT of all stored fields and the extra columns.
void insert(db::connection&, record::type const&, void const* object, vault const&,
            extra_columns const& extra = {});

/// UPDATE of all stored fields where id and row_version are as given; the object carries the new row_version.
/// False: somebody was faster, or the row is not there.
bool update(db::connection&, record::type const&, void const* object, std::int64_t expected_version,
            vault const&);

/// Writes many records by bulk(); `next` returns the next object or null at the end. `extra` is the same for
/// all.
std::int64_t bulk_insert(db::connection&, record::type const&, std::function<void const*()> const& next,
                         vault const&, extra_columns const& extra = {});

/// Rows of one type as a statement takes them, sealed values sealed: made on any thread, so that the one
/// writer only has to insert them.
class prepared_rows {
public:
    /// `extra` is the same for all rows; texts in it outlive the rows.
    prepared_rows(record::type const&, vault const&, extra_columns extra = {});
    prepared_rows(prepared_rows&&) noexcept;
    ~prepared_rows();

    void add(void const* object);
    std::size_t size() const;
    /// Writes the rows whose place is true in `wanted`; returns how many.
    std::int64_t insert(db::connection&, std::vector<bool> const& wanted) const;

private:
    struct body;
    std::unique_ptr<body> body_;
};

}  // namespace guiyan::store
