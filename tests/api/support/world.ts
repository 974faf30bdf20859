// A server of one test file and the people who use it. Every answer that anybody gets is kept in `seen`, so that a test
// can look through all of them for what should not be there.
import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { request as http_request } from 'node:http';
import createClient from 'openapi-fetch';
import { inject } from 'vitest';
import { binary, new_place, start_server } from '../../support/server.mjs';
import type { paths } from '../schema';

export const on_postgres = (process.env.GUIYAN_TEST_DATABASE ?? 'sqlite') === 'postgres';

export interface Place {
    data: string;
    options: string[];
    remove(): void;
}

export interface Server {
    url: string;
    place: Place;
    pid: number;
    output(): string;
    stop(): Promise<number | string>;
    kill(): Promise<number | string>;
}

export interface Answer {
    status: number;
    headers: Headers;
    text: string;
    json: any;
}

export interface Sending {
    body?: unknown; // a string, bytes or FormData is sent as it is, everything else as JSON
    headers?: Record<string, string | undefined>; // undefined takes a header away that would be there
    version?: number | string; // If-Match
    key?: string; // Idempotency-Key; without one every POST has a fresh one
}

let counter = 0;
export const fresh_key = () => `test-${process.pid}-${++counter}-${Math.random().toString(36).slice(2)}`;

/** Somebody with a browser: nobody in particular until log_in. */
export class User {
    cookie = '';
    csrf = '';
    state: any;
    seen: { what: string; text: string }[] = [];

    constructor(public server: Server) {}

    async send(method: string, path: string, how: Sending = {}): Promise<Answer> {
        const headers: Record<string, string> = { 'accept-language': 'zh-CN' };
        if (this.cookie) headers.cookie = this.cookie;
        let body: any;
        if (how.body !== undefined) {
            const as_is = typeof how.body === 'string' || how.body instanceof Uint8Array || how.body instanceof FormData;
            body = as_is ? how.body : JSON.stringify(how.body);
            if (!(how.body instanceof FormData)) headers['content-type'] = 'application/json';
        }
        if (!['GET', 'HEAD', 'OPTIONS'].includes(method)) {
            if (this.csrf) headers['x-guiyan-csrf'] = this.csrf;
            if (method === 'POST') headers['idempotency-key'] = how.key ?? fresh_key();
        }
        if (how.version !== undefined) headers['if-match'] = `"${how.version}"`;
        for (const [name, value] of Object.entries(how.headers ?? {}))
            if (value === undefined) delete headers[name];
            else headers[name] = value;
        const answer = await fetch(this.server.url + path, { method, headers, body, redirect: 'manual' });
        const text = await answer.text();
        this.seen.push({ what: `${method} ${path}`, text });
        let json: any;
        if (text && /json/.test(answer.headers.get('content-type') ?? '')) json = JSON.parse(text);
        return { status: answer.status, headers: answer.headers, text, json };
    }

    get(path: string, how?: Sending) {
        return this.send('GET', path, how);
    }
    post(path: string, body?: unknown, how?: Sending) {
        return this.send('POST', path, { body, ...how });
    }
    patch(path: string, version: number | string | undefined, body: unknown, how?: Sending) {
        return this.send('PATCH', path, { body, version, ...how });
    }
    del(path: string, how?: Sending) {
        return this.send('DELETE', path, how);
    }

    async log_in(login: string, password: string): Promise<Answer> {
        const answer = await this.post('/api/session', { login, password });
        if (answer.status === 200) {
            this.cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0];
            this.csrf = answer.json.csrf_token;
            this.state = answer.json;
        }
        return answer;
    }

    /** The same session through the typed client: paths, parameters and answers as schema/openapi.json has them. */
    get api() {
        return createClient<paths>({
            baseUrl: this.server.url,
            fetch: async (sent) => {
                const request = new Request(sent);
                request.headers.set('cookie', this.cookie);
                if (request.method !== 'GET') request.headers.set('x-guiyan-csrf', this.csrf);
                if (request.method === 'POST' && !request.headers.has('idempotency-key'))
                    request.headers.set('idempotency-key', fresh_key());
                const answer = await fetch(request);
                const text = await answer.clone().text();
                this.seen.push({ what: `${request.method} ${request.url}`, text });
                return answer;
            },
        });
    }
}

export interface World {
    server: Server;
    place: Place;
    passwords: Record<string, string>;
    user(login: string): Promise<User>;
    nobody(): User;
    restart(): Promise<void>;
    close(): Promise<void>;
}

const start = (place: Place) => start_server({ place, args: ['--quick-passwords'] } as any) as Promise<unknown> as Promise<Server>;

/** The demonstration county, copied, with a server on it. */
export async function demo_world(): Promise<World> {
    const county = inject('county');
    const place: Place = copy_of(county);
    return world_on(place, county.passwords);
}

/** An empty installation with a server on it. */
export async function empty_world(): Promise<World> {
    return world_on(new_place(), {});
}

async function world_on(place: Place, passwords: Record<string, string>): Promise<World> {
    const users = new Map<string, Promise<User>>();
    const world: World = {
        server: await start(place),
        place,
        passwords: { ...passwords },
        nobody: () => new User(world.server),
        user(login) {
            let known = users.get(login);
            if (!known) {
                known = (async () => {
                    const user = new User(world.server);
                    const answer = await user.log_in(login, world.passwords[login]);
                    if (answer.status !== 200) throw new Error(`${login} cannot log in: ${answer.text}`);
                    return user;
                })();
                users.set(login, known);
            }
            return known;
        },
        /** A power cut and a fresh start; sessions live in the database, so everybody stays logged in. */
        async restart() {
            await world.server.kill();
            world.server = await start(place);
            for (const known of users.values()) (await known).server = world.server;
        },
        async close() {
            await world.server.stop();
            place.remove();
        },
    };
    return world;
}

function copy_of(county: { data: string; options: string[] }): Place {
    if (!on_postgres) {
        const place = new_place();
        rmSync(place.data, { recursive: true });
        cpSync(county.data, place.data, { recursive: true });
        return place;
    }
    const place = new_place();
    rmSync(place.data, { recursive: true });
    cpSync(county.data, place.data, { recursive: true });
    const url = place.options.at(-1)!;
    const name = url.replace(/.*\//, '');
    const template = county.options.at(-1)!.replace(/.*\//, '');
    const psql = (statement: string) =>
        execFileSync('psql', [process.env.GUIYAN_TEST_POSTGRES!, '-q', '-v', 'ON_ERROR_STOP=1', '-c', statement]);
    psql(`DROP DATABASE ${name}`);
    psql(`CREATE DATABASE ${name} TEMPLATE ${template}`);
    return place;
}

/** SQL past the program, as a thief or a forger with access to the machine has it. Gives the rows as lines. */
export function sql(place: Place, statement: string): string {
    if (!on_postgres)
        return execFileSync('sqlite3', ['-batch', '-cmd', '.timeout 20000', `${place.data}/guiyan.db`, statement], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 28 }).trim();
    return execFileSync('psql', [place.options.at(-1)!, '-qAt', '-v', 'ON_ERROR_STOP=1', '-c', statement], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        maxBuffer: 1 << 28,
    }).trim();
}

/** A command of the program; gives exit code and what it printed. */
export function command(...args: string[]): { code: number; output: string } {
    try {
        return { code: 0, output: execFileSync(binary, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }) };
    } catch (fault: any) {
        return { code: fault.status, output: `${fault.stdout}${fault.stderr}` };
    }
}

/** A request as bytes say it: for what fetch would refuse to send. */
export function bare(
    server: Server,
    how: { method: string; path: string; headers?: Record<string, string>; body?: Uint8Array | string; from?: string },
): Promise<{ status: number; headers: Record<string, any>; text: string; json: any }> {
    const { hostname, port } = new URL(server.url);
    return new Promise((resolve, reject) => {
        const outgoing = http_request(
            { hostname, port, method: how.method, path: how.path, headers: how.headers, localAddress: how.from, agent: false },
            (answer) => {
                const parts: Buffer[] = [];
                answer.on('data', (part) => parts.push(part));
                answer.on('end', () => {
                    const text = Buffer.concat(parts).toString('utf8');
                    let json: any;
                    if (/json/.test(answer.headers['content-type'] ?? '')) json = JSON.parse(text);
                    resolve({ status: answer.statusCode!, headers: answer.headers, text, json });
                });
            },
        );
        outgoing.on('error', reject);
        if (how.body !== undefined) outgoing.write(how.body);
        outgoing.end();
    });
}
