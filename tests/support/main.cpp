#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

/// Read by the leak sanitizer where there is one: memory that cairo 1.16 forgets with each tagged PDF (under
/// 1 kB), and what fontconfig keeps until the process ends.
extern "C" char const* __lsan_default_suppressions();
extern "C" char const* __lsan_default_suppressions() {
    return "leak:libcairo\nleak:libfontconfig\n";
}
