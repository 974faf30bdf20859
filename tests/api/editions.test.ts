// A running scheme goes over to another edition (G-02): from a day on, back again in the same way, and whoever was appointed
// before stays with the edition he was appointed under. Parameters are set by whom the pack names.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activate, day, draft, good, pack, somebody, why } from './support/journey';
import { places } from './support/people';
import { engagement } from './support/schemes';
import { User, demo_world, sql, type World } from './support/world';
import { pack_folder, zipped } from './support/zip';

let world: World;
let county: User, leader: User, system: User;
let scheme: any, served: string;
const next_edition = '2050.1';
const named = { 'x-file-name': 'pack.zip', 'content-type': 'application/octet-stream' };

beforeAll(async () => {
    world = await demo_world();
    [county, leader, system] = await Promise.all(['county', 'leader', 'system'].map((login) => world.user(login)));
    // Shorter terms, appointments counted by record, and a value for the leader to set.
    const folder = pack_folder(next_edition, {
        'scheme.yaml': (text) =>
            text
                .replace('term_months: {name: 任期, value: 36, unit: 月, min: 6, max: 60, set_by: county,', 'term_months: {name: 任期, value: 24, unit: 月, min: 6, max: 30, set_by: county,')
                .replace('talk_days: {name: 约谈天数, value: 180, unit: 天, min: 60, max: 730, set_by: county,', 'talk_days: {name: 约谈天数, value: 180, unit: 天, min: 60, max: 730, set_by: leader,')
                .replace('module: pick, of: appointed,', "module: pick, over: engagement, count: rows, where: \"role == 'honorary_village_head' && state == 'serving'\","),
        'cases/figures.yaml': undefined, 'cases/selection.yaml': undefined, 'cases/work.yaml': undefined,
    });
    const sent = await system.send('POST', '/api/packs', { body: zipped(folder), headers: named });
    expect(sent.json.findings.filter((f: any) => f.level === 'error')).toEqual([]);
    good(sent, 201);
    scheme = good(await activate(county, await draft(county))).scheme;
    served = engagement(world, { scheme: scheme.id, person: (await somebody(county)).id, region: places.own_village });
});
afterAll(() => world.close());

const home = async () => good(await county.get(`/api/schemes/${scheme.id}`));
const change = async (more: object, by = county) => {
    const version = (await home()).scheme.row_version;
    return by.post(`/api/schemes/${scheme.id}/edition`, { edition: next_edition, from_on: day(), reason: '任期改为两年', ...more }, { version });
};

describe('another edition', () => {
    it('is refused where it does not fit, by field', async () => {
        const path = async (more: object) => {
            const answer = await change(more);
            return [answer.status, answer.json.errors?.[0].path];
        };
        expect(await path({ edition: '1999.1' })).toEqual([400, '/edition']);
        expect(why(await change({ edition: '2021.1' }))).toContain('万名人才兴万村');
        expect(await path({ edition: '2022.1' })).toEqual([400, '/edition']);
        expect(await path({ from_on: day(-1) })).toEqual([400, '/from_on']);
        expect(await path({ reason: '' })).toEqual([400, '/reason']);
        expect((await change({}, leader)).status).toBe(403);
        expect((await county.post(`/api/schemes/${scheme.id}/edition`, { edition: next_edition, from_on: day(), reason: 'x' }, { version: 99 })).status).toBe(412);
        expect((await home()).editions).toHaveLength(1);
    });

    it('is looked at first: what differs, and who', async () => {
        good(await county.post(`/api/schemes/${scheme.id}/params`, { name: 'term_months', value: '60', from_on: day(), reason: '按任期' }));
        const out = good(await county.post(`/api/schemes/${scheme.id}/trial`, { params: [], pack_edition: next_edition }));
        // The county's value is beyond what the new edition allows: its own would hold, and that is said.
        expect(out.values).toContainEqual({ name: 'term_months', label: '任期', unit: '月', before: '60', after: '24' });
        expect((await home()).scheme.pack_edition).toBe(pack.pack_edition);
    });

    it('holds from its day on; what was appointed before stays with its own', async () => {
        const waits = good(await change({ from_on: day(10) }));
        expect(waits.scheme.pack_edition).toBe('2022.1');
        expect(waits.editions.map((e: any) => [e.pack_edition, e.from_on])).toEqual([['2022.1', '2022-01-01'], [next_edition, day(10)]]);
        expect(why(await change({ edition: '2022.1', from_on: day(5) }))).toContain(day(10));
        // Taken back before it began, by the same act.
        good(await change({ edition: '2022.1', from_on: day(10), reason: '缓一缓' }));
        const now = await change({ from_on: day(11) });
        expect(now.status).toBe(200);
        sql(world.place, `DELETE FROM scheme_edition WHERE scheme_id = ${scheme.id} AND from_on > '${day()}'`);
        sql(world.place, `UPDATE scheme SET pack_edition = '2022.1' WHERE id = ${scheme.id}`);
        const done = good(await change({}));
        expect(done.scheme.pack_edition).toBe(next_edition);
        expect(done.editions.at(-1)).toMatchObject({ reason: '任期改为两年', set_by_name: '许静文', from_on: day() });

        const params = good(await county.get(`/api/schemes/${scheme.id}/params`)).items;
        expect(params.find((p: any) => p.name === 'term_months')).toMatchObject({ value: '24', initial: '24', max: '30' });

        const figure = async (as_of: string) => good(await county.get(`/api/figures/S0-F02?scheme=${scheme.id}&as_of=${as_of}`));
        expect((await figure(day())).edition).toBe(next_edition);
        expect((await figure(day(-1))).edition).toBe('2022.1');

        const view = good(await county.get(`/api/engagements/${served}`));
        expect([view.one.pack_edition, view.edition]).toEqual(['2022.1', '2022.1']);
        // A new term is a new appointment.
        const again = good(await county.post(`/api/engagements/${served}/renewal`, { note: '续聘' }, { version: view.one.row_version }));
        expect([again.one.pack_edition, again.edition]).toEqual([next_edition, next_edition]);
        expect(good(await county.get(`/api/engagements/${served}`)).edition).toBe('2022.1');
    });

    it('is a cause where two issues of a report differ', async () => {
        const issue = async (as_of: string) => good(await county.post('/api/report_issues', { scheme_id: scheme.id, report: 'situation', region_code: places.county, as_of }), 201).issue;
        const [before, after] = [await issue(day(-1)), await issue(day())];
        const told = good(await county.get(`/api/report_issues/${before.id}/comparison?with=${after.id}`));
        const row = (id: string) => told.rows.find((r: any) => r.figure === id);
        expect(row('S0-F02')).toMatchObject({ edition_before: '2022.1', edition_after: next_edition });
        expect(row('S0-F02').causes.map((c: any) => c.kind)).toContain('rule');
        expect(row('S0-F01')).toMatchObject({ edition_before: '', edition_after: '' });
        expect(row('S0-F01').causes.map((c: any) => c.kind)).not.toContain('rule');
    });
});

describe('parameters', () => {
    it('are set by the body that the pack names', async () => {
        const set = (name: string, by: User) => by.post(`/api/schemes/${scheme.id}/params`, { name, value: name === 'talk_days' ? '200' : '12', from_on: day(), reason: '定' });
        const refused = await set('talk_days', county);
        expect([refused.status, why(refused)]).toEqual([403, expect.stringContaining('县领导')]);
        expect((await set('term_months', leader)).status).toBe(403);
        good(await set('talk_days', leader));
        good(await set('term_months', county));
        const row = (by: any, name: string) => by.items.find((p: any) => p.name === name);
        const seen = good(await leader.get(`/api/schemes/${scheme.id}/params`));
        expect([row(seen, 'talk_days').may_set, row(seen, 'term_months').may_set]).toEqual([true, false]);
        expect(row(seen, 'talk_days').set_by_names).toEqual(['县领导']);
    });
});

describe('one place, one running scheme of a pack', () => {
    it('also not a town’s beside that of its county', async () => {
        const town = await draft(county, { region_code: places.own_town, starts_on: '2023-01-01' });
        const refused = await activate(county, town);
        expect(refused.status).toBe(422);
        expect(why(refused)).toContain('已有同一制度包的方案');
    });
});
