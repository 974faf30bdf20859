// A second factor (trust.md, Identity): bound by a code, asked at the log-in, each code good once; and the tries at one's own
// password, which are counted as at the log-in.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { code_of } from './support/totp';
import { User, demo_world, sql, type World } from './support/world';

let world: World;
let security: User;
beforeAll(async () => {
    world = await demo_world();
    security = await world.user('security');
});
afterAll(() => world.close());

const OWN = 'Kz7-harvest-Moon';
async function ready(login: string) {
    const made = (await security.post('/api/accounts', { login, display_name: `持有人${login}`, unit_name: '某单位' })).json;
    const user = new User(world.server);
    await user.log_in(login, made.password);
    expect((await user.post('/api/account/password', { current_password: made.password, new_password: OWN })).status).toBe(204);
    return { user, id: made.account.id as string };
}
const account = async (login: string) => (await security.get('/api/accounts')).json.items.find((a: any) => a.login === login);

async function bind(user: User) {
    const offer = await user.post('/api/account/two_factor', { password: OWN });
    expect(offer.status, offer.text).toBe(200);
    const code = code_of(offer.json.secret);
    const bound = await user.post('/api/account/two_factor/confirmation', { code });
    expect(bound.status, bound.text).toBe(204);
    return { secret: offer.json.secret as string, code };
}
const enter = (login: string, totp?: string) => world.nobody().post('/api/session', { login, password: OWN, ...(totp ? { totp } : {}) });

describe('a second factor', () => {
    it('is offered for the password, bound by its first code, and told to nobody', async () => {
        const { user } = await ready('two.bound');
        expect((await user.get('/api/session')).json.two_factor).toBe(false);
        const wrong = await user.post('/api/account/two_factor', { password: 'Wrong#Password1' });
        expect(wrong.status).toBe(400);
        expect(wrong.json.errors[0].path).toBe('/password');
        expect((await user.post('/api/account/two_factor/confirmation', { code: '123456' })).json.key).toBe('accounts.two_factor.expired');

        const first = await user.post('/api/account/two_factor', { password: OWN });
        const offer = await user.post('/api/account/two_factor', { password: OWN });
        expect(first.json.secret).not.toBe(offer.json.secret);
        expect(offer.json.secret).toMatch(/^[A-Z2-7]{32}$/);
        expect(offer.json.uri).toContain(`secret=${offer.json.secret}`);
        expect(offer.json.uri).toContain('two.bound');
        expect(offer.headers.get('cache-control')).toBe('no-store');
        const bad = await user.post('/api/account/two_factor/confirmation', { code: code_of(first.json.secret) });
        expect(bad.status).toBe(400);
        expect(bad.json.errors[0].path).toBe('/code');
        expect((await enter('two.bound')).status).toBe(200); // not bound yet
        const other = new User(world.server);
        await other.log_in('two.bound', OWN);
        expect((await user.post('/api/account/two_factor/confirmation', { code: code_of(offer.json.secret) })).status).toBe(204);
        expect((await user.get('/api/session')).json.two_factor).toBe(true);
        expect((await other.get('/api/session')).status).toBe(401);
        expect((await account('two.bound')).two_factor).toBe(true);
        expect((await user.post('/api/account/two_factor', { password: OWN })).json.key).toBe('accounts.two_factor.bound');
        for (const table of ['account', 'event_log', 'once_key']) expect(sql(world.place, `SELECT * FROM ${table}`)).not.toContain(offer.json.secret);
        const audit = await world.user('audit');
        const acts = (await audit.get(`/api/audit?entity=account&entity_id=${(await account('two.bound')).id}`)).json.items.map((e: any) => e.what);
        expect(acts).toEqual(expect.arrayContaining(['two_factor_offered', 'two_factor_bound', 'password_refused']));
    });

    it('is asked at the log-in with one answer for everything that is wrong, and a code is good once', async () => {
        const { user } = await ready('two.once');
        const { secret, code } = await bind(user);
        const without = await enter('two.once'), wrong = await enter('two.once', '000000'), nobody = await enter('no.such.person');
        for (const answer of [without, wrong]) {
            expect(answer.status).toBe(401);
            expect(answer.json).toEqual(nobody.json);
        }
        // The code that bound it is used up; the next one is good, once.
        expect((await enter('two.once', code)).status).toBe(401);
        const next = code_of(secret, 1);
        expect((await enter('two.once', next)).status).toBe(200);
        expect((await enter('two.once', next)).status).toBe(401);
    });

    it('used by two at the same moment lets one in', async () => {
        const { user } = await ready('two.race');
        const { secret } = await bind(user);
        const next = code_of(secret, 1);
        const statuses = (await Promise.all([1, 2, 3, 4].map(() => enter('two.race', next)))).map((a) => a.status).sort();
        expect(statuses).toEqual([200, 401, 401, 401]);
    });

    it('goes with one’s own password, or by the security officer when the phone is lost', async () => {
        const { user } = await ready('two.lost');
        await bind(user);
        expect((await user.post('/api/account/two_factor/removal', { password: 'Wrong#Password1' })).status).toBe(400);
        expect((await user.post('/api/account/two_factor/removal', { password: OWN })).status).toBe(204);
        expect((await enter('two.lost')).status).toBe(200);
        expect((await user.post('/api/account/two_factor/removal', { password: OWN })).json.key).toBe('accounts.two_factor.not_bound');
        await bind(user);
        const one = await account('two.lost');
        const county = await world.user('county');
        expect((await county.post(`/api/accounts/${one.id}/two_factor_removal`, { reason: '丢了' }, { version: one.row_version })).status).toBe(403);
        expect((await security.post(`/api/accounts/${one.id}/two_factor_removal`, {}, { version: one.row_version })).status).toBe(400);
        expect((await security.post(`/api/accounts/${one.id}/two_factor_removal`, { reason: '丢了' }, { version: one.row_version + 7 })).status).toBe(412);
        expect((await security.post(`/api/accounts/${one.id}/two_factor_removal`, { reason: '丢了' }, { version: one.row_version })).status).toBe(200);
        expect((await user.get('/api/session')).status).toBe(401);
        expect((await enter('two.lost')).status).toBe(200);
        const own = (await security.get('/api/session')).json.account.id;
        expect((await security.post(`/api/accounts/${own}/two_factor_removal`, { reason: '自己' }, { version: 1 })).json.key).toBe('accounts.not_yourself');
    });

    it('asked of officers and exporters shuts everything else until they bound one', async () => {
        expect((await (await world.user('system')).send('PUT', '/api/account_rules', { body: { two_factor_asked: true } })).status).toBe(403);
        expect((await security.get('/api/account_rules')).json).toEqual({ two_factor_asked: false });
        const [clerk, leader] = [await world.user('wangmeng'), await world.user('leader')];
        expect((await clerk.get('/api/people')).status).toBe(200);
        expect((await security.send('PUT', '/api/account_rules', { body: { two_factor_asked: true } })).status).toBe(200);
        try {
            const shut = await clerk.get('/api/people');
            expect(shut.status).toBe(403);
            expect(shut.json.key).toBe('error.must_bind_two_factor');
            for (const path of ['/api/search?q=x', '/api/notices']) expect((await clerk.get(path)).json.key, path).toBe('error.must_bind_two_factor');
            expect((await clerk.get('/api/session')).json.must_bind_two_factor).toBe(true);
            expect((await leader.get('/api/people')).status).toBe(200); // exports nothing
            expect((await security.get('/api/accounts')).json.key).toBe('error.must_bind_two_factor');
            const offer = await security.post('/api/account/two_factor', { password: world.passwords.security });
            expect((await security.post('/api/account/two_factor/confirmation', { code: code_of(offer.json.secret) })).status).toBe(204);
            expect((await security.get('/api/accounts')).status).toBe(200);
        } finally {
            expect((await security.send('PUT', '/api/account_rules', { body: { two_factor_asked: false } })).status).toBe(200);
        }
        expect((await clerk.get('/api/people')).status).toBe(200);
    });
});

describe('tries at one’s own password', () => {
    it('are counted as at the log-in, and the wait is told', async () => {
        const { user } = await ready('own.tries');
        const attempt = (current_password: string) => user.post('/api/account/password', { current_password, new_password: 'Kz8-harvest-Moon' });
        for (let i = 0; i < 4; ++i) expect((await attempt(`Wrong#Password${i}`)).status).toBe(400);
        const fifth = await attempt('Wrong#Password5');
        expect(fifth.status).toBe(429);
        expect(Number(fifth.headers.get('retry-after'))).toBeGreaterThan(14 * 60);
        expect(fifth.json.detail).toMatch(/15/);
        // Not even the right one now, here or at the door.
        expect((await attempt(OWN)).status).toBe(429);
        expect((await user.post('/api/account/two_factor', { password: OWN })).status).toBe(429);
        expect((await enter('own.tries')).status).toBe(401);
        expect((await account('own.tries')).locked_until).not.toBeNull();
        const one = await account('own.tries');
        expect((await security.post(`/api/accounts/${one.id}/unlock`, { reason: '本人' }, { version: one.row_version })).status).toBe(200);
        expect((await attempt(OWN)).status).toBe(204);
    });

    it('made all at once are all counted', async () => {
        const { user } = await ready('own.burst');
        const answers = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((i) => user.post('/api/account/two_factor/removal', { password: `Wrong#Password${i}` })));
        expect(answers.some((a) => a.status === 429)).toBe(true);
        expect((await account('own.burst')).locked_until).not.toBeNull();
    });
});

describe('a password that has to be changed first', () => {
    it('shuts also what every account may ask', async () => {
        const made = (await security.post('/api/accounts', { login: 'shut.first', display_name: '持有人', unit_name: '某单位' })).json;
        const user = new User(world.server);
        await user.log_in('shut.first', made.password);
        for (const path of ['/api/search?q=x', '/api/notices', '/api/saved_filters?list=people'])
            expect((await user.get(path)).json.key, path).toBe('error.must_change_password');
    });
});
