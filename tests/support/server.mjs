// Starts the real program for tests over HTTP: its own data folder, its own database, a free port of 127.0.0.1.
// Used by tests/api and by the pages' journeys. Environment (bin/test sets it):
//   GUIYAN_BINARY         the program; without it build/dev/guiyan
//   GUIYAN_TEST_DATABASE  "sqlite" (default) or "postgres"
//   GUIYAN_TEST_POSTGRES  URL of a superuser of a test server, for "postgres" (tools/test_postgres start prints one)
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const project = fileURLToPath(new URL('../..', import.meta.url));
export const binary = process.env.GUIYAN_BINARY ?? path.join(project, 'build/dev/guiyan');

/** A port of 127.0.0.1 that nobody listens on now. */
export async function free_port() {
    const probe = createServer();
    await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const { port } = probe.address();
    await new Promise((resolve) => probe.close(resolve));
    return port;
}

/**
 * A data folder and, on PostgreSQL, a database, both new and empty. `options` are what every command of the program
 * needs to work on it; remove() throws both away.
 */
export function new_place() {
    const data = mkdtempSync(path.join(tmpdir(), 'guiyan-test-'));
    const options = ['--data', data];
    const remove_data = () => rmSync(data, { recursive: true, force: true });
    if ((process.env.GUIYAN_TEST_DATABASE ?? 'sqlite') === 'sqlite') return { data, options, remove: remove_data };

    const server = process.env.GUIYAN_TEST_POSTGRES;
    if (!server) throw new Error('GUIYAN_TEST_POSTGRES is not set: tools/test_postgres start prints it');
    const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
    const psql = (statement) =>
        execFileSync('psql', [server, '-q', '-v', 'ON_ERROR_STOP=1', '-c', statement], { stdio: ['ignore', 'ignore', 'pipe'] });
    psql(`CREATE DATABASE ${name}`);
    options.push('--database', server.replace(/\/[^/]*$/, `/${name}`));
    const remove = () => {
        psql(`DROP DATABASE ${name} WITH (FORCE)`);
        remove_data();
    };
    return { data, options, remove };
}

/** Runs a command of the program to its end ("import people …") and gives its standard output. */
export function guiyan(...args) {
    return execFileSync(binary, args, { cwd: project, encoding: 'utf8', maxBuffer: 1 << 28 });
}

/**
 * Starts "guiyan serve" on `place` and waits until it answers. The result has url, place, output() (everything that it
 * printed, the one-time set-up code included), stop() (a clean end; gives the exit code) and kill() (a power cut).
 */
export async function start_server({ place = new_place(), args = [] } = {}) {
    const port = await free_port();
    const url = `http://127.0.0.1:${port}`;
    const child = spawn(binary, ['serve', ...place.options, '--listen', `127.0.0.1:${port}`, ...args],
                        { cwd: project, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (printed += bytes));
    const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
    // A test run that is stopped from outside takes its servers along.
    const take_along = () => child.kill('SIGKILL');
    process.once('exit', take_along);
    const end = (signal) => async () => {
        process.off('exit', take_along);
        child.kill(signal);
        return ended;
    };
    const server = { url, place, pid: child.pid, output: () => printed, stop: end('SIGTERM'), kill: end('SIGKILL') };

    const deadline = Date.now() + 60_000;
    for (;;) {
        if (child.exitCode !== null || child.signalCode !== null)
            throw new Error(`guiyan serve ended at once:\n${printed}`);
        const answer = await fetch(`${url}/healthz`).catch(() => undefined);
        if (answer?.ok) return server;
        if (Date.now() > deadline) {
            await server.kill();
            throw new Error(`guiyan serve does not answer on ${url}/healthz:\n${printed}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}
