# guiyan_bench(NAME [USES room...] [LINKS library...]): the measuring program bench/NAME_bench.cpp, for bin/bench.
function(guiyan_bench name)
    cmake_parse_arguments(arg "" "" "USES;LINKS" ${ARGN})
    find_package(benchmark REQUIRED)
    list(TRANSFORM arg_USES PREPEND guiyan_)
    add_executable(${name}_bench ${name}_bench.cpp)
    target_link_libraries(${name}_bench PRIVATE ${arg_USES} ${arg_LINKS} benchmark::benchmark_main)
    guiyan_warnings(${name}_bench)
endfunction()
