// Schemes over HTTP: a draft and what keeps it from running, one running at a time, whose it is, parameters within their
// limits and from a day on (G-01, G-02, C.4 scheme, S0-01).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { places } from './support/people';
import { activate, day, draft, good, pack, why } from './support/journey';
import { User, command, demo_world, sql, type World } from './support/world';

let world: World;
let county: User, nancheng: User, town: User;
beforeAll(async () => {
    world = await demo_world();
    [county, nancheng, town] = await Promise.all(['county', 'nancheng', 'wangmeng'].map((login) => world.user(login)));
});
afterAll(() => world.close());

const home = async (by: User, id: string) => good(await by.get(`/api/schemes/${id}`));
const close = async (scheme: any) => good(await county.post(`/api/schemes/${scheme.id}/closing`, undefined, { version: scheme.row_version })).scheme;
const plain = (more: object = {}) => ({ ...pack, name: '选聘', region_code: places.county, starts_on: '2022-01-01', ...more });

describe('a draft', () => {
    it('is refused where it does not fit, by field', async () => {
        const field = async (more: object, by = county) => {
            const answer = await by.post('/api/schemes', plain(more));
            return [answer.status, ...(answer.json.errors ?? []).map((e: any) => e.path)];
        };
        expect(await field({ pack_id: 'no-such-pack' })).toEqual([400, '/pack_id']);
        expect(await field({ pack_edition: '1999.1' })).toEqual([400, '/pack_id']);
        expect(await field({ region_code: places.other_county })).toEqual([400, '/region_code']);
        expect(await field({ region_code: '999999999999' })).toEqual([400, '/region_code']);
        expect(await field({ ends_on: '2022-01-01' })).toEqual([400, '/ends_on']);
        expect(await field({ lead_org_id: '424242' })).toEqual([400, '/lead_org_id']);
        expect(await field({ name: undefined })).toEqual([400, '/name']);
        expect((await town.post('/api/schemes', plain({ region_code: places.own_town }))).status).toBe(403);
    });

    it('says what keeps it from running, and runs when that is cured', async () => {
        const bare = good(await county.post('/api/schemes', plain()), 201);
        expect(bare.scheme).toMatchObject({ state: 'draft', region_code: places.county, pack_name: '“名誉村长”' });
        expect(bare.obstacles.map((o: any) => o.rule)).toEqual(['scheme.lead']);
        const early = await activate(county, bare.scheme);
        expect(early.status).toBe(422);
        expect(why(early)).toContain('牵头单位');

        const ready = await draft(county, { name: '选聘（二）' });
        const running = good(await activate(county, ready)).scheme;
        expect(running.state).toBe('active');
        expect((await home(county, running.id)).obstacles).toEqual([]);
        expect((await activate(county, running)).status).toBe(422);

        // A second one of the same pack here: refused, and said before the click.
        const second = await draft(county, { name: '选聘（三）' });
        expect((await home(county, second.id)).obstacles.map((o: any) => o.rule)).toContain('scheme.one');
        expect((await activate(county, second)).status).toBe(422);
        expect((await activate(county, { ...second, row_version: 7 })).status).toBe(412);
        const closed = await close(running);
        expect(closed).toMatchObject({ state: 'closed', ends_on: day() });
        expect((await county.post(`/api/schemes/${closed.id}/closing`, undefined, { version: closed.row_version })).status).toBe(422);
        const next = good(await activate(county, await home(county, second.id).then((h) => h.scheme))).scheme;
        await close(next);
    });

    it('that starts this year is no rival of itself', async () => {
        const this_year = good(await activate(county, await draft(county, { starts_on: day() }))).scheme;
        expect(this_year.state).toBe('active');
        // One demonstration point in a county and year (S0-01), also where the second lies in a town of it.
        const in_town = await draft(county, { region_code: places.own_town, starts_on: day() });
        const refused = await activate(county, in_town);
        expect(refused.status).toBe(422);
        expect(why(refused)).toContain('本县本年度已有在建示范点');
        await close(this_year);
        const now = good(await activate(county, in_town)).scheme;
        expect(now.state).toBe('active');
        await close(now);
    });
});

describe('who sees it', () => {
    it('the county itself, below it to look, nobody else', async () => {
        const scheme = good(await activate(county, await draft(county))).scheme;
        for (const login of ['wangmeng', 'village', 'leader', 'inspector', 'talent', 'bureau'])
            expect((await home(await world.user(login), scheme.id)).scheme.state, login).toBe('active');
        expect((await nancheng.get(`/api/schemes/${scheme.id}`)).status).toBe(404);
        expect((await nancheng.post(`/api/schemes/${scheme.id}/closing`, undefined, { version: scheme.row_version })).status).toBe(404);
        expect((await nancheng.get(`/api/schemes/${scheme.id}/params`)).status).toBe(404);
        expect((await town.post(`/api/schemes/${scheme.id}/closing`, undefined, { version: scheme.row_version })).status).toBe(403);
        expect((await nancheng.get('/api/schemes')).json.items.map((s: any) => s.id)).not.toContain(scheme.id);
        expect((await county.get('/api/packs')).json.items.find((p: any) => p.pack_id === pack.pack_id)).toMatchObject({ builtin: true, in_use: true });
        await close(scheme);
    });
});

describe('parameters', () => {
    it('stay in their limits, begin on a day, and keep what they were', async () => {
        const scheme = good(await activate(county, await draft(county))).scheme;
        const at = `/api/schemes/${scheme.id}/params`;
        const set = (more: object, by = county) => by.post(at, { name: 'heads_per_village', value: '3', from_on: day(), reason: '村大', ...more });
        const one = (answer: any) => answer.items.find((p: any) => p.name === 'heads_per_village');
        expect(one(good(await county.get(at)))).toMatchObject({ label: '每村名誉村长上限', value: '2', initial: '2', min: '1', max: '5', unit: '人', set_by: ['county'], history: [] });
        const path = async (more: object) => (await set(more)).json.errors?.[0].path;
        expect(await path({ value: '6' })).toBe('/value');
        expect(await path({ value: '0' })).toBe('/value');
        expect(await path({ value: 'two' })).toBe('/value');
        expect(await path({ value: '' })).toBe('/value');
        expect(await path({ name: 'salary' })).toBe('/name');
        expect(await path({ from_on: day(-1) })).toBe('/from_on');
        expect(await path({ reason: '' })).toBe('/reason');
        expect((await set({}, town)).status).toBe(403);
        expect((await set({}, nancheng)).status).toBe(404);

        expect(one(good(await set({})))).toMatchObject({ value: '3', from_on: day(), history: [{ value: '3', reason: '村大', set_by_name: '许静文' }] });
        // One that begins later waits; it takes nothing away from today.
        const later = one(good(await set({ value: '4', from_on: day(30), reason: '明年再加' })));
        expect(later).toMatchObject({ value: '3', from_on: day() });
        expect(later.history.map((h: any) => h.value)).toEqual(['4', '3']);
        // Of one day the last word holds.
        expect(one(good(await set({ value: '5' })))).toMatchObject({ value: '5' });
        expect(one(good(await county.get(at))).history).toHaveLength(3);
        const closed = await close((await home(county, scheme.id)).scheme);
        expect((await set({ value: '1' })).json.key).toBe('schemes.closed');
        expect(closed.state).toBe('closed');
        const trail = sql(world.place, `SELECT count(*) FROM event_log WHERE entity = 'scheme' AND entity_id = ${scheme.id}`);
        expect(Number(trail)).toBeGreaterThanOrEqual(6);
    });
});

it('the trail is sound', () => {
    const verdict = command('verify', ...world.place.options);
    expect(verdict.code, verdict.output).toBe(0);
});
