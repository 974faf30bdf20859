#include "app/refusal_count.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace guiyan::app {

TEST_CASE("the first refusals are told one by one, the many after them by doubling") {
    refusal_count counts;
    instant const start{std::chrono::hours(1)};
    std::vector<std::int64_t> told;
    for (int i = 0; i < 1000; ++i)
        if (auto const times = counts.add(7, start + std::chrono::milliseconds(i))) told.push_back(*times);
    std::vector<std::int64_t> expected;
    for (std::int64_t i = 1; i <= refusal_count::told_singly; ++i) expected.push_back(i);
    for (std::int64_t i : {40, 80, 160, 320, 640}) expected.push_back(i);
    CHECK(told == expected);

    CHECK(counts.add(8, start) == 1);  // somebody else has his own count
    CHECK(counts.add(7, start + refusal_count::window + std::chrono::seconds(2)) == 1);
}

}  // namespace guiyan::app
