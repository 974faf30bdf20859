#pragma once
// The one source of time. Injected, so that a test can say what time it is. UTC inside, Asia/Shanghai on
// screen (a fixed +08:00: China has had no daylight saving since 1991).

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace guiyan {

using instant = std::chrono::sys_time<std::chrono::milliseconds>;

class clock {
public:
    virtual ~clock() = default;
    virtual instant now() const = 0;
};

class system_clock final : public clock {
public:
    instant now() const override;
};

/// A clock that stands where a test puts it.
class fixed_clock final : public clock {
public:
    explicit fixed_clock(instant at) : at_(at) {}
    instant now() const override { return at_; }
    void set(instant at) { at_ = at; }
    void advance(std::chrono::milliseconds by) { at_ += by; }

private:
    instant at_;
};

std::int64_t unix_ms(instant t);

/// "2026-11-21T14:02:00.123Z": the form in SQL and JSON; sorts as text.
std::string format_instant(instant t);
std::optional<instant> parse_instant(std::string_view text);

/// The civil day in China of an instant.
date china_day(instant t);

}  // namespace guiyan
