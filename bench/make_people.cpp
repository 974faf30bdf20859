// make_people DATA COUNT: fills an empty folder with an invented county of COUNT people, for measuring and
// for trying things out. Accounts "county" and "township" with the password that is printed.

#include <cstdio>
#include <cstdlib>

#include "bench/invented_county.hpp"

int main(int argc, char** argv) try {
    if (argc != 3) {
        std::fprintf(stderr, "usage: make_people DATA COUNT\n");
        return 2;
    }
    guiyan::app::house_options where;
    where.data = argv[1];
    where.quick_passwords = true;
    guiyan::app::house h(where);
    guiyan::bench::fill(h, std::strtoull(argv[2], nullptr, 10));
    std::printf("%zu people in %s; accounts county and township, password %s\n", h.people.indexed(), argv[1],
                guiyan::bench::password_of_all);
} catch (std::exception const& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 1;
}
