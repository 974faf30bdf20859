// The trail: every act leaves its event, nothing in it needs hiding, and nobody rewrites it unseen (G-05).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fresh_id_number, fresh_phone, places, register } from './support/people';
import { User, command, demo_world, on_postgres, sql, type World } from './support/world';

let world: World;
let county: User, audit: User, security: User, system: User;
beforeAll(async () => {
    world = await demo_world();
    [county, audit, security, system] = await Promise.all(['county', 'audit', 'security', 'system'].map((l) => world.user(l)));
});
afterAll(() => world.close());

const events = async (query: string) => (await audit.get(`/api/audit?${query}`)).json;
const newest = async (what: string) => (await events(`what=${what}&size=1`)).items[0];

describe('every act leaves its event', () => {
    it('of a person', async () => {
        const number = fresh_id_number(), phone = fresh_phone();
        const p = await register(county, { name: '呼延痕', id_number: number, phone });
        await county.patch(`/api/people/${p.id}`, 1, { post_title: '会计' });
        await county.post(`/api/people/${p.id}/confirmation`, undefined, { version: 2 });
        await county.post(`/api/people/${p.id}/reveal`, { field: 'phone', reason: '通知开会' });
        await county.post(`/api/people/${p.id}/archival`, { reason: '迁出' }, { version: 3 });
        await county.post(`/api/people/${p.id}/restoration`, { reason: '返乡' }, { version: 4 });
        const q = await register(county, { name: '呼延痕', phone });
        await county.post(`/api/people/${p.id}/merger`, { other_id: q.id }, { version: 5 });
        await county.post(`/api/people/${p.id}/merger_reversal`);
        const all = await events(`entity=person&entity_id=${p.id}&size=50`);
        expect(all.items.map((e: any) => e.what).reverse()).toEqual([
            'created', 'changed', 'confirmed', 'revealed', 'archived', 'restored', 'merged', 'merger_undone',
        ]);
        for (const e of all.items) {
            expect(e).toMatchObject({ account_name: '许静文', unit_name: '临颍县委组织部人才办', role: 'county_officer', remote: '127.0.0.1', outcome: 'done' });
            expect(e.request_id).toMatch(/^[0-9a-f]{16}$/);
            expect(Math.abs(Date.parse(e.at) - Date.now())).toBeLessThan(120_000);
        }
        expect(JSON.stringify(all)).not.toContain(number);
        expect(JSON.stringify(all)).not.toContain(phone);
        expect(JSON.stringify(all)).toContain('****');
    });

    it('of logging in, out, being refused, and of a right that was missing', async () => {
        const user = new User(world.server);
        await user.log_in('bureau', 'Wrong#Password1');
        expect(await newest('login_refused')).toMatchObject({ label: 'bureau', outcome: 'refused' });
        await user.log_in('bureau', world.passwords.bureau);
        expect(await newest('login')).toMatchObject({ label: '贺秋实', outcome: 'done' });
        const before = (await events('what=refused')).total;
        expect((await user.get('/api/audit')).status).toBe(403);
        expect((await user.post('/api/people', { name: 'x' })).status).toBe(403);
        expect((await events('what=refused')).total).toBe(before + 2);
        expect(await newest('refused')).toMatchObject({ account_name: '贺秋实', label: 'register_person', outcome: 'refused' });
        await user.del('/api/session');
        expect(await newest('logout')).toMatchObject({ account_name: '贺秋实' });
    });

    it('of accounts, grants, sessions, passwords and places', async () => {
        const opened = await security.post('/api/accounts', { login: 'trail.one', display_name: '痕迹一', unit_name: '某单位' });
        const { account, password } = opened.json;
        const grant = (await security.post('/api/grants', { account_id: account.id, role: 'inspector', region_code: places.county })).json;
        await system.post(`/api/grants/${grant.id}/confirmation`, undefined, { version: 1 });
        await security.post(`/api/grants/${grant.id}/revocation`, { reason: '调离' }, { version: 2 });
        const user = new User(world.server);
        await user.log_in('trail.one', password);
        await user.post('/api/account/password', { current_password: password, new_password: 'Kz7-harvest-Moon' });
        const session = (await security.get('/api/sessions')).json.items.find((s: any) => s.login === 'trail.one');
        await security.del(`/api/sessions/${session.id}`);
        const now = (await security.get(`/api/accounts/${account.id}`)).json;
        await security.post(`/api/accounts/${account.id}/disablement`, { reason: '离岗' }, { version: now.row_version });
        const region = await county.get(`/api/regions/${places.own_village}`);
        await county.patch(`/api/regions/${places.own_village}`, region.json.row_version, { brand: '痕迹牌' });
        const whats = (await events('size=12')).items.map((e: any) => `${e.entity} ${e.what}`);
        for (const expected of [
            'account created', 'account_grant proposed', 'account_grant confirmed', 'account_grant revoked', 'account login',
            'account password_changed', 'session session_ended', 'account disabled', 'region changed',
        ]) expect(whats, expected).toContain(expected);
        const told = (await audit.get('/api/audit?size=30')).text;
        expect(told).not.toContain('Kz7-harvest-Moon');
        expect(told).not.toContain(password);
    });

    it('is one event whatever somebody types into it', async () => {
        const before = (await events('size=1')).total;
        const name = '行一\n行二\u2028[31m假事件';
        const made = await county.post('/api/people', { name, region_code: places.own_village });
        expect([201, 400]).toContain(made.status);
        const nobody = world.nobody();
        await nobody.post('/api/session', { login: 'a\nb"}],"outcome":"done', password: 'x'.repeat(900) });
        const after = (await events('size=1')).total;
        expect(after - before).toBe(made.status === 201 ? 2 : 1);
        expect((await events('size=1')).items[0].outcome).toBe('refused');
    });

    it('can be looked through by day, person, act and record', async () => {
        const today = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
        expect((await events(`from=${today}&to=${today}`)).total).toBeGreaterThan(0);
        expect((await events('from=2001-01-01&to=2001-01-02')).total).toBe(0);
        expect((await events(`account=${encodeURIComponent('许静')}`)).items.every((e: any) => e.account_name === '许静文')).toBe(true);
        expect((await events(`account=${encodeURIComponent('%')}`)).items.every((e: any) => e.account_name.includes('%'))).toBe(true);
        expect((await events('account=_')).total).toBe(0);
        expect((await audit.get('/api/audit?from=yesterday')).status).toBe(400);
        expect((await audit.get('/api/audit?size=100000')).status).toBe(400);
        const page1 = (await events('size=5&page=1')).items, page2 = (await events('size=5&page=2')).items;
        expect(page1.map((e: any) => e.id)).not.toEqual(expect.arrayContaining(page2.map((e: any) => e.id)));
    });

    it('is written by the program only: nobody changes or adds it over HTTP', async () => {
        for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) expect((await audit.send(method, '/api/audit', { body: {} })).status).toBe(405);
        for (const login of ['county', 'security', 'system', 'inspector', 'leader'])
            expect((await (await world.user(login)).get('/api/audit')).status, login).toBe(403);
    });
});

describe('the chain', () => {
    const verify = () => command('verify', ...world.place.options);

    it('is sound, over HTTP and on the command line', async () => {
        const view = (await audit.get('/api/audit/verification')).json;
        expect(view).toMatchObject({ ok: true, broken_at: 0 });
        expect(view.checked).toBe(Number(sql(world.place, 'SELECT COUNT(*) FROM event_log')));
        const told = verify();
        expect(told.code, told.output).toBe(0);
        expect(told.output).toContain(view.head);
    });

    it('cannot be changed or shortened without taking its guards away', () => {
        for (const statement of [
            "UPDATE event_log SET account_name = '别人' WHERE id = 5",
            'DELETE FROM event_log WHERE id = 5',
            'DELETE FROM event_log WHERE id = (SELECT MAX(id) FROM event_log)',
        ])
            expect(() => sql(world.place, statement), statement).toThrow();
        expect(verify().code).toBe(0);
    });

    // Last: the forger takes the guards away. Each kind of forgery is found at its row, then mended.
    it('shows a changed, a deleted and a swapped row at that row', async () => {
        const names = on_postgres
            ? sql(world.place, "SELECT tgname FROM pg_trigger WHERE tgrelid = 'event_log'::regclass AND NOT tgisinternal")
            : sql(world.place, "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'event_log'");
        for (const name of names.split('\n').filter(Boolean))
            sql(world.place, on_postgres ? `DROP TRIGGER ${name} ON event_log` : `DROP TRIGGER ${name}`);
        const last = Number(sql(world.place, 'SELECT MAX(id) FROM event_log'));
        const target = last - 7;
        const columns = ['account_name', 'what', 'label', 'reason', 'changes', 'at', 'entity_id', 'outcome', 'remote', 'unit_name', 'role'];
        for (const column of columns) {
            const was = sql(world.place, `SELECT COALESCE(CAST(${column} AS TEXT), '\u0001') FROM event_log WHERE id = ${target}`);
            const forged = column === 'entity_id' ? '424242' : "'forged'";
            sql(world.place, `UPDATE event_log SET ${column} = ${forged} WHERE id = ${target}`);
            const told = verify();
            expect(told.code, column).not.toBe(0);
            expect(told.output, column).toMatch(new RegExp(`\\b${target}\\b`));
            if (column === 'what') expect((await audit.get('/api/audit/verification')).json).toMatchObject({ ok: false, broken_at: target });
            const back = was === '\u0001' ? 'NULL' : column === 'entity_id' ? was : `'${was.replaceAll("'", "''")}'`;
            sql(world.place, `UPDATE event_log SET ${column} = ${back} WHERE id = ${target}`);
        }
        expect(verify().code, 'mended').toBe(0);
        sql(world.place, `DELETE FROM event_log WHERE id = ${target}`);
        const gone = verify();
        expect(gone.code).not.toBe(0);
        expect(gone.output).toMatch(new RegExp(`\\b(${target}|${target + 1})\\b`));
    });
});
