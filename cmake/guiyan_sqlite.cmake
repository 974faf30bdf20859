# SQLite, compiled in: Debian 12's 3.40.1 has the WAL-reset race (lost commits with two connections; every release
# before 3.51.3 has it). The amalgamation is the one that the npm package better-sqlite3 carries, pinned with its
# hash by third_party/package-lock.json; nothing else of that package is used.
include(guiyan_npm)
guiyan_npm_ci(${CMAKE_SOURCE_DIR}/third_party)
set(sqlite_dir ${CMAKE_SOURCE_DIR}/third_party/node_modules/better-sqlite3/deps/sqlite3)

file(STRINGS ${sqlite_dir}/sqlite3.h version_line REGEX "^#define SQLITE_VERSION_NUMBER")
string(REGEX MATCH "[0-9]+$" sqlite_version ${version_line})
if(sqlite_version LESS 3051003)
    message(FATAL_ERROR "SQLite ${sqlite_version} is older than 3.51.3 and can lose commits; raise third_party/package.json.")
endif()

add_library(guiyan_sqlite3 STATIC ${sqlite_dir}/sqlite3.c)
target_include_directories(guiyan_sqlite3 SYSTEM PUBLIC ${sqlite_dir})
target_compile_definitions(guiyan_sqlite3 PRIVATE
    SQLITE_THREADSAFE=2             # one connection belongs to one thread at a time; mutexes only where asked for
    SQLITE_DQS=0                    # "name" is never quietly a text
    SQLITE_DEFAULT_FOREIGN_KEYS=1
    SQLITE_SECURE_DELETE            # deleted rows are overwritten in the file
    SQLITE_DEFAULT_MEMSTATUS=0
    SQLITE_LIKE_DOESNT_MATCH_BLOBS
    SQLITE_USE_URI=0                # a path is a path
    SQLITE_ENABLE_FTS5
    SQLITE_ENABLE_RTREE
    SQLITE_ENABLE_MATH_FUNCTIONS
    SQLITE_ENABLE_STAT4
    SQLITE_OMIT_LOAD_EXTENSION
    SQLITE_OMIT_DEPRECATED
    SQLITE_OMIT_SHARED_CACHE
    HAVE_USLEEP=1 HAVE_FDATASYNC=1 HAVE_LOCALTIME_R=1 HAVE_GMTIME_R=1 HAVE_MALLOC_USABLE_SIZE=1)
# Somebody else's file: optimised in every build type (a debug SQLite is several times slower), and quiet.
target_compile_options(guiyan_sqlite3 PRIVATE -O2 -w)
set_target_properties(guiyan_sqlite3 PROPERTIES C_STANDARD 11 C_EXTENSIONS ON)
find_package(Threads REQUIRED)
target_link_libraries(guiyan_sqlite3 PUBLIC Threads::Threads m)
