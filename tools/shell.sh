# Sourced by the scripts of bin/: where we are, how we speak, which Node we use.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
export PATH="$root/build/tools/bin:$PATH"
export LC_ALL=C.UTF-8

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
if [ ! -t 2 ]; then say() { printf '%s\n' "$*" >&2; }; fi
fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# Parallel compilers: one per core, but none without 1.5 GB of memory of its own (the Beast files take about 1 GB).
jobs() {
    local cores memory
    cores=$(nproc)
    memory=$(awk '/^MemAvailable:/ {print int($2 / 1536000)}' /proc/meminfo)
    [ "$memory" -lt 1 ] && memory=1
    echo $((cores < memory ? cores : memory))
}

# build PRESET [TARGET...]
build() {
    local preset=$1
    shift
    cmake --preset "$preset" >&2 &&
        cmake --build "build/$preset" -j "$(jobs)" ${1:+--target "$@"} >&2
}

# Brings FOLDER/node_modules to its lock file; nothing happens when it is there already.
npm_ci() {
    cmake -DCMAKE_MODULE_PATH="$root/cmake" -DFOLDER="$root/$1" -P "$root/cmake/npm_ci.cmake" >&2
}
