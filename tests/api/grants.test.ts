// Rights are given by two persons, work at once, and the three officers stay apart from business (G-03, trust.md 4).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { places, register, fresh_id_number } from './support/people';
import { User, demo_world, type World } from './support/world';

let world: World;
let security: User, system: User, audit: User, county: User;
beforeAll(async () => {
    world = await demo_world();
    [security, system, audit, county] = await Promise.all(['security', 'system', 'audit', 'county'].map((l) => world.user(l)));
});
afterAll(() => world.close());

async function open_account(login: string, more: Record<string, unknown> = {}) {
    const answer = await security.post('/api/accounts', { login, display_name: `持有人${login}`, unit_name: '某单位', ...more });
    expect(answer.status, answer.text).toBe(201);
    return answer.json as { account: any; password: string };
}
/** Somebody who has logged in and chosen his own password. */
async function ready(login: string, password: string) {
    const user = new User(world.server);
    expect((await user.log_in(login, password)).status).toBe(200);
    const own = 'Kz7-harvest-Moon';
    expect((await user.post('/api/account/password', { current_password: password, new_password: own })).status).toBe(204);
    world.passwords[login] = own;
    return user;
}
const propose = (who: User, account_id: string, role: string, region_code?: string, more: Record<string, unknown> = {}) =>
    who.post('/api/grants', { account_id, role, ...(region_code ? { region_code } : {}), ...more });
const confirm = (who: User, grant: any) => who.post(`/api/grants/${grant.id}/confirmation`, undefined, { version: grant.row_version });

describe('the places of a grant', () => {
    it('are shown to the security officer by name and code, and nothing else of them', async () => {
        const keeper = await world.user('county');
        const before = (await keeper.get(`/api/regions/${places.own_village}`)).json;
        expect((await keeper.patch(`/api/regions/${places.own_village}`, before.row_version, { brand: '矩阵贡米', profile: { ...before.place.profile, resources: '一口老井' } })).status).toBe(200);

        const roots = (await security.get('/api/regions')).json.items;
        expect(new Set(roots.map((r: any) => r.level))).toEqual(new Set([1]));
        expect(roots.length).toBeGreaterThan(1);
        const county_places = (await security.get(`/api/regions?parent=${places.county}`)).json.items;
        expect(county_places.map((r: any) => r.code)).toContain(places.own_town);
        expect((await security.get(`/api/regions?q=${encodeURIComponent('王孟西')}`)).json.items[0].code).toBe(places.own_village);

        const one = await security.get(`/api/regions/${places.own_village}`);
        expect(one.status).toBe(200);
        expect(one.json.path.map((p: any) => p.code)).toContain(places.county);
        expect(one.json.place).toMatchObject({ code: places.own_village, name: before.place.name, level: 5 });
        expect(one.json.place.profile.households).toBeNull();
        for (const word of ['矩阵贡米', '一口老井']) expect(one.text).not.toContain(word);
        expect(one.json.place.aliases).toEqual([]);
        expect((await security.patch(`/api/regions/${places.own_village}`, one.json.row_version, { brand: 'x' })).status).toBe(403);
        expect((await audit.get('/api/regions')).status).toBe(403);
        // The system officer loads them, so he sees them the same way.
        const loaded = await system.get(`/api/regions/${places.own_village}`);
        expect(loaded.json.place.name).toBe(before.place.name);
        for (const word of ['矩阵贡米', '一口老井']) expect(loaded.text).not.toContain(word);
    });
});

describe('a grant', () => {
    it('changes nothing until a second officer confirms it, then works at once', async () => {
        const { account, password } = await open_account('new.clerk');
        const clerk = await ready('new.clerk', password);
        expect((await clerk.get('/api/people')).status).toBe(403);
        const proposed = await propose(security, account.id, 'township_officer', places.own_town, { reason: '到任' });
        expect(proposed.status, proposed.text).toBe(201);
        expect(proposed.json).toMatchObject({ state: 'proposed', role: 'township_officer', region_code: places.own_town, region_name: '王孟镇' });
        expect((await clerk.get('/api/people')).status).toBe(403);

        const own = await confirm(security, proposed.json);
        expect(own.status).toBe(422);
        expect(own.json.key).toBe('accounts.grant.other_person');
        expect((await confirm(audit, proposed.json)).status).toBe(403);
        expect((await confirm(county, proposed.json)).status).toBe(403);
        expect((await clerk.get('/api/people')).status).toBe(403);

        expect((await system.post(`/api/grants/${proposed.json.id}/confirmation`)).status).toBe(428);
        expect((await system.post(`/api/grants/${proposed.json.id}/confirmation`, undefined, { version: 9 })).status).toBe(412);
        const done = await confirm(system, proposed.json);
        expect(done.status, done.text).toBe(200);
        expect(done.json.state).toBe('active');
        // The session that is open: no new log-in is needed.
        const people = await clerk.get('/api/people?size=200');
        expect(people.status).toBe(200);
        expect(people.json.items.every((p: any) => p.region_code.startsWith(places.own_prefix))).toBe(true);
        expect((await confirm(system, done.json)).status).toBe(422);
    });

    it('revoked or rejected gives nothing, at once', async () => {
        const { account, password } = await open_account('old.clerk');
        const clerk = await ready('old.clerk', password);
        const one = (await propose(security, account.id, 'township_officer', places.own_town)).json;
        const active = (await confirm(system, one)).json;
        expect((await clerk.get('/api/people')).status).toBe(200);
        const listed = (await clerk.get('/api/session')).json;
        expect(listed.permissions).toContain('people.read');
        const revoked = await security.post(`/api/grants/${one.id}/revocation`, { reason: '调离' }, { version: active.row_version });
        expect(revoked.status).toBe(200);
        expect((await clerk.get('/api/people')).status).toBe(403);
        expect((await clerk.get('/api/session')).json.permissions).toEqual([]);
        const two = (await propose(security, account.id, 'county_officer', places.county)).json;
        expect((await security.post(`/api/grants/${two.id}/rejection`, { reason: '不同意' }, { version: 1 })).status).toBe(422);
        const rejected = await system.post(`/api/grants/${two.id}/rejection`, { reason: '不同意' }, { version: 1 });
        expect(rejected.json.state).toBe('rejected');
        expect((await confirm(system, rejected.json)).status).toBe(422);
        expect((await clerk.get('/api/people')).status).toBe(403);
        expect((await security.post(`/api/grants/${two.id}/revocation`, { reason: 'x' }, { version: 2 })).status).toBe(422);
    });

    it('ends with its day', async () => {
        const { account, password } = await open_account('guest.clerk');
        const clerk = await ready('guest.clerk', password);
        const past = await propose(security, account.id, 'inspector', places.county, { valid_to: '2020-01-01' });
        if (past.status === 201) {
            await confirm(system, past.json);
            expect((await clerk.get('/api/people')).status).toBe(403);
        } else expect(past.status).toBe(400);
        const today = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
        const now = (await propose(security, account.id, 'bureau_officer', places.county, { valid_to: today })).json;
        await confirm(system, now);
        expect((await clerk.get('/api/people')).status).toBe(200);
    });

    it('once is enough, and two who confirm at once confirm once', async () => {
        const { account } = await open_account('twice.clerk');
        const one = (await propose(security, account.id, 'inspector', places.county)).json;
        expect((await propose(security, account.id, 'inspector', places.county)).status).toBe(409);
        const answers = await Promise.all([confirm(system, one), confirm(system, one), confirm(system, one)]);
        expect(answers.filter((a) => a.status === 200).length).toBe(1);
        expect((await propose(security, account.id, 'inspector', places.county)).status).toBe(409);
    });

    it('of two identities one acts, and reaches what it reaches', async () => {
        const { account, password } = await open_account('two.hats');
        const both = await ready('two.hats', password);
        for (const region of [places.own_town, places.other_town]) {
            const g = (await propose(security, account.id, 'township_officer', region)).json;
            await confirm(system, g);
        }
        const view = (await both.get('/api/session')).json;
        expect(view.identities.map((i: any) => i.region_code).sort()).toEqual([places.own_town, places.other_town].sort());
        for (const identity of view.identities) {
            const chosen = await both.post('/api/session/identity', { grant_id: identity.grant_id });
            expect(chosen.status).toBe(200);
            const rows = (await both.get('/api/people?size=200')).json.items;
            expect(rows.length).toBeGreaterThan(0);
            expect(rows.every((p: any) => p.region_code.startsWith(identity.region_code.slice(0, 9)))).toBe(true);
        }
        const others = (await county.get('/api/session')).json.current_grant_id;
        expect((await both.post('/api/session/identity', { grant_id: others })).status).toBe(404);
    });
});

describe('what cannot be proposed', () => {
    it('a role of another class, a place for an officer, no place for business', async () => {
        const { account } = await open_account('wrong.class');
        const officer = (await security.get('/api/accounts')).json.items.find((a: any) => a.login === 'system');
        for (const role of ['system_officer', 'security_officer', 'audit_officer'])
            expect((await propose(security, account.id, role)).status, role).toBe(400);
        for (const role of ['county_officer', 'security_officer', 'audit_officer', 'inspector'])
            expect((await propose(security, officer.id, role, role.includes('officer') && role !== 'county_officer' ? undefined : places.county)).status, role).toBe(400);
        expect((await propose(security, account.id, 'county_officer')).status).toBe(400);
        expect((await propose(security, account.id, 'king', places.county)).status).toBe(400);
        expect((await propose(security, '424242', 'inspector', places.county)).status).toBe(400);
        expect((await propose(security, account.id, 'inspector', '411122999000')).status, 'a place that is not there').toBe(400);
    });

    it('a role at a level where it does not belong', async () => {
        const { account } = await open_account('wrong.level');
        for (const [role, region] of [
            ['village_officer', places.county], ['village_officer', places.own_town], ['township_officer', places.county],
            ['township_officer', '410000000000'], ['county_officer', places.own_town], ['county_officer', '410000000000'], ['viewer', places.county],
        ]) {
            const answer = await propose(security, account.id, role, region);
            expect(answer.status, `${role} of ${region}`).toBe(400);
            expect(answer.json.errors[0].path).toBe('/region_code');
        }
    });

    it('anything for oneself, and anything by who may not', async () => {
        const me = (await security.get('/api/session')).json.account.id;
        expect((await propose(security, me, 'security_officer')).status).toBeGreaterThanOrEqual(400);
        const { account } = await open_account('no.body');
        for (const login of ['system', 'audit', 'county', 'leader', 'wangmeng'])
            expect((await propose(await world.user(login), account.id, 'inspector', places.county)).status, login).toBe(403);
    });
});

describe('an account of a person of the bank', () => {
    it('is linked by number and name, within the county of its rights, and holds the role of a person', async () => {
        const someone = await register(county, { name: '卜秋成', id_number: fresh_id_number() });
        const link = (person_id: string, display_name = '卜秋成', login = `of.person${Math.random()}`.slice(0, 20)) =>
            security.post('/api/accounts', { login, display_name, unit_name: '某村', person_id });
        for (const answer of [await link('424242'), await link(someone.id, '别的名字')]) {
            expect(answer.status).toBe(400);
            expect(answer.json.errors.map((e: any) => [e.path, e.key])).toEqual([['/person_id', 'accounts.no_such_person']]);
        }
        const { account: plain } = await open_account('not.linked');
        expect((await propose(security, plain.id, 'talent', places.own_village)).json.errors[0].key).toBe('accounts.grant.needs_person');

        const made = await link(someone.id);
        expect(made.status, made.text).toBe(201);
        expect(made.json.account.person_id).toBe(someone.id);
        expect((await propose(security, made.json.account.id, 'talent', places.other_county)).status).toBe(400);
        const grant = await propose(security, made.json.account.id, 'talent', places.own_village);
        expect(grant.status, grant.text).toBe(201);
        expect((await confirm(system, grant.json)).status).toBe(200);
        const him = await ready(made.json.account.login, made.json.password);
        expect((await him.get('/api/session')).json.account.person_id).toBe(someone.id);
        // He sees nobody's record by it, and is not made somebody else while the right holds.
        expect((await him.get(`/api/people/${someone.id}`)).status).toBe(403);
        const other = await register(county, { name: '卜秋成', id_number: fresh_id_number() });
        const version = (await security.get(`/api/accounts/${made.json.account.id}`)).json.row_version;
        expect((await security.patch(`/api/accounts/${made.json.account.id}`, version, { person_id: other.id })).json.errors[0].key).toBe('accounts.person_in_use');
    });
});

describe('persons are counted, not accounts', () => {
    it('nobody holds two offices under two names, and a second officer of one kind is a second person', async () => {
        const id = fresh_id_number();
        const { account, password } = await open_account('sec.two', { account_class: 'security_officer', display_name: '同一人甲', holder_id_number: id });
        for (const account_class of ['security_officer', 'system_officer', 'audit_officer']) {
            const again = await security.post('/api/accounts', {
                login: `again.${account_class.slice(0, 3)}`, display_name: '同一人乙', unit_name: '另一单位', account_class, holder_id_number: id,
            });
            expect(again.status, again.text).toBe(400);
            expect(again.json.errors[0].path).toBe('/holder_id_number');
        }
        expect((await security.get(`/api/accounts/${account.id}`)).text).not.toContain(id);
        const grant = await propose(security, account.id, 'security_officer');
        expect(grant.status, grant.text).toBe(201);
        expect((await confirm(system, grant.json)).status).toBe(200);
        const second = await ready('sec.two', password);
        // Two security officers are enough: one proposes, the other confirms; not the one who proposed.
        const { account: target } = await open_account('their.friend');
        const proposed = await propose(second, target.id, 'inspector', places.county);
        expect((await confirm(second, proposed.json)).json.key).toBe('accounts.grant.other_person');
        expect((await confirm(security, proposed.json)).status).toBe(200);
    });

    it('who holds an office does not decide on the rights of his own business account', async () => {
        const id = fresh_id_number();
        const office = await open_account('sec.three', { account_class: 'security_officer', display_name: '两本账', holder_id_number: id });
        const grant = await propose(security, office.account.id, 'security_officer');
        await confirm(system, grant.json);
        const officer = await ready('sec.three', office.password);
        const { account: own } = await open_account('own.business', { display_name: '另一个名字', unit_name: '别处', holder_id_number: id });
        const proposed = await propose(security, own.id, 'county_officer', places.county);
        const refused = await confirm(officer, proposed.json);
        expect(refused.status).toBe(422);
        expect(refused.json.key).toBe('accounts.not_yourself');
        // Nor propose them: another account of the same person is himself.
        expect((await propose(officer, own.id, 'inspector', places.county)).status).toBe(422);
        // Another name on the account makes no other person of him.
        const version = (await security.get(`/api/accounts/${own.id}`)).json.row_version;
        expect((await security.patch(`/api/accounts/${own.id}`, version, { display_name: '换了名字' })).status).toBe(200);
        expect((await confirm(officer, proposed.json)).status).toBe(422);
        expect((await confirm(system, proposed.json)).status).toBe(200);
    });

    it('the class of an account is for life', async () => {
        const { account } = await open_account('for.life');
        const changed = await security.patch(`/api/accounts/${account.id}`, account.row_version, { account_class: 'audit_officer' });
        expect(changed.status).toBe(400);
        expect((await security.get(`/api/accounts/${account.id}`)).json.account_class).toBe('business');
        expect((await security.post('/api/accounts', { login: 'king.one', display_name: '王', unit_name: '某', account_class: 'king' })).status).toBe(400);
    });
});

describe('accounts', () => {
    it('have one login each, told at its field, and a version', async () => {
        await open_account('only.one');
        const again = await security.post('/api/accounts', { login: 'only.one', display_name: '二', unit_name: '某单位' });
        expect(again.status).toBe(400);
        expect(again.json.errors[0].path).toBe('/login');
        for (const login of ['ab', 'With.Capital', '中文', 'a b', 'x'.repeat(65), ''])
            expect((await security.post('/api/accounts', { login, display_name: '二', unit_name: '某单位' })).status, login).toBe(400);
        const { account } = await open_account('with.version');
        expect((await security.patch(`/api/accounts/${account.id}`, undefined, { unit_name: '新单位' })).status).toBe(428);
        expect((await security.patch(`/api/accounts/${account.id}`, 99, { unit_name: '新单位' })).status).toBe(412);
        expect((await security.patch(`/api/accounts/${account.id}`, account.row_version, { login: 'only.one' })).status).toBe(400);
        expect((await security.patch(`/api/accounts/${account.id}`, account.row_version, { unit_name: '新单位' })).json.unit_name).toBe('新单位');
        const me = (await security.get('/api/session')).json.account.id;
        for (const act of ['lock', 'disablement', 'password_reset'])
            expect((await security.post(`/api/accounts/${me}/${act}`, act === 'password_reset' ? undefined : { reason: 'x' }, { version: 1 })).status, act).toBe(422);
    });

    it('never show a password or its hash again', async () => {
        const { account, password } = await open_account('shown.once');
        await security.get('/api/accounts');
        await security.get(`/api/accounts/${account.id}`);
        await audit.get('/api/audit?size=50');
        const told = [...security.seen, ...audit.seen].filter((s) => s.text.includes(password));
        expect(told.length).toBe(1);
        for (const { what, text } of [...security.seen, ...system.seen]) expect(text, what).not.toMatch(/argon2|password_hash|person_key|totp_secret/);
    });
});

describe('the three officers', () => {
    it('read no business data, by no address', async () => {
        const person = await register(county, { id_number: fresh_id_number() });
        for (const login of ['system', 'security', 'audit']) {
            const officer = await world.user(login);
            for (const path of [
                '/api/people', `/api/people/${person.id}`, `/api/people/${person.id}/history`, `/api/people/${person.id}/duplicates`,
                '/api/people/facets', '/api/people/places', '/api/organizations',
                '/api/reports/talent_statistics', '/api/exports', `/api/attachments?entity=person&entity_id=${person.id}`, '/api/duplicates',
            ])
                expect([403, 404], `${login} ${path}`).toContain((await officer.get(path)).status);
            expect((await officer.post(`/api/people/${person.id}/reveal`, { field: 'id_number', reason: 'x' })).status).toBe(403);
            expect((await officer.post('/api/people', { name: 'x', region_code: places.county })).status).toBe(403);
            const found = await officer.get(`/api/search?q=${encodeURIComponent(person.name)}`);
            expect(found.text, login).not.toContain(person.id);
        }
    });

    it('see how far a grant reaches in numbers, not whom', async () => {
        const grants = (await security.get('/api/grants?state=active')).json.items;
        const clerk = grants.find((g: any) => g.login === 'wangmeng');
        const preview = (await security.get(`/api/grants/${clerk.id}/preview`)).json;
        const total = (await (await world.user('wangmeng')).get('/api/people?size=1')).json.total;
        expect(preview).toMatchObject({ role: 'township_officer', people_count: total });
        const officer = grants.find((g: any) => g.login === 'audit');
        expect((await security.get(`/api/grants/${officer.id}/preview`)).json).toMatchObject({ people_count: 0, regions_count: 0 });
        expect((await county.get(`/api/grants/${clerk.id}/preview`)).status).toBe(403);
    });

    it('are apart by the database too', async () => {
        const { sql } = await import('./support/world');
        for (const role of ['county_officer', 'audit_officer', 'system_officer'])
            expect(() => sql(world.place, `UPDATE account_grant SET role = '${role}' WHERE role = 'security_officer'`), role).toThrow();
    });
});
