// How long the compiler takes: everything from nothing, then after one line of a file, of a header and of the transport
// changed (touched, without the compiler's cache), each with its link. Processor time is the sum over all cores.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'

const folder = 'build/bench-build'
const files = [
    ['one module file', 'src/modules/people/list_filter.cpp'],
    ['a record and its fields', 'src/modules/people/person_record.cpp'],
    ['a module header', 'src/modules/people/people.hpp'],
    ['the transport', 'src/server/connection.cpp'],
]

function timed(name, command) {
    const done = spawnSync('bash', ['-c', `TIMEFORMAT='%R %U %S'; time { ${command}; } >/dev/null 2>&1`],
        { env: { ...process.env, CCACHE_DISABLE: '1' }, encoding: 'utf8' })
    if (done.status !== 0) throw new Error(`${name}: the build failed`)
    const [wall, user, system] = done.stderr.trim().split(' ').map(Number)
    console.log(`${name.padEnd(28)} ${wall.toFixed(1).padStart(8)} s   processor ${(user + system).toFixed(1).padStart(8)} s`)
}

fs.rmSync(folder, { recursive: true, force: true })
timed('configure', `cmake -S . -B ${folder} -G Ninja -DCMAKE_BUILD_TYPE=Release -DGUIYAN_TESTS=OFF -DGUIYAN_WEB=OFF`)
timed('clean build, -O2', `ninja -C ${folder} guiyan`)
for (const [name, file] of files) {
    const at = fs.statSync(file)
    fs.utimesSync(file, new Date(), new Date())
    try {
        timed(name, `ninja -C ${folder} guiyan`)
    } finally {
        fs.utimesSync(file, at.atime, at.mtime)
    }
}
fs.rmSync(folder, { recursive: true, force: true })
