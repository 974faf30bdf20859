#pragma once
// Front door of the import desk: a roster as a clerk sends it becomes people of the bank, step by step
// (interface.md 3.4), and can be taken back as a whole. Writes through people's front door only.
//
// On disk a batch has a folder imports/<id>/ of mode 0700: `original` (the file as it came), `lines` and
// `lines.index` (what was understood, see line_spool.hpp) and `outcome` (what became of each line). All of it
// is sealed; plain bytes exist only in memory, or for files beyond 64 MiB in a file without a name.

#include <filesystem>
#include <functional>
#include <memory>

#include "modules/imports/decisions.hpp"
#include "modules/imports/desk.hpp"
#include "modules/imports/import_batch.hpp"
#include "modules/people/people.hpp"

namespace guiyan::imports {

/// Gives the sentence of a locale key in a language.
using sentence_source =
    std::function<std::string(std::string_view language, std::string_view key, text_args const&)>;

/// What the desk works with; everything outlives it.
struct surroundings {
    db::database& database;
    store::vault const& vault;
    people::people& people;
    regions::regions& regions;
    codes::code_tables const& codes;
    terms::library const& lists;
    clock const& time;
    sentence_source say;
    std::filesystem::path data;  ///< the folder of the installation
};

/// How the lines of a file are asked for.
struct line_query {
    std::optional<std::string> kind;     ///< word of a kind
    std::optional<std::string> verdict;  ///< ok, reported, ignored
    std::optional<bool> left;            ///< of a written batch: people's lines that were not written
    std::int64_t page = 1, size = 50;
};

/// What became of a line when its batch was written.
enum class outcome : std::uint8_t {
    none,  ///< not written yet, or no person
    written,
    updated,        ///< filled in what the bank did not know
    known_already,  ///< the bank knows all of it
    left_out,       ///< somebody decided so
    waits,          ///< something was still to be decided
    number_taken,   ///< somebody else holds the ID number
    rule,           ///< a rule of the record refuses it
    gone,           ///< whom it should have filled in was changed or archived meanwhile
    to_update,      ///< in the middle of a writing: fills in a record as soon as everything is staged
};

/// A person's line that was not written although nobody decided so.
bool was_left(outcome);

struct told_line {
    std::size_t number = 0;  ///< in the file, from 0
    line what;
    std::vector<decision> decisions;  ///< of its reports, in order
    imports::outcome outcome = outcome::none;
};

struct line_page {
    std::vector<told_line> items;
    std::int64_t total = 0, page = 1, size = 50;
    std::vector<std::string> sheet_names;
};

struct column_choice {
    std::int64_t index = 0;
    std::optional<std::string> field;  ///< word of a field or of a column use; nothing: not imported
};

struct mapping_change {
    std::optional<std::string> sheet;  ///< by name; the first when left out
    std::optional<bool> used;          ///< read a hidden sheet like others, or leave a sheet out
    std::vector<column_choice> columns;
};

struct decision_change {
    std::optional<std::string> kind;
    std::vector<std::string> report_ids;
    std::string decision;
    std::optional<std::string> value;
};

struct undo_outcome {
    std::int64_t voided = 0, restored = 0;
};

/// Where a person of the bank came from.
struct person_origin {
    std::optional<batch_id> batch;  ///< none: no import brought the record
    std::optional<std::string> file_name, sheet;
    std::optional<std::int64_t> row;
    std::optional<instant> written_at;
    std::optional<std::string> written_by_name, written_by_unit;
};

class imports {
public:
    explicit imports(surroundings);
    ~imports();

    /// Takes up what a stop or a crash interrupted: files being read are read again, a writing that did not
    /// come to its end left nothing and can be asked for again. Called once, where requests are served.
    void start();

    /// Keeps the file and begins to read it.
    result<import_batch> open(actor const&, std::string const& region_code, std::string const& file_name,
                              std::filesystem::path const& file);
    result<import_batch> find(actor const&, batch_id) const;
    std::vector<import_batch> list(actor const&, std::int64_t page, std::int64_t size,
                                   std::int64_t& total) const;
    /// How far the work on a batch is: lines done, lines in all (0: not known).
    std::pair<std::int64_t, std::int64_t> progress(import_batch const&) const;
    result<line_page> lines(actor const&, batch_id, line_query const&) const;

    /// Reads the file again with another meaning of columns, and remembers it for this form in this county.
    result<import_batch> map_columns(actor const&, batch_id, mapping_change const&);
    result<import_batch> decide(actor const&, batch_id, decision_change const&);
    /// All of it or nothing, whatever happens meanwhile. Asked again it answers with what was done.
    /// `only_clean`: lines with anything open are left; else their open fields stay empty.
    result<import_batch> commit(actor const&, batch_id, bool only_clean, bool update_existing);
    result<import_batch> cancel(actor const&, batch_id);
    /// Within 24 hours, and refused with the list where a record was changed since.
    result<import_batch> undo(actor const&, batch_id, std::string const& reason);

    /// The file, the row and whoever wrote it, of a person within the actor's reach.
    result<person_origin> origin_of(actor const&, people::person_id) const;

    /// A plain file in the folder of the batch, for one reply: whoever asked removes it.
    result<std::filesystem::path> original(actor const&, batch_id);
    result<std::filesystem::path> error_workbook(actor const&, batch_id);
    std::filesystem::path make_template(actor const&) const;

    /// The sentence of a report; `before`, `after` and sentence hide all but the ends of numbers that are
    /// right.
    std::string message_of(line const&, line_report const&, std::string_view language) const;
    std::string say(std::string_view language, std::string_view key, text_args const& args = {}) const {
        return parts_.say(language, key, args);
    }
    /// A stored value of a field as people read it: words of codes, names of places; numbers masked.
    std::string value_text(roster::field, std::string const& stored) const;
    /// What tells somebody in the bank from a namesake, as far as the actor may see it; "" out of reach.
    std::string about_twin(actor const&, std::string const& person_id) const;
    regions::region const* region_of(import_batch const&) const;
    std::string region_name(import_batch const&) const;
    std::optional<instant> undo_until(import_batch const&) const;

    /// Until nothing is under way: for tests and the command line.
    void wait() { desk_.wait_for_all(); }

private:
    std::filesystem::path folder(batch_id) const;
    void submit_reading(batch_id);
    std::optional<error> read(batch_id, job_state&);
    std::optional<error> write(actor const&, batch_id, bool only_clean, bool update_existing, job_state&);
    std::optional<error> finish(actor const&, import_batch);
    std::optional<error> fill_in_all(actor const&, import_batch const&, std::vector<outcome>&);
    outcome fill_in(db::transaction&, import_batch const&, line const&, people::person const& from);
    void release_staged(actor const&, batch_id);
    void finish_reading(import_batch&, std::vector<roster::form_mapping> const& to_remember);
    void back_to_ready(actor const&, batch_id, error const& why);
    std::unique_ptr<value_reader> reader_for(import_batch const&) const;
    std::optional<import_batch> load(actor const&, batch_id) const;
    regions::region_id county_of(import_batch const&) const;
    void remove_leftovers();

    surroundings parts_;
    std::filesystem::path const root_;
    std::mutex deciding_;  ///< counts of a batch are made of all its decisions
    desk desk_;            // last: its threads end first
};

}  // namespace guiyan::imports
