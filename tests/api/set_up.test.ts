// The first start: one code, three officers, no account that somebody could guess (G-25, trust.md Identity).
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guiyan, new_place, project } from '../support/server.mjs';
import { User, empty_world, type World } from './support/world';

let world: World;
let code: string;
beforeAll(async () => {
    world = await empty_world();
    const printed = world.server.output().match(/one-time set-up code:\s+(\S+)/);
    expect(printed, world.server.output()).toBeTruthy();
    code = printed![1];
});
afterAll(() => world.close());

const officers = () => [
    { role: 'system_officer', login: 'sys.officer', display_name: '系统甲', password: 'Wm7#kestrel-Harbour' },
    { role: 'security_officer', login: 'sec.officer', display_name: '安全乙', password: 'Qz4!lantern-Meadow' },
    { role: 'audit_officer', login: 'aud.officer', display_name: '审计丙', password: 'Tv9?granite-Willow' },
];
const asked = (change: Record<string, unknown> = {}) => ({ code, system_name: '某县人才系统', officers: officers(), ...change });
const paths = (answer: any) => answer.json.errors.map((e: any) => e.path);

describe('the first set-up', () => {
    it('is needed on an empty installation, and nobody can log in before it', async () => {
        const nobody = world.nobody();
        expect((await nobody.get('/api/setup')).json).toEqual({ needed: true, system_name: '' });
        for (const login of ['admin', 'root', 'guiyan', 'system'])
            for (const password of ['admin', login, '123456', '']) {
                const answer = await nobody.post('/api/session', { login, password });
                expect([400, 401]).toContain(answer.status);
            }
    });

    it('refuses a wrong code without a word about the right one', async () => {
        const answer = await world.nobody().post('/api/setup', asked({ code: 'AAAA-BBBB-CCCC' }));
        expect(answer.status).toBe(400);
        expect(paths(answer)).toEqual(['/code']);
        expect(answer.text).not.toContain(code);
        expect((await world.nobody().get('/api/setup')).json.needed).toBe(true);
    });

    it('names every weak password at its own place', async () => {
        const weak = officers();
        weak[0].password = '123456789012';
        weak[1].password = 'sec.officer1A';
        weak[2].password = 'Sh0rt!';
        const answer = await world.nobody().post('/api/setup', asked({ officers: weak }));
        expect(answer.status).toBe(400);
        expect(new Set(paths(answer))).toEqual(
            new Set(['/officers/0/password', '/officers/1/password', '/officers/2/password']),
        );
        for (const error of answer.json.errors) expect(error.message).not.toMatch(/^crypto\.|\{|^$/);
        for (const o of weak) expect(answer.text).not.toContain(o.password);
    });

    it('wants three officers who are three persons with three logins', async () => {
        const two = await world.nobody().post('/api/setup', asked({ officers: officers().slice(0, 2) }));
        expect(two.status).toBe(400);
        expect(paths(two)).toContain('/officers');
        const same = officers();
        same[2].login = same[1].login;
        same[2].display_name = same[0].display_name;
        const answer = await world.nobody().post('/api/setup', asked({ officers: same }));
        expect(answer.status).toBe(400);
        expect(paths(answer)).toEqual(expect.arrayContaining(['/officers/2/login', '/officers/2/display_name']));
        const business = officers().map((o, i) => (i ? o : { ...o, role: 'county_officer' }));
        expect((await world.nobody().post('/api/setup', asked({ officers: business }))).status).toBe(400);
    });

    it('happens once, even when two ask at the same moment', async () => {
        const answers = await Promise.all([
            world.nobody().post('/api/setup', asked()),
            world.nobody().post('/api/setup', asked()),
        ]);
        const statuses = answers.map((a) => a.status).sort();
        expect(statuses[0]).toBe(204);
        expect(statuses[1]).toBeGreaterThanOrEqual(400);
        expect((await world.nobody().get('/api/setup')).json).toEqual({ needed: false, system_name: '某县人才系统' });
        const again = await world.nobody().post('/api/setup', asked());
        expect(again.status).toBe(404);
    });

    it('is followed by the division codes, which the system officer loads without stopping anything', async () => {
        const [system, security, audit] = await Promise.all(
            officers().map(async (o) => {
                const user = new User(world.server);
                await user.log_in(o.login, o.password);
                return user;
            }),
        );
        const send = (who: User, name: string, text: string | Buffer, commit = false) =>
            who.send('POST', `/api/regions/import?commit=${commit}`, {
                body: Buffer.from(text), headers: { 'content-type': 'application/octet-stream', 'x-file-name': name },
            });
        const linying = readFileSync(path.join(project, 'demo/linying.csv'));
        expect((await system.get('/api/regions')).json.items).toEqual([]);
        for (const other of [security, audit]) expect((await send(other, 'linying.csv', linying)).status).toBe(403);

        const looked = await send(system, 'linying.csv', linying);
        expect(looked.status, looked.text).toBe(200);
        expect(looked.json).toMatchObject({ committed: false, problems: [] });
        expect(looked.json.added).toBeGreaterThan(300);
        expect((await system.get('/api/regions')).json.items).toEqual([]);
        expect((await send(system, 'linying.csv', linying, true)).json).toMatchObject({ committed: true, added: looked.json.added });
        expect((await send(system, 'linying.csv', linying)).json).toMatchObject({ added: 0, changed: 0, unchanged: looked.json.added });
        // A slip is put right while nobody keeps the county.
        const slip = 'code,name\n411122109000,王猛镇\n';
        expect((await send(system, 'slip.csv', slip, true)).json).toMatchObject({ changed: 1, problems: [] });
        expect((await send(system, 'linying.csv', linying, true)).json).toMatchObject({ changed: 1, problems: [] });

        const clerk = (await security.post('/api/accounts', { login: 'first.clerk', display_name: '首任', unit_name: '人才办' })).json;
        const grant = await security.post('/api/grants', { account_id: clerk.account.id, role: 'county_officer', region_code: '411122000000' });
        expect(grant.status, grant.text).toBe(201);
        expect(grant.json.region_name).toBe('临颍县');
        expect((await system.post(`/api/grants/${grant.json.id}/confirmation`, undefined, { version: 1 })).status).toBe(200);

        // From here on the county is its own officer's, also after his grant is taken back.
        const late = async () => {
            const answer = await send(system, 'slip.csv', slip, true);
            expect(answer.json).toMatchObject({ added: 0, changed: 0 });
            expect(answer.json.problems.map((p: any) => p.key)).toEqual(['regions.import.kept']);
        };
        await late();
        expect((await security.post(`/api/grants/${grant.json.id}/revocation`, { reason: '调离' }, { version: 2 })).status).toBe(200);
        await late();
        // Another county still comes, and the province that both lie in stays as it is.
        const nancheng = readFileSync(path.join(project, 'demo/nancheng.csv'));
        expect((await send(system, 'nancheng.csv', nancheng, true)).json).toMatchObject({ committed: true, problems: [] });
        expect((await send(system, 'above.csv', 'code,name\n410000000000,某某省\n', true)).json).toMatchObject({ changed: 0, problems: [] });
        expect((await system.get('/api/regions/410000000000')).json.place.name).toBe('河南省');
        // Nothing that belongs to a place came with the right to load it.
        for (const path of ['/api/people', '/api/organizations', '/api/reports/talent_statistics'])
            expect((await system.get(path)).status, path).toBe(403);
        expect((await system.patch('/api/regions/411122109000', 1, { brand: 'x' })).status).toBe(403);
        const trail = (await audit.get('/api/audit?what=imported')).json.items;
        expect(trail.map((e: any) => e.label)).toEqual(expect.arrayContaining(['linying.csv', 'nancheng.csv']));
    });

    it('leaves three officers who can log in, and the code is worth nothing after a restart', async () => {
        for (const o of officers()) {
            const user = new User(world.server);
            expect((await user.log_in(o.login, o.password)).status).toBe(200);
            expect(user.state.identities.map((i: any) => i.role)).toEqual([o.role]);
            expect(user.state.must_change_password).toBe(false);
        }
        await world.restart();
        expect(world.server.output()).not.toMatch(/set-up code/);
        expect((await world.nobody().post('/api/setup', asked())).status).toBe(404);
    });
});

describe('guessing the set-up code', () => {
    it('ends after ten tries, also for who knows it then', async () => {
        const other = await empty_world();
        try {
            const right = other.server.output().match(/set-up code:\s+(\S+)/)![1];
            let answer;
            for (let i = 0; i < 10; ++i)
                answer = await other.nobody().post('/api/setup', asked({ code: `AAAA-BBBB-${1000 + i}` }));
            expect(answer!.status).toBe(400);
            expect((await other.nobody().post('/api/setup', asked({ code: right }))).status).toBe(429);
            await other.restart();
            const fresh = other.server.output().match(/set-up code:\s+(\S+)/)![1];
            expect(fresh).not.toBe(right);
            expect((await other.nobody().post('/api/setup', asked({ code: right }))).status).toBe(400);
            expect((await other.nobody().post('/api/setup', asked({ code: fresh }))).status).toBe(204);
        } finally {
            await other.close();
        }
    });
});

it('makes the demonstration county in an empty folder only', () => {
    const place = new_place();
    writeFileSync(path.join(place.data, 'kept.txt'), 'somebody needs this');
    expect(() => guiyan('demo', ...place.options)).toThrow(/空文件夹/);
    expect(readdirSync(place.data)).toEqual(['kept.txt']);
    place.remove();
});
