#pragma once
// One act on many people of a list (interface.md 1.1, principle 6): try it first, see who will not be done
// and why, do it, and take it back for everybody who was not changed since. All or nothing at the disk: one
// act is one transaction; in the trail it is one event for each person.

#include "modules/people/people.hpp"

namespace guiyan::people {

using person_batch_id = id<struct person_batch_tag>;

struct batch_wish {
    std::string act;                       ///< a word of person_acts.hpp
    std::optional<std::string> value;      ///< what is set or added: a code of the act's list
    std::optional<std::string> reason;     ///< asked for by archive and add_category, where it is the basis
    std::vector<std::string> people;       ///< ids of ticked rows; none with `all`
    bool all = false;                      ///< everybody under `filters`
    std::optional<std::int64_t> expected;  ///< with `all`: how many the page said they are
    people_list_query filters;             ///< page, size and sort do not count
};

/// Somebody who is not done, and why.
struct batch_failure {
    person_id id;
    std::string name;  ///< empty where the actor does not reach him
    std::string why;   ///< key of a sentence
};

struct batch_outcome {
    person_batch_id id;  ///< none where it was only tried
    std::int64_t asked = 0;
    std::int64_t done = 0;
    std::vector<batch_failure> failed;
};

/// What was done before, newest first.
struct batch_told {
    person_batch_id id;
    std::string act;
    std::optional<std::string> value;
    std::string reason;
    std::int64_t asked = 0;
    std::int64_t done = 0;
    instant at{};
    std::optional<instant> undone_at;
    std::optional<std::int64_t> undone;
    bool may_undo = false;
};
struct batch_list {
    std::vector<batch_told> items;
    std::int64_t most = 0;  ///< people one act takes at most
};

record::type const& record_of(batch_wish const*);
record::type const& record_of(batch_outcome const*);
record::type const& record_of(batch_list const*);

class people_batches {
public:
    /// One act holds the writer: more people than this are refused (2,000 take about as long as a slow save).
    static constexpr std::int64_t most = 2000;
    /// Like the undoing of a merger (G-17).
    static constexpr std::chrono::days reversible_for{30};

    people_batches(db::database&, store::vault const&, people&, codes::code_tables const&, clock const&);

    /// What act() would answer now; writes nothing.
    result<batch_outcome> preview(actor const&, batch_wish const&) const;
    result<batch_outcome> act(actor const&, batch_wish const&);
    /// The actor's own acts.
    batch_list list(actor const&) const;
    /// Puts back what stood there, but for people who were changed since; within 30 days, by who did it.
    result<batch_outcome> undo(actor const&, person_batch_id);

private:
    result<std::vector<std::int64_t>> chosen(actor const&, batch_wish const&) const;
    result<done> check(batch_wish const&) const;

    db::database& db_;
    store::vault const& vault_;
    people& people_;
    codes::code_tables const& codes_;
    clock const& clock_;
};

}  // namespace guiyan::people
