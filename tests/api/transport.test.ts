// What goes over the wire and what is turned away before any rule of an office is asked (trust.md, Input and Browser).
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { current, places, register } from './support/people';
import { User, bare, demo_world, type World } from './support/world';

let world: World;
let county: User;
beforeAll(async () => {
    world = await demo_world();
    county = await world.user('county');
});
afterAll(() => world.close());

const problem = (answer: any, status: number) => {
    expect(answer.status, answer.text).toBe(status);
    const type = answer.headers.get ? answer.headers.get('content-type') : answer.headers['content-type'];
    expect(type).toMatch(/^application\/problem\+json/);
    expect(answer.json).toMatchObject({ type: 'about:blank', status });
    expect(answer.json.title.length).toBeGreaterThan(0);
    expect(answer.json.detail, answer.json.key).not.toBe(answer.json.key);
    expect(Array.isArray(answer.json.errors)).toBe(true);
};
/** Bytes on the line, and what comes back until the server is done. */
const line = (bytes: string | Buffer) =>
    new Promise<string>((resolve, reject) => {
        const { hostname, port } = new URL(world.server.url);
        const socket = connect(Number(port), hostname, () => socket.write(bytes));
        let got = '';
        socket.on('data', (part) => (got += part.toString('latin1')));
        socket.on('close', () => resolve(got));
        socket.on('error', (fault: any) => (got ? resolve(got) : fault.code === 'ECONNRESET' ? resolve('') : reject(fault)));
        socket.setTimeout(8000, () => socket.destroy());
    });

describe('answers', () => {
    it('carry the headers that keep browsers from being turned', async () => {
        for (const path of ['/api/session', '/api/people?size=1', '/api/no-such', '/', '/healthz', '/api/setup']) {
            const { headers } = await county.get(path);
            expect(headers.get('x-content-type-options'), path).toBe('nosniff');
            expect(headers.get('x-frame-options'), path).toBe('DENY');
            expect(headers.get('referrer-policy'), path).toMatch(/same-origin|no-referrer/);
            expect(headers.get('cross-origin-opener-policy'), path).toBe('same-origin');
            const csp = headers.get('content-security-policy')!;
            expect(csp, path).toContain("default-src 'none'");
            expect(csp).toContain("frame-ancestors 'none'");
            expect(csp).not.toMatch(/unsafe-|\*|https?:/);
            if (path.startsWith('/api/')) expect(headers.get('cache-control'), path).toContain('no-store');
            expect(headers.get('server') ?? '').not.toMatch(/\d/);
            expect(headers.get('access-control-allow-origin')).toBeNull();
        }
    });

    it('say problems in the language of who asked', async () => {
        const nobody = world.nobody();
        const chinese = await nobody.get('/api/people');
        const english = await nobody.get('/api/people', { headers: { 'accept-language': 'en-GB,en;q=0.9' } });
        problem(chinese, 401);
        problem(english, 401);
        expect(chinese.json.detail).toMatch(/[\u4e00-\u9fff]/);
        expect(english.json.detail).not.toMatch(/[\u4e00-\u9fff]/);
    });

    it('HEAD answers as GET without a body, and health is open to all', async () => {
        const head = await county.send('HEAD', '/api/session');
        expect(head.status).toBe(200);
        expect(head.text).toBe('');
        expect((await world.nobody().get('/healthz')).text).toBe('ok\n');
    });

    it('describe themselves: every path of the description is there', async () => {
        const described = (await county.get('/api/openapi.json')).json;
        for (const [path, operations] of Object.entries<any>(described.paths))
            for (const method of Object.keys(operations)) {
                const answer = await world.nobody().send(method.toUpperCase(), path.replaceAll(/\{\w+\}/g, '1'), { body: method === 'get' ? undefined : {} });
                expect(answer.status, `${method} ${path}`).not.toBe(405);
                if (operations[method]['x-permission']) expect(answer.status, `${method} ${path}`).toBe(401);
            }
    });
});

describe('requests that nobody should send', () => {
    it('a method that is not there names those that are', async () => {
        for (const [method, path] of [['DELETE', '/api/people'], ['PUT', '/api/people/1'], ['POST', '/api/session/identity/x'], ['PATCH', '/api/codes']]) {
            const answer = await county.send(method, path, { body: {} });
            expect([404, 405], `${method} ${path}`).toContain(answer.status);
            if (answer.status === 405) expect(answer.headers.get('allow')).toMatch(/GET/);
        }
        expect((await line('TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).split('\r\n')[0]).toMatch(/ (405|501|400) /);
    });

    it('unknown parameters and fields are refused by name', async () => {
        const parameter = await county.get('/api/people?regin=411122000000&sex=9x&page=0&size=1000&age_from=x');
        problem(parameter, 400);
        expect(parameter.json.errors.map((e: any) => e.path).sort()).toEqual(['/age_from', '/page', '/regin', '/sex', '/size']);
        problem(await county.get('/api/session?x=1'), 400);
        problem(await county.get(`/api/people/1?x=1`), 400);
        problem(await county.get('/api/people?sort=id_number'), 400);
        const field = await county.post('/api/people', { name: '甲', region_code: places.own_village, is_admin: true, id: '5' });
        problem(field, 400);
        expect(field.json.errors.map((e: any) => e.path).sort()).toEqual(['/id', '/is_admin']);
    });

    it('bodies that are no JSON, no UTF-8, too deep, too odd', async () => {
        for (const body of ['', '{', 'null', '[]', '"x"', '{"name":"甲",}', "{'name':1}", '{"a":'.repeat(5000), '{"name":"a"} x', 'NaN', '\u0000'])
            problem(await county.post('/api/people', body), 400);
        const bad = Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xff, 0xfe, 0xc0]), Buffer.from('"}')]);
        problem(await county.post('/api/people', bad), 400);
        const lone = await county.post('/api/people', '{"name":"\\ud800","region_code":"411122000000"}');
        problem(lone, 400);
        const control = await county.post('/api/people', { name: '甲\u0000乙', region_code: places.own_village });
        problem(control, 400);
        const twice = await county.post('/api/people', '{"name":"甲","name":"乙"}');
        problem(twice, 400);
        const wrong = await county.post('/api/people', { name: ['甲'], region_code: 411122000000, skills: '010203', is_outside: 1, categories: {} });
        problem(wrong, 400);
        expect(wrong.json.errors.map((e: any) => e.path).sort()).toEqual(['/categories', '/is_outside', '/name', '/region_code', '/skills']);
    });

    it('another content than JSON', async () => {
        for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/html']) {
            const answer = await county.post('/api/people', JSON.stringify({ name: '甲', region_code: places.own_village }), { headers: { 'content-type': type } });
            problem(answer, 415);
        }
        const log_in = await world.nobody().post('/api/session', JSON.stringify({ login: 'county', password: world.passwords.county }), {
            headers: { 'content-type': 'text/plain' },
        });
        problem(log_in, 415);
        const fine = await county.post('/api/people', JSON.stringify({ name: '甲', region_code: places.own_village }), {
            headers: { 'content-type': 'application/json; charset=UTF-8' },
        });
        expect(fine.status).toBe(201);
    });

    it('bodies that are too large are refused early, and the server goes on', async () => {
        const answer = await county.post('/api/people', JSON.stringify({ name: 'x'.repeat(3 << 20) }));
        problem(answer, 413);
        const said = await line(`POST /api/people HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n`);
        expect(said.split('\r\n')[0]).toMatch(/ 413 /);
        expect((await county.get('/healthz')).status).toBe(200);
    });

    it('heads that are smuggled, endless or broken', async () => {
        for (const [name, bytes] of Object.entries({
            two_lengths: 'POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef',
            length_and_chunks: 'POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
            no_host: 'GET /healthz HTTP/1.1\r\n\r\n',
            huge: `GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(100_000)}\r\n\r\n`,
            long_path: `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
            nonsense: '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
            blank_name: 'GET /healthz HTTP/1.1\r\nHost: x\r\n: v\r\n\r\n',
        })) {
            const said = await line(bytes);
            const status = said.split(' ')[1] ?? '';
            expect(['', '400', '408', '411', '413', '414', '431', '501'], `${name}: ${said.slice(0, 80)}`).toContain(status);
        }
        for (const path of ['/../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/assets/..%2f..%2fguiyan.db', '/api/../data/guiyan.db', '/%00', '/%ff', '//etc/passwd'])
            expect((await bare(world.server, { method: 'GET', path, headers: {} })).text, path).not.toMatch(/root:|SQLite format/);
        expect((await county.get('/healthz')).status).toBe(200);
    });
});

describe('another site in the same browser', () => {
    it('cannot write without the token that only our page has', async () => {
        const made = await register(county, { name: '太史静' });
        const other_token = (await world.user('county2')).csrf;
        for (const csrf of [undefined, '', 'x', county.csrf.slice(1), other_token]) {
            const headers = { 'x-guiyan-csrf': csrf };
            problem(await county.patch(`/api/people/${made.id}`, 1, { name: '偷改' }, { headers }), 403);
            problem(await county.post('/api/people', { name: '偷加', region_code: places.own_village }, { headers }), 403);
            problem(await county.del('/api/session', { headers }), 403);
            problem(await county.post('/api/account/password', { current_password: 'x', new_password: 'y' }, { headers }), 403);
        }
        expect((await current(county, made.id)).name).toBe('太史静');
        expect((await county.get('/api/session')).status).toBe(200);
    });

    it('cannot write from its own origin even with the token, nor log anybody in', async () => {
        const host = new URL(world.server.url).host;
        for (const origin of ['http://evil.example', 'null', `http://${host}.evil.example`, `http://evil.example/${host}`, 'http://127.0.0.1', 'file://']) {
            problem(await county.post('/api/people', { name: '偷加', region_code: places.own_village }, { headers: { origin } }), 403);
            problem(await world.nobody().post('/api/session', { login: 'county', password: world.passwords.county }, { headers: { origin } }), 403);
        }
        const own = await county.post('/api/people', { name: '正加', region_code: places.own_village }, { headers: { origin: `http://${host}` } });
        expect(own.status).toBe(201);
        expect((await county.get(`/api/people?q=${encodeURIComponent('偷加')}`)).json.total).toBe(0);
    });
});
