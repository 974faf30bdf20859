// The door: uniform answers, the lock, sessions and passwords (G-25).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bare, demo_world, User, type World } from './support/world';

let world: World;
let security: User;
beforeAll(async () => {
    world = await demo_world();
    security = await world.user('security');
});
afterAll(() => world.close());

/** From another address each time, so that one test's failures are not counted against another's. */
function try_log_in(login: string, password: string, from = '127.0.0.1') {
    return bare(world.server, {
        method: 'POST',
        path: '/api/session',
        headers: { 'content-type': 'application/json', 'accept-language': 'zh-CN' },
        body: JSON.stringify({ login, password }),
        from,
    });
}
const account = async (login: string) =>
    (await security.get('/api/accounts')).json.items.find((a: any) => a.login === login);

async function open_account(login: string) {
    const answer = await security.post('/api/accounts', { login, display_name: `张${login}`, unit_name: '某单位' });
    expect(answer.status, answer.text).toBe(201);
    return answer.json as { account: any; password: string };
}

describe('logging in', () => {
    it('sets a cookie that no script reads and no other site sends', async () => {
        const user = new User(world.server);
        const answer = await user.log_in('county', world.passwords.county);
        expect(answer.status).toBe(200);
        const cookie = answer.headers.get('set-cookie')!;
        expect(cookie).toMatch(/^guiyan=[^;]{32,};/);
        expect(cookie).toMatch(/; HttpOnly/i);
        expect(cookie).toMatch(/; SameSite=Strict/i);
        expect(cookie).toMatch(/; Path=\//i);
        expect(cookie).not.toMatch(/Domain=|Expires=|Max-Age=/i);
        expect(answer.headers.get('cache-control')).toBe('no-store');
        expect(answer.text).not.toContain(user.cookie.split('=')[1]);
        expect(user.csrf.length).toBeGreaterThanOrEqual(32);
    });

    it('gives a new token each time, and a given one is never adopted', async () => {
        const first = new User(world.server), second = new User(world.server);
        await first.log_in('county', world.passwords.county);
        second.cookie = first.cookie;
        await second.log_in('county', world.passwords.county);
        expect(second.cookie).not.toBe(first.cookie);
        const fixed = new User(world.server);
        fixed.cookie = 'guiyan=chosen-by-an-attacker-chosen-by-an-attacker';
        await fixed.log_in('county', world.passwords.county);
        expect(fixed.cookie).not.toContain('attacker');
    });

    it('answers the same for an unknown login, a wrong password and a locked account', async () => {
        const { account: made, password } = await open_account('lock.one');
        const unknown = await try_log_in('no.such.login', 'Wrong#Password1', '127.0.1.1');
        const wrong = await try_log_in('lock.one', 'Wrong#Password1', '127.0.1.1');
        for (let i = 0; i < 4; ++i) await try_log_in('lock.one', 'Wrong#Password1', '127.0.1.1');
        const locked = await try_log_in('lock.one', password, '127.0.1.1');
        expect(unknown.status).toBe(401);
        expect(wrong.status).toBe(401);
        expect(locked.status).toBe(401);
        expect(wrong.text).toBe(unknown.text);
        expect(locked.text).toBe(unknown.text);
        expect(locked.headers['set-cookie']).toBeUndefined();
        const without_date = (headers: any) => ({ ...headers, date: '', 'x-request-id': '' });
        expect(without_date(locked.headers)).toEqual(without_date(unknown.headers));

        const disabled = await security.post(`/api/accounts/${made.id}/disablement`, { reason: '离岗' }, {
            version: (await account('lock.one')).row_version,
        });
        expect(disabled.status, disabled.text).toBe(200);
        expect((await try_log_in('lock.one', password, '127.0.1.1')).text).toBe(unknown.text);
    });

    it('locks after five failures, not after four, and the security officer sees and ends it', async () => {
        const { account: made, password } = await open_account('lock.two');
        for (let i = 0; i < 4; ++i) await try_log_in('lock.two', 'Wrong#Password1', '127.0.1.2');
        expect((await try_log_in('lock.two', password, '127.0.1.2')).status).toBe(200);
        // A success clears the count.
        for (let i = 0; i < 4; ++i) await try_log_in('lock.two', 'Wrong#Password1', '127.0.1.2');
        expect((await try_log_in('lock.two', password, '127.0.1.2')).status).toBe(200);
        for (let i = 0; i < 5; ++i) await try_log_in('lock.two', 'Wrong#Password1', '127.0.1.2');
        expect((await try_log_in('lock.two', password, '127.0.1.2')).status).toBe(401);
        // From elsewhere too: the account is locked, not the address.
        expect((await try_log_in('lock.two', password, '127.0.1.3')).status).toBe(401);
        const seen = await account('lock.two');
        const minutes = (Date.parse(seen.locked_until) - Date.now()) / 60_000;
        expect(minutes).toBeGreaterThan(13);
        expect(minutes).toBeLessThanOrEqual(15);
        const unlocked = await security.post(`/api/accounts/${made.id}/unlock`, { reason: '本人来电核实' }, { version: seen.row_version });
        expect(unlocked.status, unlocked.text).toBe(200);
        expect(unlocked.json.locked_until).toBeNull();
        expect((await try_log_in('lock.two', password, '127.0.1.2')).status).toBe(200);
    });

    it('counts wrong tries that come at the same moment one by one', async () => {
        const { password } = await open_account('lock.three');
        await Promise.all(Array.from({ length: 8 }, () => try_log_in('lock.three', 'Wrong#Password1', '127.0.1.4')));
        expect((await try_log_in('lock.three', password, '127.0.1.4')).status).toBe(401);
        expect((await account('lock.three')).locked_until).not.toBeNull();
    });

    it('slows down an address that tries many accounts', async () => {
        const statuses: number[] = [];
        for (let i = 0; i < 32; ++i) statuses.push((await try_log_in(`guess.${i}`, 'Wrong#Password1', '127.0.1.9')).status);
        expect(statuses[0]).toBe(401);
        const refused = await try_log_in('guess.more', 'Wrong#Password1', '127.0.1.9');
        expect(refused.status).toBe(429);
        expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
        expect((await try_log_in('county', world.passwords.county, '127.0.1.10')).status).toBe(200);
    });

    it('does not mind how the login is typed, but minds the password', async () => {
        expect((await try_log_in(' County ', world.passwords.county)).status).toBe(200);
        expect((await try_log_in('county', world.passwords.county.toLowerCase())).status).toBe(401);
        expect((await try_log_in('county', world.passwords.county.slice(0, -1))).status).toBe(401);
    });
});

describe('a session', () => {
    it('ends with logging out, and the cookie goes', async () => {
        const user = new User(world.server);
        await user.log_in('leader', world.passwords.leader);
        expect((await user.get('/api/session')).status).toBe(200);
        const out = await user.del('/api/session');
        expect(out.status).toBe(204);
        expect(out.headers.get('set-cookie')).toMatch(/^guiyan=;.*Max-Age=0/);
        expect(out.headers.get('clear-site-data')).toContain('storage');
        const after = await user.get('/api/session');
        expect(after.status).toBe(401);
        expect((await user.get('/api/people')).status).toBe(401);
    });

    it('ends at once when the account is locked or disabled', async () => {
        for (const act of ['lock', 'disablement']) {
            const { account: made, password } = await open_account(`ends.${act}`);
            const user = new User(world.server);
            await user.log_in(`ends.${act}`, password);
            expect((await user.get('/api/session')).status).toBe(200);
            const done = await security.post(`/api/accounts/${made.id}/${act}`, { reason: '试' }, { version: (await account(made.login)).row_version });
            expect(done.status, done.text).toBe(200);
            expect((await user.get('/api/session')).status).toBe(401);
            expect((await user.log_in(`ends.${act}`, password)).status).toBe(401);
        }
    });

    it('is listed for the security officer and can be ended there', async () => {
        const user = new User(world.server);
        await user.log_in('inspector', world.passwords.inspector);
        const online = (await security.get('/api/sessions')).json.items.filter((s: any) => s.login === 'inspector');
        expect(online.length).toBe(1);
        expect(JSON.stringify(online)).not.toContain(user.cookie.split('=')[1]);
        expect((await security.del(`/api/sessions/${online[0].id}`)).status).toBe(204);
        expect((await user.get('/api/session')).status).toBe(401);
        expect((await security.del('/api/sessions/424242')).status).toBe(404);
    });

    it('is nothing without its cookie, with half of it or with another name', async () => {
        const user = await world.user('county');
        const token = user.cookie.split('=')[1];
        for (const cookie of ['', `guiyan=${token.slice(0, -1)}`, `__Host-guiyan=${token}`, `guiyan=${token}x`, `xguiyan=${token}`]) {
            const other = new User(world.server);
            other.cookie = cookie;
            expect((await other.get('/api/session')).status, cookie).toBe(401);
        }
    });

    it('tells nobody who may not manage it', async () => {
        for (const login of ['county', 'wangmeng', 'system', 'audit']) {
            const user = await world.user(login);
            expect((await user.get('/api/sessions')).status).toBe(403);
        }
    });
});

describe('a password', () => {
    it('given by the security officer has to be changed before anything else', async () => {
        const { password } = await open_account('first.day');
        const user = new User(world.server);
        await user.log_in('first.day', password);
        expect(user.state.must_change_password).toBe(true);
        expect((await user.get('/api/codes')).status).toBe(403);
        const short = await user.post('/api/account/password', { current_password: password, new_password: 'short1A' });
        expect(short.status).toBe(400);
        expect(short.json.errors[0].path).toBe('/new_password');
        const own_name = await user.post('/api/account/password', { current_password: password, new_password: 'First.day-2026' });
        expect(own_name.status).toBe(400);
        const common = await user.post('/api/account/password', { current_password: password, new_password: 'Password123!' });
        expect(common.status).toBe(400);
        const wrong = await user.post('/api/account/password', { current_password: 'Nonsense#1234', new_password: 'Kz7-harvest-Moon' });
        expect(wrong.status).toBe(400);
        expect(wrong.json.errors[0].path).toBe('/current_password');
        const same = await user.post('/api/account/password', { current_password: password, new_password: password });
        expect(same.status).toBe(400);
        const done = await user.post('/api/account/password', { current_password: password, new_password: 'Kz7-harvest-Moon' });
        expect(done.status).toBe(204);
        expect((await user.get('/api/session')).json.must_change_password).toBe(false);
        const again = new User(world.server);
        expect((await again.log_in('first.day', password)).status).toBe(401);
        expect((await again.log_in('first.day', 'Kz7-harvest-Moon')).status).toBe(200);
    });

    it('cannot go back to one of the last five', async () => {
        const { password } = await open_account('again.and');
        const user = new User(world.server);
        await user.log_in('again.and', password);
        const line = ['Kz1-harvest-Moon', 'Kz2-harvest-Moon', 'Kz3-harvest-Moon', 'Kz4-harvest-Moon'];
        let now = password;
        for (const next of line) {
            const done = await user.post('/api/account/password', { current_password: now, new_password: next });
            expect(done.status, done.text).toBe(204);
            now = next;
        }
        for (const old of [password, ...line]) {
            const back = await user.post('/api/account/password', { current_password: now, new_password: old });
            expect(back.status, old).toBe(400);
            expect(back.json.errors[0].path).toBe('/new_password');
        }
    });

    it('changed ends the other sessions of its account and keeps this one', async () => {
        const { password } = await open_account('two.desks');
        const here = new User(world.server), there = new User(world.server);
        await here.log_in('two.desks', password);
        await there.log_in('two.desks', password);
        expect((await here.post('/api/account/password', { current_password: password, new_password: 'Kz7-harvest-Moon' })).status).toBe(204);
        expect((await here.get('/api/session')).status).toBe(200);
        expect((await there.get('/api/session')).status).toBe(401);
    });

    it('reset by the security officer ends the sessions and unlocks', async () => {
        const { account: made, password } = await open_account('forgot.it');
        const user = new User(world.server);
        await user.log_in('forgot.it', password);
        for (let i = 0; i < 5; ++i) await try_log_in('forgot.it', 'Wrong#Password1', '127.0.1.5');
        const reset = await security.post(`/api/accounts/${made.id}/password_reset`);
        expect(reset.status).toBe(200);
        expect(reset.json.password).not.toBe(password);
        expect((await user.get('/api/session')).status).toBe(401);
        expect((await user.log_in('forgot.it', password)).status).toBe(401);
        expect((await user.log_in('forgot.it', reset.json.password)).status).toBe(200);
        expect(user.state.must_change_password).toBe(true);
    });

    it('may be long, and with any characters', async () => {
        const { password } = await open_account('long.words');
        const user = new User(world.server);
        await user.log_in('long.words', password);
        const long = '麦浪翻滚的时候我们一起回到村里去 Harvest-7 again and again until the river turns once more';
        expect(long.length).toBeGreaterThan(64);
        const done = await user.post('/api/account/password', { current_password: password, new_password: long });
        expect(done.status, done.text).toBe(204);
        expect((await new User(world.server).log_in('long.words', long)).status).toBe(200);
    });
});
