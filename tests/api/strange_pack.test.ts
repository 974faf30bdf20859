// A scheme that nobody here has thought of: its pack comes as a zip, and everything that happens then follows from it.
// Other steps, other bodies, a retest only below a mark, a publicity in working days, two who have to agree, one post a
// village, three a township, kinds of people that are counted apart.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, activate, day, good, read, somebody, take, unit, why } from './support/journey';
import { places } from './support/people';
import { User, demo_world, sql, type World } from './support/world';
import { folder_of, zipped } from './support/zip';

let world: World;
let county: User, town: User, village: User, bureau: User, stranger: User;
let panel: User;
let scheme: any;
beforeAll(async () => {
    world = await demo_world();
    [county, town, village, bureau, stranger] = await Promise.all(['county', 'wangmeng', 'village', 'bureau', 'chengguan'].map((login) => world.user(login)));
    const system = await world.user('system');
    const sent = await system.send('POST', '/api/packs', {
        body: zipped(folder_of('tests/schemes/village-doctor')),
        headers: { 'x-file-name': 'pack.zip', 'content-type': 'application/octet-stream' },
    });
    expect(good(sent, 201).outcome).toBe('installed');
    const lead = await unit(county, '县卫生健康委', 'gov_dept');
    const draft = good(await county.post('/api/schemes', { pack_id: 'village-doctor', pack_edition: '2024.1', name: '县聘村医', region_code: places.county, lead_org_id: lead.id, starts_on: '2024-01-01' }), 201);
    scheme = good(await activate(county, draft.scheme)).scheme;
    const group = await unit(county, '县聘考核小组', 'work_group', { level: 'county', serves_region_code: places.county });
    for (const [i, login] of ['panel.1', 'panel.2'].entries()) {
        const person = await somebody(county, { region_code: places.county });
        good(await county.post('/api/engagements', { scheme_id: scheme.id, role: 'panel_member', person_id: person.id, region_code: places.county, org_id: group.id }), 201);
        const user = await account(world, { login, name: person.name, role: 'bureau_officer', region: places.county, person: person.id });
        if (i === 0) panel = user;
    }
    // The group sat before the first candidate came.
    sql(world.place, `UPDATE engagement SET appointed_on = '2024-01-01', term_start = '2024-01-01' WHERE role = 'panel_member';
        UPDATE state_change SET on_day = '2024-01-01' WHERE entity = 'engagement' AND entity_id IN (SELECT id FROM engagement WHERE role = 'panel_member')`);
}, 180_000);
afterAll(() => world.close());

const propose = async (more: object = {}, person?: any) =>
    await town.post('/api/engagements', { scheme_id: scheme.id, role: 'village_doctor', person_id: (person ?? (await somebody(town))).id, region_code: places.own_village, source_channel: 'township', source_group: 'local', ...more });
const applied = async (more: object = {}, person?: any) =>
    good(await take(town, good(await propose(more, person), 201), 'apply', { done_on: day(-60), inputs: [{ name: 'licence_no', value: 'YZ-001' }] }));
const exam = (view: any, score: string, by: User = panel, more: object = {}) =>
    take(by, view, 'exam', { done_on: day(-55), opinion: '已考核', inputs: [{ name: 'exam_score', value: score }], checks: [{ id: 'fit', holds: true, note: '体检表' }], ...more });
const step_of = (view: any, id: string) => view.steps.find((s: any) => s.id === id);

/** Up to, and with, a step; `score` 80 needs no retest. */
async function hired(until: string, more: object = {}): Promise<any> {
    let view = good(await exam(await applied(more), '80'));
    if (until === 'exam') return view;
    view = good(await take(bureau, view, 'show', { done_on: day(-50) }));
    if (until === 'show') return view;
    for (const by of [town, village]) view = good(await take(by, view, 'agree', { done_on: day(-20) }));
    if (until === 'agree') return view;
    return good(await take(county, view, 'appoint', { done_on: day(-15) }));
}

describe('the steps of a procedure nobody here wrote', () => {
    it('are taken by the bodies that the pack names, in its order', async () => {
        const view = good(await propose(), 201);
        expect(view.steps.map((s: any) => s.id)).toEqual(['apply', 'exam', 'retest', 'show', 'agree', 'appoint']);
        expect(step_of(view, 'exam').by).toEqual(['县聘考核小组']);
        expect(why(await take(town, view, 'exam', { opinion: '好' }))).toContain('须先办“乡镇卫生院推荐”');
        expect((await take(stranger, view, 'apply')).status).toBe(404);
        expect((await take(county, view, 'apply', { inputs: [{ name: 'licence_no', value: 'X' }] })).status).toBe(403);
        expect((await take(town, view, 'apply')).json.errors[0].path).toBe('/inputs/licence_no');
        const next = good(await take(town, view, 'apply', { inputs: [{ name: 'licence_no', value: 'YZ-9' }] }));
        expect(next.one.state).toBe('pooled');
        // An officer of the same kind of office who is not in the group.
        const outside = await exam(next, '80', bureau, { done_on: day() });
        expect([outside.status, why(outside)]).toEqual([403, expect.stringContaining('县聘考核小组')]);
    });

    it('refuse by their own needs, and say what is missing', async () => {
        const view = await applied();
        const low = await exam(view, '59.5');
        expect([low.status, why(low)]).toEqual([422, expect.stringContaining('考核成绩不满 60 分')]);
        expect(why(low)).toContain('乡村医生“县聘乡管村用”');
        expect((await exam(view, '101')).json.errors[0].path).toBe('/inputs/exam_score');
        const unfit = await exam(view, '80', panel, { checks: [{ id: 'fit', holds: false, note: '' }] });
        expect(why(unfit)).toContain('身体健康');
        const old = await applied({}, await somebody(town, { id_number: undefined, birth_date: '1960-01-01' }));
        expect(why(await exam(old, '80'))).toContain('年满 60 周岁的不再聘用');
    });

    it('ask for a retest only below the mark', async () => {
        const good_one = good(await exam(await applied(), '80'));
        expect([step_of(good_one, 'retest').standing, step_of(good_one, 'show').standing]).toEqual(['skipped', 'current']);
        const middling = good(await exam(await applied(), '66'));
        expect([step_of(middling, 'retest').standing, step_of(middling, 'show').standing]).toEqual(['current', 'later']);
        const again = good(await take(bureau, middling, 'retest', { done_on: day(-52), opinion: '复试合格' }));
        expect(step_of(again, 'show').standing).toBe('current');
    });

    it('wait for seven working days of publicity', async () => {
        let view = good(await exam(await applied(), '80'));
        view = good(await take(bureau, view, 'show', { done_on: day() }));
        expect(view.one.state).toBe('publicized');
        const early = await take(town, view, 'agree');
        expect([early.status, why(early)]).toEqual([422, expect.stringContaining('公示')]);
        expect(step_of(view, 'agree').obstacles.map((o: any) => o.text).join()).toContain('公示');
    });

    it('need both of two bodies, whoever comes first', async () => {
        const view = await hired('show');
        const first = good(await take(village, view, 'agree', { done_on: day(-20) }));
        expect([first.one.state, step_of(first, 'agree').standing]).toEqual(['publicized', 'current']);
        expect((await take(village, first, 'agree', { done_on: day(-20) })).status).toBe(403);
        expect(why(await take(county, first, 'appoint'))).toContain('须先办“乡镇和村都同意”');
        const both = good(await take(town, first, 'agree', { done_on: day(-20) }));
        expect(both.one.state).toBe('accepted');
    });
});

describe('its quotas', () => {
    it('hold in the village, name who has the place, and follow the parameter', async () => {
        const first = await hired('appoint');
        expect(first.one).toMatchObject({ state: 'serving', term_start: day(-15), pack_edition: '2024.1' });
        expect(first.papers.map((p: any) => p.doc_no).join()).toMatch(/村医聘〔\d{4}〕001号/);
        const second = await hired('agree');
        const full = await take(county, second, 'appoint', { done_on: day(-14) });
        expect([full.status, why(full)]).toEqual([422, expect.stringContaining('本村村医已满')]);
        expect(why(full)).toContain(first.one.person_name);
        good(await county.post(`/api/schemes/${scheme.id}/params`, { name: 'top', value: '2', from_on: day(), reason: '人口多' }));
        // Not for the days before it was changed.
        expect((await take(county, second, 'appoint', { done_on: day(-14) })).status).toBe(422);
        good(await take(county, second, 'appoint', { done_on: day() }));
    });

    it('hold in the township around it, and by kind of person', async () => {
        good(await county.post(`/api/schemes/${scheme.id}/params`, { name: 'top', value: '3', from_on: day(), reason: '试点' }));
        const third = await hired('agree', { source_group: 'retired' });
        good(await take(county, third, 'appoint', { done_on: day() }));
        const fourth = await hired('agree', { source_group: 'retired' });
        const refused = why(await take(county, fourth, 'appoint', { done_on: day() }));
        expect(refused).toContain('本乡镇名额已满');
        expect(refused).toContain('该类来源已满');
    });
});

describe('its figures, lists and duties', () => {
    it('are reckoned and open to their rows', async () => {
        const of = async (id: string) => good(await county.get(`/api/figures?scheme=${scheme.id}`)).items.find((f: any) => f.id === id);
        expect(await of('VD-F02')).toMatchObject({ value: 3, rows: 3, phrase: '在聘村医3人' });
        expect((await of('VD-F05')).phrase).toBe('三项服务');
        const rows = good(await county.get(`/api/figures/VD-F02/rows?scheme=${scheme.id}`));
        expect(rows.total).toBe(3);
        const stands = good(await county.get(`/api/standings?scheme=${scheme.id}`)).items;
        expect(stands.find((s: any) => s.rule === 'quotas.per_township')).toMatchObject({ missed: 0, open: 0 });
        const villages = stands.find((s: any) => s.rule === 'quotas.every_village');
        expect(villages.met).toBe(1);
        expect(villages.open + villages.missed).toBe(villages.asked - 1);
        expect(stands.find((s: any) => s.rule === 'obligations.monthly_rounds')).toMatchObject({ asked: 3 });
    });

    it('do not mix with those of other schemes', async () => {
        const all = good(await county.get('/api/schemes')).items;
        expect(all.filter((s: any) => s.state === 'active').map((s: any) => s.pack_id)).toContain('village-doctor');
        const doctor = good(await county.get(`/api/engagements?scheme=${scheme.id}&state=serving&role=village_doctor`));
        expect(doctor.total).toBe(3);
        expect(await read(county, doctor.items[0].id)).toMatchObject({ one: { role: 'village_doctor' } });
    });
});
