#include "modules/people/staging_store.hpp"

namespace guiyan::people::staging_store {

std::vector<std::int64_t> next(db::connection& c, batch_id batch, std::size_t most) {
    std::vector<std::int64_t> out;
    c.each("SELECT id FROM person WHERE import_batch_id = $1 AND state = 'void' ORDER BY id LIMIT $2",
           {batch.value, static_cast<std::int64_t>(most)}, [&](db::row const& r) {
               out.push_back(r.integer(0));
               return true;
           });
    return out;
}

std::int64_t show(db::transaction& tx, batch_id batch, std::int64_t first, std::int64_t last) {
    return tx.sql.execute(
        "UPDATE person SET state = 'active' WHERE import_batch_id = $1 AND state = 'void' AND id >= $2 AND "
        "id <= $3",
        {batch.value, first, last});
}

std::vector<std::int64_t> taken(db::connection& c, batch_id batch, std::int64_t first, std::int64_t last) {
    std::vector<std::int64_t> out;
    c.each(
        "SELECT s.id FROM person s WHERE s.import_batch_id = $1 AND s.state = 'void' AND s.id >= $2 AND s.id "
        "<= $3 AND EXISTS (SELECT 1 FROM person p WHERE p.id_number_blind = s.id_number_blind AND p.state IN "
        "('active', 'archived')) ORDER BY s.id",
        {batch.value, first, last}, [&](db::row const& r) {
            out.push_back(r.integer(0));
            return true;
        });
    return out;
}

shown_part::taken_one place_of(db::connection& c, std::int64_t id) {
    shown_part::taken_one out;
    c.each("SELECT import_sheet, import_row FROM person WHERE id = $1", {id}, [&](db::row const& r) {
        out.sheet = r.text(0);
        out.row = r.integer(1);
        return false;
    });
    return out;
}

void wipe(db::transaction& tx, std::int64_t id) {
    tx.sql.execute("DELETE FROM person_category WHERE person_id = $1", {id});
    tx.sql.execute(
        "UPDATE person SET name = '', id_number_sealed = NULL, id_number_blind = NULL, sex = NULL, "
        "birth_date "
        "= NULL, nation = NULL, political_status = NULL, education = NULL, degree = NULL, professional_title "
        "= NULL, skill_level = NULL, phone_sealed = NULL, phone_blind = NULL, contact_sealed = NULL, "
        "contact_blind = NULL, residence_note_sealed = NULL, residence_note_blind = NULL, bank_card_sealed = "
        "NULL, bank_card_blind = NULL, native_region_id = NULL, employer_name = NULL, post_title = NULL, "
        "skills = '[]', availability = NULL, strengths = NULL, biography = NULL, import_batch_id = NULL, "
        "import_sheet = NULL, import_row = NULL WHERE id = $1",
        {id});
}

}  // namespace guiyan::people::staging_store
