#include "modules/imports/staging.hpp"

#include <algorithm>
#include <thread>

#include "modules/imports/line_check.hpp"

namespace guiyan::imports {
namespace {

/// Lines of a part: some 20 to 60 ms of the writer.
constexpr std::size_t at_once = 1000;
constexpr int threads = 2;

}  // namespace

struct staging::part {
    std::size_t first = 0;
    std::vector<outcome> outcomes;   ///< of the lines from `first`; `written` where nothing speaks against it
    std::vector<std::size_t> lines;  ///< of the people, by place
    std::vector<std::size_t> numbers;  ///< hashes of their ID numbers, 0 without one
    people::staged_part people;
};

staging::staging(surroundings const& parts, actor const& who, import_batch const& b,
                 std::filesystem::path folder, std::string home, decision_set const& decisions,
                 bool only_clean, bool update_existing, reader_source readers)
    : parts_(parts),
      who_(who),
      batch_(b),
      folder_(std::move(folder)),
      home_(std::move(home)),
      decisions_(decisions),
      only_clean_(only_clean),
      update_existing_(update_existing),
      readers_(std::move(readers)),
      defaults_(parts.people.row_defaults()) {
    defaults_.import_batch_id = b.id;
    defaults_.confirmed_on = china_day(defaults_.created_at);
}

result<std::vector<outcome>> staging::run(std::size_t lines, job_state& job) {
    job.done = 0;
    job.total = static_cast<std::int64_t>(lines);
    outcomes_.assign(lines, outcome::none);
    {
        std::vector<std::jthread> others;
        for (int i = 1; i < threads && lines > at_once; ++i) others.emplace_back([&] { work(job); });
        work(job);
    }
    if (thrown_) std::rethrow_exception(thrown_);
    if (failed_) return fail(std::move(*failed_));
    return std::move(outcomes_);
}

void staging::give_up(std::optional<error> e, std::exception_ptr x) {
    std::lock_guard const lock(guard_);
    if (!over_) {
        failed_ = std::move(e);
        thrown_ = x;
    }
    over_ = true;
    turn_changed_.notify_all();
}

void staging::work(job_state& job) {
    try {
        auto spool = spool_reader::open(folder_, parts_.vault, batch_.id.value);
        auto const reader = readers_();
        for (;;) {
            std::size_t mine = 0;
            {
                std::lock_guard const lock(guard_);
                if (over_ || next_ * at_once >= outcomes_.size()) return;
                mine = next_++;
            }
            auto const ready = prepare(*spool, *reader, mine);
            {
                std::unique_lock lock(guard_);
                turn_changed_.wait(lock, [&] { return over_ || turn_ == mine; });
                if (over_) return;
            }
            // Only whose turn it is comes here.
            if (job.stopped()) return give_up(error{fault::refused, "import.stopped", {}, {}, {}}, nullptr);
            if (auto failed = write(ready)) return give_up(std::move(failed), nullptr);
            job.done += static_cast<std::int64_t>(ready.outcomes.size());
            std::lock_guard const lock(guard_);
            ++turn_;
            turn_changed_.notify_all();
        }
    } catch (...) {
        give_up(std::nullopt, std::current_exception());
    }
}

staging::part staging::prepare(spool_reader& spool, value_reader const& reader, std::size_t number) const {
    part out;
    out.first = number * at_once;
    auto const end = std::min(out.first + at_once, outcomes_.size());
    out.outcomes.assign(end - out.first, outcome::none);
    std::vector<people::person> people;
    for (auto i = out.first; i < end; ++i)
        if (spool.brief(i).verdict != roster::verdict::ignored) take(out, people, spool.read(i), i, reader);
    out.people = parts_.people.prepare_part(who_, std::move(people));
    return out;
}

void staging::take(part& out, std::vector<people::person>& people, line const& l, std::size_t number,
                   value_reader const& reader) const {
    auto& becomes = out.outcomes[number - out.first];
    auto const s = settle_line(l, number, decisions_, update_existing_, &reader);
    if (s.left_out) return void(becomes = outcome::left_out);
    if (s.waits && (only_clean_ || s.waits_for_line)) return void(becomes = outcome::waits);
    auto p = person_of(s.values, defaults_, home_, batch_.file_name);
    // A line without reports was held against every rule when it was read.
    auto const wrong = l.reports.empty() ? parts_.people.prepare(who_, p)
                                         : broken_rules(parts_.people, who_, parts_.codes, p);
    if (!wrong.empty()) return void(becomes = outcome::rule);
    if (s.twin == twin_choice::update && l.duplicate) return void(becomes = outcome::to_update);
    becomes = outcome::written;
    auto const sheet = std::ranges::find(batch_.sheets, l.sheet, &roster::sheet_info::index);
    p.import_sheet = sheet == batch_.sheets.end() ? "" : sheet->name;
    p.import_row = l.row;
    out.lines.push_back(number);
    out.numbers.push_back(p.id_number ? std::hash<std::string>{}(*p.id_number) | 1 : 0);
    people.push_back(std::move(p));
}

std::optional<error> staging::write(part const& ready) {
    std::vector<bool> wanted(ready.lines.size(), true);
    for (std::size_t i = 0; i < wanted.size(); ++i)
        if (ready.numbers[i]) wanted[i] = in_this_file_.insert(ready.numbers[i]).second;
    if (!wanted.empty()) {
        auto const written = parts_.database.write<done>(who_, [&](db::transaction& tx) -> result<done> {
            tx.housekeeping();  // void records that no event tells of yet: the batch leaves one when it is
                                // whole
            parts_.people.stage(tx, ready.people, wanted);
            return done{};
        });
        if (!written) return written.error();
    }
    std::ranges::copy(ready.outcomes, outcomes_.begin() + static_cast<std::ptrdiff_t>(ready.first));
    for (std::size_t i = 0; i < wanted.size(); ++i)
        if (!wanted[i]) outcomes_[ready.lines[i]] = outcome::number_taken;
    return std::nullopt;
}

}  // namespace guiyan::imports
