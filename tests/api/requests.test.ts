// What is asked for and answered (E08): opinion rounds on candidates, and objections to what is public, from an office
// or from anybody without an account, with a secret author (S0-04, G-08).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fresh_id_number, places, register } from './support/people';
import { engagement, scheme } from './support/schemes';
import { User, demo_world, sql, type World } from './support/world';

let world: World;
let county: User, county2: User, town: User, other_town: User, village: User, leader: User, talent: User;
let post: string, person: string;
beforeAll(async () => {
    world = await demo_world();
    [county, county2, town, other_town, village, leader, talent] = await Promise.all(
        ['county', 'county2', 'wangmeng', 'chengguan', 'village', 'leader', 'talent'].map((login) => world.user(login)),
    );
    person = (await register(county, { name: '卜文远', id_number: fresh_id_number() })).id;
    post = engagement(world, { scheme: scheme(world, places.county), person, region: places.own_village, state: 'identified' });
});
afterAll(() => world.close());

const round = (more: Record<string, unknown> = {}) => ({
    kind: 'opinion_round', title: '征求村民意见', content: '村民代表会议', engagement_id: post, channel: 'meeting', asked: 32, votes_for: 30, votes_against: 0, abstained: 2,
    submitted_on: '2021-12-02', ...more,
});
const step = (by: User, q: any, noun: string, body: object = {}) => by.post(`/api/requests/${q.id}/${noun}`, body, { version: q.row_version });
const send = async (by: User, body: object) => {
    const answer = await by.post('/api/requests', body);
    expect(answer.status, answer.text).toBe(201);
    return answer.json;
};

/** A list that is public for objections now. */
async function notice() {
    const draft = (await county.post('/api/documents', {
        kind: 'announcement', title: '表彰名单公示', region_code: places.county, content: [{ code: 'text', text: '拟表彰张三。' }],
    })).json;
    let d = draft;
    for (const [by, noun, body] of [[county, 'submission', {}], [county2, 'approval', {}], [county, 'publicity', { days: 7, first_day: 'counts' }]] as const) {
        const answer = await by.post(`/api/documents/${d.id}/${noun}`, body, { version: d.row_version });
        if (answer.status !== 200) throw new Error(answer.text);
        d = answer.json;
    }
    return d;
}

describe('an opinion round', () => {
    it('is a record of what is over: about the candidate, at his place, closed', async () => {
        const q = await send(village, round());
        expect(q).toMatchObject({ state: 'closed', person_id: person, region_code: places.own_village, submitted_on: '2021-12-02', closed_on: '2021-12-02', asked: 32 });
        expect((await town.get(`/api/requests?engagement_id=${post}&kind=opinion_round`)).json.items.map((one: any) => one.id)).toContain(q.id);
        expect((await other_town.get(`/api/requests/${q.id}`)).status).toBe(404);
        expect((await talent.get(`/api/requests/${q.id}`)).status).toBe(403);
        expect((await step(town, q, 'acceptance')).json.key).toBe('requests.no_such_step.closed');
        const line = (await town.get(`/api/requests/${q.id}/timeline`)).json.items;
        expect(line.map((one: any) => [one.state, one.on_day])).toEqual([['closed', '2021-12-02']]);
    });

    it('adds up, is complete, and has no field of another kind', async () => {
        const wrong = await village.post('/api/requests', round({ votes_for: 31, channel: null, document_id: '424242', quantity: 4 }));
        expect(wrong.json.errors.map((e: any) => `${e.path} ${e.key}`).sort()).toEqual([
            '/asked requests.more_votes_than_asked', '/channel error.required', '/document_id requests.not_of_kind', '/quantity requests.not_of_kind',
        ]);
        expect((await village.post('/api/requests', round({ asked: 0, votes_for: 0, abstained: 0 }))).json.errors[0].key).toBe('requests.nobody_asked');
        expect((await other_town.post('/api/requests', round())).json.errors[0].key).toBe('requests.unknown_engagement');
        expect((await village.post('/api/requests', round({ submitted_on: '2999-01-01' }))).json.errors[0].path).toBe('/submitted_on');
        expect((await village.post('/api/requests', { ...round(), kind: 'loan' })).json.errors[0].key).toBe('requests.kind_not_open');
        expect((await leader.post('/api/requests', round())).status).toBe(403);
    });

    it('is voided by its author or the township and brought back by the county', async () => {
        const q = await send(village, round());
        expect((await step(village, q, 'voiding')).status).toBe(400);
        const gone = (await step(village, q, 'voiding', { reason: '人数记错' })).json;
        expect(gone.is_void).toBe(true);
        expect((await step(town, gone, 'voiding', { reason: '再' })).json.key).toBe('requests.is_void');
        expect((await town.get(`/api/requests?engagement_id=${post}`)).json.items.map((one: any) => one.id)).not.toContain(q.id);
        expect((await step(town, gone, 'unvoiding', { reason: '有' })).status).toBe(403);
        expect((await step(county, gone, 'unvoiding', { reason: '没错' })).json.is_void).toBe(false);
    });
});

describe('an objection', () => {
    it('comes from anybody while the notice runs, with a receipt, and its author stays sealed', async () => {
        const d = await notice(), visitor = world.nobody();
        const listed = (await visitor.get('/api/public/notices')).json.items.find((n: any) => n.id === d.id);
        expect(listed).toMatchObject({ title: '表彰名单公示', open: true, public_to: d.public_to });
        expect(listed.content[0].text).toBe('拟表彰张三。');
        const sent = await visitor.post(`/api/public/notices/${d.id}/objections`, { content: '事迹不实', name: '贺知秋', contact: '14000000185' });
        expect(sent.status, sent.text).toBe(201);
        expect(sent.json).toMatchObject({ title: '表彰名单公示', state: 'submitted', outcome: null });
        expect(sent.json.receipt).toMatch(/^[0-9a-z]{4}(-[0-9a-z]{2,4}){6}$/);
        const q = (await county.get(`/api/requests?document_id=${d.id}`)).json.items[0];
        expect(q).toMatchObject({ kind: 'objection', author: '贺***', acts: ['accept', 'void'] });
        const notice_of = (await county2.get('/api/notices')).json.items.find((n: any) => n.url === `/requests/${q.id}`);
        expect(notice_of.text).toBe('公示异议“表彰名单公示”等您受理。');
        expect(sql(world.place, `SELECT count(*) FROM request WHERE content LIKE '%贺知秋%' OR title LIKE '%贺知秋%'`)).toBe('0');
        // Neither name nor address of the visitor is in the trail.
        expect(sql(world.place, `SELECT count(*) FROM event_log WHERE entity = 'request' AND entity_id = ${q.id} AND (remote <> '' OR changes LIKE '%14000000185%')`)).toBe('0');
        expect((await county.post(`/api/requests/${q.id}/author`, { reason: '核实情况' })).json.value).toBe('贺知秋；14000000185');
        expect((await leader.post(`/api/requests/${q.id}/author`, { reason: '看看' })).status).toBe(403);

        expect((await county.post(`/api/documents/${d.id}/withdrawal`, { reason: '先查' }, { version: d.row_version })).status).toBe(200);
        const accepted = (await step(county, q, 'acceptance')).json;
        expect((await step(county, accepted, 'decision', { result: '不实' })).json.errors[0].path).toBe('/outcome');
        expect((await step(county, accepted, 'decision', { outcome: 'upheld' })).json.errors[0].path).toBe('/result');
        const decided = await step(county, accepted, 'decision', { outcome: 'dismissed', result: '经查事迹属实。' });
        expect(decided.json).toMatchObject({ state: 'handled', adopted: false, resolved: true });
        expect((await step(county, decided.json, 'decision', { outcome: 'upheld', result: '再' })).json.key).toBe('requests.no_such_step.handled');
        const followed = (await visitor.get(`/api/public/objections/${sent.json.receipt}`)).json;
        expect(followed).toMatchObject({ state: 'handled', outcome: 'dismissed', result: '经查事迹属实。' });
    });

    it('is taken unsigned, and from an office that got it on paper', async () => {
        const d = await notice();
        expect((await world.nobody().post(`/api/public/notices/${d.id}/objections`, { content: '有异议' })).status).toBe(201);
        const q = await send(county, { kind: 'objection', title: '来信', content: '名单有误', document_id: d.id });
        expect(q).toMatchObject({ state: 'submitted', author: null, region_code: places.county });
        expect((await county.post(`/api/requests/${q.id}/author`, { reason: '看看' })).json.key).toBe('requests.nobody_signed');
        expect((await county.get(`/api/documents/${d.id}`)).json.open_objections).toBe(2);
    });

    it('once upheld keeps the list from being published', async () => {
        const d = await notice();
        const q = await send(county, { kind: 'objection', title: '来信', content: '名单有误', document_id: d.id });
        const accepted = (await step(county, q, 'acceptance')).json;
        await step(county, accepted, 'decision', { outcome: 'upheld', result: '确有错漏' });
        sql(world.place, `UPDATE document SET public_to = '2022-01-01' WHERE id = ${d.id}`);
        expect((await county.post(`/api/documents/${d.id}/publication`, {}, { version: d.row_version })).json.key).toBe('documents.objection_upheld');
    });

    it('is refused where nothing runs', async () => {
        const quiet = (await county.post('/api/documents', { kind: 'announcement', title: '未公示', region_code: places.county })).json;
        const visitor = world.nobody();
        // The pace is by address: what was sent before counts.
        const answers = await Promise.all([quiet.id, '424242'].map((id) => visitor.post(`/api/public/notices/${id}/objections`, { content: '有异议' })));
        expect(answers.map((a) => [a.status, a.json.key])).toEqual([[422, 'requests.not_public'], [404, 'error.not_found']]);
        expect((await village.post('/api/requests', { kind: 'objection', title: '来信', content: '误', document_id: quiet.id })).json.errors[0].key).toBe('requests.unknown_document');
    });
});

describe('the pace of the public pages', () => {
    it('lets one address object five times in ten minutes', async () => {
        const d = await notice(), visitor = world.nobody();
        let last: any;
        for (let i = 0; i < 6; ++i) last = await visitor.post(`/api/public/notices/${d.id}/objections`, { content: '有异议' });
        expect([last.status, last.json.key]).toEqual([429, 'portal.too_many']);
        expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    });

    it('answers an unknown code like one that can be none, and then makes wait', async () => {
        const visitor = world.nobody();
        const unknown = await visitor.get('/api/public/papers/3f8k92mm3f8k92mm3f8k92mm3f');
        const nonsense = await visitor.get('/api/public/papers/nonsense');
        expect([unknown.status, unknown.json.key]).toEqual([404, 'portal.unknown_paper']);
        expect(nonsense.text).toBe(unknown.text);
        const file = await visitor.send('POST', '/api/public/papers/check', {
            body: Buffer.from('%PDF-1.7 nothing of ours'), headers: { 'content-type': 'application/octet-stream', 'x-file-name': 'a.pdf' },
        });
        expect([file.status, file.json.key]).toEqual([404, 'portal.not_issued']);
        let last: any;
        for (let i = 0; i < 20; ++i) last = await visitor.get('/api/public/objections/0000-0000');
        expect(last.status).toBe(429);
        expect((await visitor.get('/api/public/notices')).status).toBe(200);
    });

    it('shows published experiences to everybody', async () => {
        const d0 = (await county.post('/api/documents', { kind: 'highlight_experience', title: '一亩梨园带动一村', region_code: places.county, content: [{ code: 'text', text: '先做示范。' }] })).json;
        let d = d0;
        for (const [by, noun] of [[county, 'submission'], [county2, 'approval'], [county, 'publication']] as const)
            d = (await by.post(`/api/documents/${d.id}/${noun}`, {}, { version: d.row_version })).json;
        const stories = (await world.nobody().get('/api/public/stories')).json.items;
        expect(stories.find((s: any) => s.id === d.id)).toMatchObject({ title: '一亩梨园带动一村', content: [{ code: 'text', text: '先做示范。' }] });
    });
});
