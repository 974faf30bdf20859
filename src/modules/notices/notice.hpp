#pragma once
// P5 提醒: a message to an account from a rule. Kept as the key of a sentence and what fills it, so that each
// reader gets it in his own language.

#include <optional>
#include <string>

#include "base/clock.hpp"
#include "base/date.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "record/field.hpp"

namespace guiyan::notices {

using notice_id = id<struct notice_tag>;
using record_id = id<struct any_record_tag>;

/// What a rule has to say to one account.
struct notice_draft {
    std::int64_t account_id = 0;
    std::string rule;    ///< what causes it: "person.stale", "import.ready" …
    std::string entity;  ///< the record it is about
    std::int64_t entity_id = 0;
    std::string text_key;  ///< of locales/
    text_args args;        ///< nothing sealed: names and counts only
    std::string url;       ///< page of the program, "/people/12"; "" for none
    std::optional<date> due_on;
    std::optional<date> day;  ///< of the cause; today where not said
};

/// As its reader gets it.
struct notice {
    notice_id id;
    std::string rule;
    std::string entity;
    record_id entity_id;
    std::optional<date> due_on;
    std::string text;
    std::string url;
    instant created_at{};
    std::optional<instant> read_at;
};

record::type const& record_of(notice const*);

}  // namespace guiyan::notices
