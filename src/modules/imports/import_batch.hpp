#pragma once
// P6 导入批次: one file on its way into the talent bank. Nothing is written before a person agrees; a batch
// is there whole or not at all, and is undone whole.
//   reading → ready | rejected | cancelled;  ready → reading (columns mapped anew) | committing | cancelled;
//   committing → committed | ready (nothing was written);  committed → undone (within 24 hours)

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/actor.hpp"
#include "base/clock.hpp"
#include "modules/people/person.hpp"
#include "modules/regions/region.hpp"
#include "roster/roster.hpp"

namespace guiyan::imports {

using people::batch_id;

enum class batch_state : std::uint8_t { reading, ready, committing, committed, undone, rejected, cancelled };
std::string_view word_of(batch_state);
batch_state batch_state_of(std::string_view word);

/// Why a file was not taken, or why the last writing of it ended without effect.
struct refusal {
    std::string kind;  ///< word of files::reject_kind or of roster::analysis
    std::string key;   ///< sentence
    text_args args;
};

/// Counts of lines. `open` of a committed batch: people's lines that were not written.
struct line_counts {
    std::int64_t ok = 0, proposed = 0, open = 0, ignored = 0, written = 0, updated = 0;
    std::int64_t held = 0;  ///< of the open ones: never written undecided, whatever was asked for
};

struct kind_count {
    std::string kind;
    std::int64_t count = 0, accepted = 0;
    std::int64_t waiting = 0;                            ///< reports of it that somebody still has to decide
    std::int64_t offered = 0;                            ///< reports of it with something to agree to
    roster::confidence sure = roster::confidence::high;  ///< low: nothing that could be agreed to at once
};

/// What a person chose about the sheets.
struct sheet_choices {
    std::vector<roster::chosen_column> columns;
    std::vector<std::size_t> shown;     ///< hidden sheets to be read like others
    std::vector<std::size_t> left_out;  ///< sheets not to be read
};

struct import_batch {
    batch_id id;
    std::string entity = "people";
    std::string file_name;
    std::int64_t size = 0;
    std::string sha256;
    regions::region_id region_id;
    batch_state state = batch_state::reading;
    std::optional<refusal> refused;
    std::vector<roster::sheet_info> sheets;
    std::vector<kind_count> kinds;
    sheet_choices choices;
    actor reader;  ///< who handed the file in
    line_counts counts;
    instant created_at{};
    std::string created_by_name;
    std::optional<instant> committed_at;
    std::optional<instant> staged_at;  ///< every row is durable; the batch only goes forward
    std::optional<actor> committer;
    std::optional<instant> undone_at;
    std::optional<std::string> undone_by_name, undo_reason;
    std::int64_t row_version = 0;
};

}  // namespace guiyan::imports
