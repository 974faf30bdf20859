// What is refused leaves its trace, also where it answers 404; nobody fills the trail by knocking; and numbers are shown in
// measure (trust.md: Access, Audit, Personal data).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fresh_id_number, places, register } from './support/people';
import { User, demo_world, sql, type World } from './support/world';

let world: World;
let audit: User, county: User, clerk: User;
beforeAll(async () => {
    world = await demo_world();
    [audit, county, clerk] = await Promise.all(['audit', 'county', 'wangmeng'].map((l) => world.user(l)));
});
afterAll(() => world.close());
const refusals = async (account = '') =>
    (await audit.get(`/api/audit?what=refused&size=200${account ? `&account=${encodeURIComponent(account)}` : ''}`)).json.items;

describe('a refusal', () => {
    it('by scope is told to the audit officer as one of right is, and looks the same from outside', async () => {
        const person = await register(county, { region_code: places.other_village, id_number: fresh_id_number() });
        const elsewhere = await clerk.get(`/api/people/${person.id}`), nowhere = await clerk.get('/api/people/4242424242');
        expect(elsewhere.status).toBe(404);
        expect(elsewhere.text).toBe(nowhere.text);
        const key = 'refused-once-0001';
        const revealed = await clerk.post(`/api/people/${person.id}/reveal`, { field: 'id_number', reason: '看看' }, { key });
        expect(revealed.status).toBe(404);
        expect((await clerk.get('/api/audit')).status).toBe(403);
        const told = await refusals('丁晓兰');
        expect(told.slice(0, 4).map((e: any) => [e.label, e.outcome, e.reason])).toEqual([
            ['list_events', 'refused', '/api/audit'],
            ['reveal_person_field', 'not_found', `/api/people/${person.id}/reveal`],
            ['get_person', 'not_found', '/api/people/4242424242'],
            ['get_person', 'not_found', `/api/people/${person.id}`],
        ]);
        for (const e of told) expect(JSON.stringify(e)).not.toContain(person.name);
        // The trace did not use up the key.
        expect((await clerk.post(`/api/people/${person.id}/reveal`, { field: 'id_number', reason: '看看' }, { key })).status).toBe(404);
    });

    it('says nothing of what was searched for', async () => {
        await clerk.get(`/api/audit?account=${encodeURIComponent('秘密')}`);
        expect((await refusals('丁晓兰'))[0].reason).toBe('/api/audit');
    });

    it('repeated without end is told by doubling', async () => {
        const knocker = await world.user('village');
        for (let i = 0; i < 170; ++i) expect((await knocker.get(`/api/people/${9000 + i}`)).status).toBe(404);
        const told = await refusals('卢长顺');
        expect(told.length).toBe(20 + 3);
        expect(told.slice(0, 3).map((e: any) => e.changes[0].after)).toEqual(['160', '80', '40']);
        // Somebody else is told as ever.
        await (await world.user('leader')).get('/api/people/9999');
        expect((await refusals('高明远')).length).toBe(1);
    });
});

describe('full numbers', () => {
    it('are shown sixty times an hour, then the account waits, and is told how long', async () => {
        const person = await register(clerk, { id_number: fresh_id_number() });
        const show = (who: User) => who.post(`/api/people/${person.id}/reveal`, { field: 'id_number', reason: '核对' });
        for (let i = 0; i < 60; ++i) expect((await show(clerk)).status).toBe(200);
        const over = await show(clerk);
        expect(over.status).toBe(429);
        expect(over.json.key).toBe('people.reveal_limit');
        expect(over.json.detail).toContain('60');
        const wait = Number(over.headers.get('retry-after'));
        expect(wait).toBeGreaterThan(3000);
        expect(wait).toBeLessThanOrEqual(3600);
        expect(over.text).not.toContain(person.id_number);
        expect((await show(county)).status).toBe(200); // everybody has his own measure
        await world.restart();
        expect((await show(clerk)).status).toBe(429);
        const shown = Number(sql(world.place, "SELECT COUNT(*) FROM event_log WHERE what = 'revealed'"));
        expect(shown).toBe(61);
    });
});
