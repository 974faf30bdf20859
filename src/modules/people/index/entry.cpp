#include "modules/people/index/entry.hpp"

namespace guiyan::people {

day_number to_day_number(date d) {
    return day_number(std::chrono::sys_days(d.ymd()).time_since_epoch().count());
}

}  // namespace guiyan::people
