// Procedures of any pack: which way a record goes, bodies that all act, steps that are only sometimes asked for, and a
// publicity inside a procedure with its end, its objections and its withdrawal (pack language 5, G-23).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { places } from './support/people';
import { act, activate, day, draft, good, propose, read, somebody, take, why, type Journey } from './support/journey';
import { install_small, small } from './support/small_pack';
import { User, demo_world, type World } from './support/world';

let world: World, j: Journey;
let county: User, county2: User, town: User, village: User;
beforeAll(async () => {
    world = await demo_world();
    await install_small(world);
    [county, county2, town, village] = await Promise.all(['county', 'county2', 'wangmeng', 'village'].map((login) => world.user(login)));
    const scheme = good(await activate(county, await draft(county, { ...small, name: '顾问' }))).scheme;
    j = { world, county, outsider: county2, town, village, scheme, work_group: '', members: [] };
});
afterAll(() => world.close());

const on = (iso: string) => ({ done_on: iso });
const standing = (view: any) => Object.fromEntries(view.steps.map((s: any) => [s.id, s.standing]));
const days = (n: string) => [{ name: 'required_days', value: n }];
const candidate = async (channel: string) =>
    good(await propose(county, j, await somebody(county), { role: 'adviser', source_channel: channel, source_group: undefined }), 201);
/** Through everything before the vetting, on 18 July 2022, a Monday. */
async function before_vetting() {
    let v = await candidate('open');
    v = good(await take(village, v, 'propose', { inputs: days('10'), ...on('2022-07-18') }));
    v = good(await take(town, v, 'consult', on('2022-07-18')));
    return good(await take(county, v, 'consult', on('2022-07-18')));
}
const vetted = async (v: any, iso = '2022-07-22') => good(await take(county, v, 'vet', { opinion: '同意', ...on(iso) }));
const step = (v: any, id: string) => v.steps.find((s: any) => s.id === id);
const notice_of = async (v: any, id = 'vet', by = county) => good(await by.get(`/api/documents/${step(v, id).publicity[0].notice_id}`));
const object = (notice: any, iso: string, more: object = {}) =>
    county.post('/api/requests', { kind: 'objection', title: '异议', content: '情况不实', document_id: notice.id, region_code: notice.region_code, submitted_on: iso, author: '某村民；电话 1', ...more });
async function decide(q: any, outcome: string) {
    const taken = good(await county.post(`/api/requests/${q.id}/acceptance`, {}, { version: q.row_version }));
    return good(await county.post(`/api/requests/${q.id}/decision`, { outcome, result: '已核实' }, { version: taken.row_version }));
}

describe('which way', () => {
    it('is the first of the pack for the role and the channel; none is filled directly by the county', async () => {
        expect(standing(await candidate('open'))).toEqual({ propose: 'current', consult: 'later', leave: 'later', vet: 'later', appoint: 'later' });
        expect(Object.keys(standing(await candidate('direct')))).toEqual(['decide']);
        const person = await somebody(county);
        const as = { role: 'adviser', source_channel: 'late', source_group: undefined };
        expect((await propose(village, j, person, as)).status).toBe(403);
        expect(good(await propose(county, j, person, as), 201).one.state).toBe('serving');
    });

    it('both sides act where the pack says each, once each', async () => {
        let v = good(await take(village, await candidate('open'), 'propose', { inputs: days('10') }));
        v = good(await take(town, v, 'consult'));
        expect([standing(v).consult, step(v, 'consult').may_act]).toEqual(['current', false]);
        expect((await take(town, v, 'consult')).status).toBe(403);
        expect((await take(county, v, 'vet', { opinion: '同意' })).status).toBe(422);
        v = good(await take(county, v, 'consult'));
        expect(standing(v)).toMatchObject({ consult: 'done', vet: 'current' });
        expect(v.log.filter((l: any) => l.step === 'consult').map((l: any) => l.body)).toEqual(['township', 'county']);
    });

    it('a step is only asked for where its condition holds', async () => {
        const short = good(await take(village, await candidate('open'), 'propose', { inputs: days('30') }));
        expect(standing(short).leave).toBe('skipped');
        expect((await take(county, short, 'leave')).status).toBe(400);
        let long = good(await take(village, await candidate('open'), 'propose', { inputs: days('31') }));
        long = good(await take(town, long, 'consult'));
        long = good(await take(county, long, 'consult'));
        expect(standing(long)).toMatchObject({ leave: 'current', vet: 'later' });
    });
});

describe('a publicity in a procedure', () => {
    it('runs for the working days of the pack, is seen by everybody, and keeps the next step waiting', async () => {
        let v = await before_vetting();
        expect(step(v, 'vet')).toMatchObject({ puts_out: '聘任公示', file_to: ['县直部门'] });
        v = await vetted(v);
        expect(v.one.state).toBe('vetted');
        // A Friday, and from the next day on: until the Friday after.
        expect(step(v, 'vet').publicity).toMatchObject([{ name: '聘任公示', from: '2022-07-22', until: '2022-07-29', standing: 'over', open_objections: 0 }]);
        expect(v.log.at(-1).notice_id).toBe(step(v, 'vet').publicity[0].notice_id);
        const early = await take(county, v, 'appoint', on('2022-07-27'));
        expect(early.status).toBe(422);
        expect(why(early)).toContain('公示至 7月29日，还有 3 个工作日');
        expect(why(early)).toContain('顾问工作通知');
        expect(why(early)).toContain('五');
        const notice = await notice_of(v);
        expect(notice).toMatchObject({ kind: 'announcement', state: 'publicized', title: '聘任公示（公开选聘）', channels: ['website'], notice_of: 'engagement', notice_of_id: v.one.id });
        expect(notice.content[0].text.split('\n')).toEqual([`姓名：${v.one.person_name}`, expect.stringContaining(v.one.region_name), expect.stringContaining('顾问')]);
        v = good(await take(county, v, 'appoint', on('2022-07-30')));
        expect(v.one.state).toBe('serving');
    });

    it('is on the public page while it runs, by its rule, and takes signed objections there', async () => {
        const v = await vetted(await before_vetting(), day());
        const open = (await world.nobody().get('/api/public/notices')).json.items.find((n: any) => n.id === step(v, 'vet').publicity[0].notice_id);
        expect(open).toMatchObject({ open: true, objections_to: '县人才办', named: true, secret: true, reply_workdays: 5 });
        expect(open.content[0].text).toContain(v.one.person_name);
        expect(open.title).not.toContain(v.one.person_name);
        const send = (more: object) => world.nobody().post(`/api/public/notices/${open.id}/objections`, { content: '不符合条件', ...more });
        expect((await send({})).json.errors.map((e: any) => [e.path, e.key])).toEqual([['/name', 'requests.named_only']]);
        const receipt = good(await send({ name: '某某', contact: '电话 2' }), 201);
        expect(receipt.state).toBe('submitted');
        const now = await read(county, v.one.id);
        expect(step(now, 'vet').publicity[0]).toMatchObject({ standing: 'objected', open_objections: 1 });
        expect(step(now, 'appoint').obstacles.map((o: any) => o.text)).toEqual([expect.stringContaining('公示至'), '有 1 条异议未处理']);
        const q = (await county.get(`/api/requests?document_id=${open.id}`)).json.items[0];
        expect(q.due_on >= day(5)).toBe(true);
        // It goes to the county: the township may not settle it.
        expect((await town.post(`/api/requests/${q.id}/acceptance`, {}, { version: q.row_version })).json.key).toBe('requests.goes_to');
    });

    it('an open objection stops the next step, a dismissed one does not', async () => {
        let v = await vetted(await before_vetting());
        const q = good(await object(await notice_of(v), '2022-07-25'), 201);
        const stopped = await take(county, v, 'appoint', on('2022-08-10'));
        expect(stopped.status).toBe(422);
        expect(why(stopped)).toContain('有 1 条异议未处理');
        await decide(q, 'dismissed');
        v = good(await take(county, await read(county, v.one.id), 'appoint', on('2022-08-10')));
        expect(v.one.state).toBe('serving');
    });

    it('an upheld objection sends the step back, and the decision is public anew', async () => {
        let v = await vetted(await before_vetting());
        const first = await notice_of(v);
        await decide(good(await object(first, '2022-07-25'), 201), 'upheld');
        v = await read(county, v.one.id);
        expect(standing(v)).toMatchObject({ vet: 'current', appoint: 'later' });
        expect(step(v, 'vet').publicity[0].standing).toBe('upheld');
        expect((await take(county, v, 'appoint', on('2022-08-10'))).status).toBe(422);
        v = await vetted(v, '2022-08-01');
        expect(v.log.slice(-2).map((l: any) => [l.step, l.result])).toEqual([['vet', 'back'], ['vet', 'pass']]);
        const second = await notice_of(v);
        expect(second.id).not.toBe(first.id);
        expect(await notice_of({ steps: [{ id: 'vet', publicity: [{ notice_id: first.id }] }] })).toMatchObject({ state: 'draft', public_from: null });
        v = good(await take(county, v, 'appoint', on('2022-08-09')));
        expect(v.one.state).toBe('serving');
        // In force: a notice that is voided afterwards opens nothing.
        const last = await notice_of(v);
        good(await county.post(`/api/documents/${last.id}/voiding`, { reason: '重复' }, { version: last.row_version }));
        expect(Object.values(standing(await read(county, v.one.id)))).not.toContain('current');
    });

    it('withdrawn or void it is done again, and what a step put out is changed by nobody', async () => {
        let v = await vetted(await before_vetting());
        let notice = await notice_of(v);
        expect(notice.acts.sort()).toEqual(['void', 'withdraw']);
        for (const [noun, body] of [['publication', {}], ['submission', {}]] as const)
            expect((await county.post(`/api/documents/${notice.id}/${noun}`, body, { version: notice.row_version })).json.key).toBe('documents.put_out_by_a_step');
        good(await county.post(`/api/documents/${notice.id}/withdrawal`, { reason: '名单有误' }, { version: notice.row_version }));
        v = await read(county, v.one.id);
        expect([standing(v).vet, step(v, 'vet').publicity[0].standing]).toEqual(['current', 'withdrawn']);
        v = await vetted(v, '2022-08-01');
        notice = await notice_of(v);
        good(await county.post(`/api/documents/${notice.id}/voiding`, { reason: '重复' }, { version: notice.row_version }));
        v = await read(county, v.one.id);
        expect(standing(v)).toMatchObject({ vet: 'current', appoint: 'later' });
        // Sent back or dropped, it is taken down too.
        v = await vetted(v, day());
        notice = await notice_of(v);
        v = good(await act(county, v, 'return', { to: 'vet', note: '再核' }));
        expect((await county.get(`/api/documents/${notice.id}`)).json.state).toBe('draft');
        v = await vetted(v, day());
        notice = await notice_of(v);
        good(await act(county, v, 'rejection', { note: '不合适' }));
        expect((await county.get(`/api/documents/${notice.id}`)).json.state).toBe('draft');
    });

    it('comes before the appointment that it announces', async () => {
        let v = await candidate('direct');
        v = good(await take(county, v, 'decide', { opinion: '同意', ...on('2022-07-22') }));
        expect([v.one.state, standing(v).decide, step(v, 'decide').closing]).toEqual(['identified', 'current', true]);
        const early = await take(county, v, 'decide', on('2022-07-28'));
        expect(early.status).toBe(422);
        expect(why(early)).toContain('公示至 7月29日');
        v = good(await take(county, v, 'decide', on('2022-08-01')));
        expect(v.one).toMatchObject({ state: 'serving', appointed_on: '2022-08-01' });
        expect(standing(v).decide).toBe('done');
    });

    it('a step that is due in working days says by when', async () => {
        const v = await vetted(await before_vetting());
        // Since Friday, 22 July 2022: the third working day after it.
        expect(step(v, 'appoint').due_on).toBe('2022-07-27');
    });
});

describe('the reserve of the core teams', () => {
    it('is public for five working days before it enters the pool', async () => {
        const pack = { pack_id: 'core-team', pack_edition: '2022.1', name: '硬核队伍' };
        const scheme = good(await activate(county, await draft(county, pack))).scheme;
        const here = { ...j, scheme };
        let v = good(await propose(county, here, await somebody(county), { role: 'village_reserve', source_channel: 'open_recruitment', source_group: 'veteran', extra: [{ name: 'reserve_for', value: 'village_secretary' }] }), 201);
        v = good(await take(county, v, 'announce', on('2022-07-18')));
        v = good(await take(town, v, 'check', on('2022-07-18')));
        expect((await take(county, v, 'exam', on('2022-07-19'))).json.errors.map((e: any) => e.path)).toEqual(['/inputs/match_total']);
        v = good(await take(county, v, 'exam', { inputs: [{ name: 'match_total', value: '86' }], ...on('2022-07-19') }));
        v = good(await take(county, v, 'inspect', { opinion: '考察合格', ...on('2022-07-20') }));
        v = good(await take(county, v, 'publicity', on('2022-07-22')));
        const early = await take(county, v, 'entry', on('2022-07-29'));
        expect(why(early)).toContain('公示至 7月29日，还有 1 个工作日');
        // The pack lists no fields: who, where and as what.
        expect((await notice_of(v, 'publicity')).content[0].text).toContain(v.one.person_name);
        v = good(await take(county, v, 'entry', on('2022-07-30')));
        expect(v.one).toMatchObject({ state: 'pooled', match_total: 86 });
    });
});

describe('documents', () => {
    const text = (...parts: [string, string][]) => parts.map(([code, text]) => ({ code, text }));
    const write = async (by: User, more: object = {}) =>
        good(await by.post('/api/documents', {
            kind: 'work_plan', title: '顾问工作计划', region_code: places.own_village, scheme_id: j.scheme.id,
            content: text(['goals', '三年见效。']), contributor_names: ['卢长顺'], ...more,
        }), 201);
    const ways = async (by: User, id: string) => good(await by.get(`/api/documents/${id}/procedure`));
    const go = (by: User, d: any, id: string, more: object = {}) => by.post(`/api/documents/${d.id}/steps`, { step: id, ...more }, { version: d.row_version });
    const fine = async (by: User, d: any, id: string, more: object = {}) => good(await go(by, d, id, more));

    it('go by the procedure of their pack, and their state follows', async () => {
        const d = await write(town);
        expect(d.acts).not.toContain('submit');
        expect((await town.post(`/api/documents/${d.id}/submission`, {}, { version: d.row_version })).json.key).toBe('documents.has_a_procedure');
        expect(await ways(town, d.id)).toMatchObject({ name: '工作计划', steps: [{ id: 'write', standing: 'current', may_act: true }, { id: 'check', standing: 'later' }, { id: 'publish', standing: 'later', puts_out: '计划公示' }] });
        expect((await go(county, d, 'write')).status).toBe(403);
        expect((await go(town, d, 'check', { opinion: '好' })).status).toBe(422);
        const sent = await fine(town, d, 'write', { done_on: '2022-07-18' });
        expect(sent.document.state).toBe('in_review');
        // Who wrote it does not check it, though his office may.
        expect((await ways(town, d.id)).steps[1]).toMatchObject({ standing: 'current', may_act: false, obstacles: [{ text: expect.stringContaining('本人起草') }] });
        expect((await go(town, sent.document, 'check', { opinion: '好' })).json.key).toBe('documents.own_document');
        expect((await go(county, sent.document, 'check')).json.errors.map((e: any) => e.path)).toEqual(['/opinion']);
        const checked = await fine(county, sent.document, 'check', { opinion: '好', done_on: '2022-07-19' });
        expect(checked.document.state).toBe('approved');
        expect(checked.log.at(-1)).toMatchObject({ step: 'check', name: '审核', opinion: '好', done_on: '2022-07-19', body: 'county' });
        // The last decision comes after its publicity: three days, the first counted.
        let out = await fine(county, checked.document, 'publish', { done_on: '2022-07-20' });
        expect([out.document.state, out.steps[2].closing, out.steps[2].publicity[0].until]).toEqual(['publicized', true, '2022-07-22']);
        const early = await go(county2, out.document, 'publish', { done_on: '2022-07-22' });
        expect(why(early)).toContain('公示至 7月22日，还有 1 天');
        expect(why(early)).toContain('六');
        out = await fine(county2, out.document, 'publish', { done_on: '2022-07-23' });
        expect(out.document).toMatchObject({ state: 'published', published_on: '2022-07-23', channels: ['bulletin_board'] });
        expect(out.steps.map((s: any) => s.standing)).toEqual(['done', 'done', 'done']);
        const states = (await county.get(`/api/documents/${d.id}/timeline`)).json.items.map((one: any) => one.state).filter(Boolean);
        expect(states.sort()).toEqual(['approved', 'draft', 'in_review', 'publicized', 'published']);
        const notice = good(await county.get(`/api/documents/${out.steps[2].publicity[0].notice_id}`));
        expect(notice).toMatchObject({ notice_of: 'document', notice_of_id: d.id, title: '计划公示（工作计划）' });
        expect(notice.content[0].text).toContain('顾问工作计划');
    });

    it('wait for what a step needs, and go back to their writer', async () => {
        const bare = await write(town, { content: text(['status', '现状。']), contributor_names: [] });
        // The text's own contributors are filled in with the text.
        expect((await ways(town, bare.id)).steps[0].obstacles.map((o: any) => o.text)).toEqual([expect.stringContaining('还没有填')]);
        expect((await go(town, bare, 'write')).status).toBe(422);
        const d = (await fine(town, await write(town, { content: text(['status', '现状。']) }), 'write')).document;
        const refused = await go(county, d, 'check', { opinion: '好' });
        expect(why(refused)).toContain('计划须有目标');
        expect(why(refused)).toContain('四');
        const back = (to: string, note: string) => county.post(`/api/documents/${d.id}/sending_back`, { to, note }, { version: d.row_version });
        expect((await back('publish', '缺目标')).json.errors[0].path).toBe('/to');
        const returned = good(await back('write', '缺目标'));
        expect(returned.document.state).toBe('draft');
        expect(returned.steps[0].standing).toBe('current');
        const told = (await town.get('/api/notices')).json.items.filter((n: any) => n.url === `/documents/${d.id}`).map((n: any) => n.text);
        expect(told).toContain('“顾问工作计划”退回修改：缺目标');
        const mended = good(await town.post(`/api/documents/${d.id}/versions`, { sections: text(['goals', '三年。']), contributors: ['卢长顺'] }, { version: returned.document.row_version }), 201);
        const again = await fine(town, mended, 'write');
        expect((await fine(county, again.document, 'check', { opinion: '好' })).document.state).toBe('approved');
    });

    it('an upheld objection opens the last decision again', async () => {
        let d = (await fine(town, await write(town), 'write', { done_on: '2022-07-18' })).document;
        d = (await fine(county, d, 'check', { opinion: '好', done_on: '2022-07-19' })).document;
        let out = await fine(county, d, 'publish', { done_on: '2022-07-20' });
        const notice = good(await county.get(`/api/documents/${out.steps[2].publicity[0].notice_id}`));
        const q = good(await object(notice, '2022-07-21'), 201);
        expect(why(await go(county, out.document, 'publish', { done_on: '2022-08-01' }))).toContain('有 1 条异议未处理');
        await decide(q, 'upheld');
        out = await ways(county, d.id);
        expect(out.steps[2]).toMatchObject({ standing: 'current', closing: false, publicity: [{ standing: 'upheld' }] });
        expect(out.document.state).toBe('approved');
        out = await fine(county, out.document, 'publish', { done_on: '2022-08-01' });
        expect(out.steps[2]).toMatchObject({ closing: true, publicity: [{ until: '2022-08-03' }] });
        expect((await fine(county, out.document, 'publish', { done_on: '2022-08-04' })).document.state).toBe('published');
    });

    it('of no matching kind keep the fixed way', async () => {
        const d = await write(town, { kind: 'measure' });
        expect(d.acts).toContain('submit');
        expect((await ways(town, d.id)).steps).toEqual([]);
        expect((await go(town, d, 'write')).json.key).toBe('procedures.none');
    });
});
