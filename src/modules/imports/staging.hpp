#pragma once
// Lines of a batch on their way into the bank as records that nobody sees yet. Two threads read, check and
// seal; the parts reach the one writer in the order of the file, each in a transaction of its own.

#include <condition_variable>
#include <exception>
#include <unordered_set>

#include "modules/imports/bank.hpp"
#include "modules/imports/imports.hpp"

namespace guiyan::imports {

class staging {
public:
    using reader_source = std::function<std::unique_ptr<value_reader>()>;
    staging(surroundings const&, actor const&, import_batch const&, std::filesystem::path folder,
            std::string home, decision_set const&, bool only_clean, bool update_existing, reader_source);

    /// What becomes of each line; an error when it was stopped or the database refused.
    result<std::vector<outcome>> run(std::size_t lines, job_state&);

private:
    struct part;
    void work(job_state&);
    part prepare(spool_reader&, value_reader const&, std::size_t number) const;
    void take(part&, std::vector<people::person>&, line const&, std::size_t number,
              value_reader const&) const;
    std::optional<error> write(part const&);
    void give_up(std::optional<error>, std::exception_ptr);

    surroundings const& parts_;
    actor const& who_;
    import_batch const& batch_;
    std::filesystem::path const folder_;
    std::string const home_;
    decision_set const& decisions_;
    bool const only_clean_, update_existing_;
    reader_source const readers_;
    people::person defaults_;

    std::vector<outcome> outcomes_;
    std::mutex guard_;
    std::condition_variable turn_changed_;
    std::size_t next_ = 0, turn_ = 0;  ///< parts begun; the part that may go to the writer
    bool over_ = false;
    std::optional<error> failed_;
    std::exception_ptr thrown_;
    std::unordered_set<std::size_t> in_this_file_;  ///< hashes of the numbers that were taken in, by turns
};

}  // namespace guiyan::imports
