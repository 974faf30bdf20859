// A crowd of slow clients against a running server, and how long a new client waits meanwhile.
//
//   node bench/slow_clients.mjs PORT [CONNECTIONS=2000] [SECONDS=12] [header|body|reader] [PATH=/healthz]
//   GUIYAN_BINARY=… node bench/slow_clients.mjs       starts the program on an empty folder and tries the first two kinds
//
// header: each connection sends one byte of a header a second; body: the same of a POST body; reader: asks for PATH
// and takes no byte of the answer. Prints the latencies of new connections (connect, ask for PATH, whole answer) and
// when the slow ones were closed. Loopback only.
import { spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path_of from 'node:path'

if (process.argv.length < 3 && process.env.GUIYAN_BINARY) process.exit(await against_a_fresh_program())

async function against_a_fresh_program() {
    const folder = fs.mkdtempSync(path_of.join(os.tmpdir(), 'guiyan-slow-'))
    const program = spawn(process.env.GUIYAN_BINARY, ['serve', '--data', folder, '--listen', '127.0.0.1:0'],
        { stdio: ['ignore', 'pipe', 'ignore'] })
    try {
        const address = await new Promise((resolve, reject) => {
            let said = ''
            program.stdout.on('data', (piece) => {
                const found = /127\.0\.0\.1:(\d+)/.exec((said += piece))
                if (found) resolve(found[1])
            })
            program.on('exit', () => reject(new Error('the program did not start')))
        })
        for (const kind of ['header', 'body'])
            spawnSync(process.execPath, [process.argv[1], address, '2000', '12', kind], { stdio: 'inherit' })
        const memory = fs.readFileSync(`/proc/${program.pid}/status`, 'utf8')
        console.log('memory of the program:', /VmHWM:\s*(.*)/.exec(memory)[1], 'at most,', /VmRSS:\s*(.*)/.exec(memory)[1], 'now')
    } finally {
        program.kill()
        await new Promise((resolve) => program.on('exit', resolve))
        fs.rmSync(folder, { recursive: true })
    }
    return 0
}

const [port, count = '2000', seconds = '12', kind = 'header', path = '/healthz'] = process.argv.slice(2)
if (!port) {
    console.error('usage: node bench/slow_clients.mjs PORT [CONNECTIONS] [SECONDS] [header|body|reader] [PATH]')
    process.exit(2)
}
const openings = {
    header: `GET ${path} HTTP/1.1\r\nHost: localhost\r\nX-Slow: `,
    body: `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n`,
    reader: `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
}
const now = () => performance.now()
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

const crowd = []
const lives = []
function join() {
    return new Promise((resolve) => {
        const socket = net.connect({ port: Number(port), host: '127.0.0.1' })
        let begun = now()
        socket.on('connect', () => {
            begun = now()
            socket.write(openings[kind])
            crowd.push(socket)
            resolve()
        })
        if (kind === 'reader') socket.pause()
        else socket.resume()
        socket.on('error', () => {})
        socket.on('close', () => {
            lives.push(now() - begun)
            resolve()
        })
    })
}

function ask() {
    return new Promise((resolve) => {
        const begun = now()
        let status = 0
        const socket = net.connect({ port: Number(port), host: '127.0.0.1' }, () =>
            socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`))
        socket.on('data', (piece) => (status ||= Number(piece.toString('latin1', 9, 12))))
        socket.on('error', () => resolve({ status: 0, ms: now() - begun }))
        socket.on('close', () => resolve({ status, ms: now() - begun }))
    })
}

for (let i = 0; i < Number(count); i += 100)
    await Promise.all(Array.from({ length: Math.min(100, Number(count) - i) }, join))
const trickle = kind === 'reader' ? undefined : setInterval(() => {
    for (const socket of crowd) if (socket.writable) socket.write('x')
}, 1000)

const asked = []
const end = now() + Number(seconds) * 1000
let most = 0
while (now() < end) {
    most = Math.max(most, crowd.filter((socket) => !socket.destroyed).length)
    asked.push(await ask())
    await pause(20)
}
clearInterval(trickle)
const sorted = asked.map((a) => a.ms).sort((a, b) => a - b)
const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(2)
lives.sort((a, b) => a - b)
console.log(JSON.stringify({
    kind, slow: most, closed: lives.length,
    closed_first_s: lives.length ? +(lives[0] / 1000).toFixed(1) : null,
    closed_last_s: lives.length ? +(lives[lives.length - 1] / 1000).toFixed(1) : null,
    asked: asked.length, answered: asked.filter((a) => a.status === 200).length,
    p50_ms: +at(0.5), p95_ms: +at(0.95), max_ms: +at(1),
}))
for (const socket of crowd) socket.destroy()
