// What is written (E12): versions that are never changed, approval by another person, publicity with its end and its
// objections, publication per channel, voiding (C.4 document, S0-14, S0-28, G-23).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fresh_id_number, places, register } from './support/people';
import { engagement, scheme } from './support/schemes';
import { User, demo_world, sql, type World } from './support/world';

let world: World;
let county: User, county2: User, town: User, other_town: User, village: User, talent: User;
let himself: string, in_scheme: string;
beforeAll(async () => {
    world = await demo_world();
    [county, county2, town, other_town, village, talent] = await Promise.all(
        ['county', 'county2', 'wangmeng', 'chengguan', 'village', 'talent'].map((login) => world.user(login)),
    );
    himself = talent.state.account.person_id;
    in_scheme = scheme(world, places.county);
});
afterAll(() => world.close());

const text = (...parts: [string, string][]) => parts.map(([code, text]) => ({ code, text }));
const plan = (more: Record<string, unknown> = {}) => ({
    kind: 'work_plan', title: '王孟西村发展规划', region_code: places.own_village, scheme_id: in_scheme,
    content: text(['position', '依托果园。\n建采摘园。'], ['industry', '种梨。']), contributor_names: ['卢长顺'], ...more,
});
async function draft(by: User, more: Record<string, unknown> = {}) {
    const answer = await by.post('/api/documents', plan(more));
    expect(answer.status, answer.text).toBe(201);
    return answer.json;
}
const step = (by: User, d: any, noun: string, body: object = {}) => by.post(`/api/documents/${d.id}/${noun}`, body, { version: d.row_version });
async function steps(d: any, ...all: [User, string, object?][]) {
    for (const [by, noun, body] of all) {
        const answer = await step(by, d, noun, body ?? {});
        expect(answer.status, `${noun}: ${answer.text}`).toBe(200);
        d = answer.json.document ?? answer.json;
    }
    return d;
}

describe('versions', () => {
    it('are kept whole and compared by section and paragraph', async () => {
        const first = await draft(village);
        expect(first).toMatchObject({ state: 'draft', version_no: 1, sections: ['position', 'industry'], contributors: 1, is_mine: true });
        const second = await village.post(`/api/documents/${first.id}/versions`, {
            sections: text(['position', '依托果园。\n建民宿。\n建采摘园。'], ['brand', '创“王孟梨”。']), contributors: ['卢长顺', '邱玉柱'], note: '名誉村长提了意见',
        }, { version: first.row_version });
        expect(second.status, second.text).toBe(201);
        expect(second.json).toMatchObject({ version_no: 2, sections: ['position', 'brand'], contributors: 2 });
        const told = (await town.get(`/api/documents/${first.id}/comparison?from=1&to=2`)).json;
        expect(told.contributors_added).toEqual(['邱玉柱']);
        expect(told.sections).toEqual([
            { code: 'position', kind: 'changed', paragraphs: [{ kind: 'kept', text: '依托果园。' }, { kind: 'added', text: '建民宿。' }, { kind: 'kept', text: '建采摘园。' }] },
            { code: 'brand', kind: 'added', paragraphs: [{ kind: 'added', text: '创“王孟梨”。' }] },
            { code: 'industry', kind: 'removed', paragraphs: [{ kind: 'removed', text: '种梨。' }] },
        ]);
        expect((await town.get(`/api/documents/${first.id}/versions/1`)).json.sections).toEqual(plan().content);
        expect((await town.get(`/api/documents/${first.id}/versions`)).json.items.map((v: any) => v.no)).toEqual([2, 1]);
        expect((await town.get(`/api/documents/${first.id}/versions/3`)).status).toBe(404);
        expect((await village.patch(`/api/documents/${first.id}`, second.json.row_version, { content: text(['position', '偷改']) })).json.errors[0].key).toBe('documents.text_by_version');
    });

    it('end with the draft, and an old page is told so', async () => {
        const d = await draft(village);
        const sent = await steps(d, [village, 'submission']);
        const version = { sections: text(['position', '再改。']), contributors: [] };
        expect((await village.post(`/api/documents/${d.id}/versions`, version, { version: d.row_version })).status).toBe(412);
        expect((await village.post(`/api/documents/${d.id}/versions`, version, { version: sent.row_version })).json.key).toBe('documents.not_a_draft');
    });
});

describe('from draft to publication', () => {
    it('approves by another person of the township, with contributors in the approved plan', async () => {
        const empty = await draft(village, { content: [] });
        expect((await step(village, empty, 'submission')).json.key).toBe('documents.nothing_written');
        const sent = await steps(await draft(village), [village, 'submission']);
        expect((await town.get('/api/documents?waits_for_me=true')).json.items.map((d: any) => d.id)).toContain(sent.id);
        expect((await step(village, sent, 'approval')).status).toBe(403);
        expect((await step(other_town, sent, 'approval')).status).toBe(404);
        const told = async (who: User, id: string) => (await who.get('/api/notices')).json.items.filter((n: any) => n.url === `/documents/${id}`).map((n: any) => n.text);
        expect(await told(town, sent.id)).toEqual(['“王孟西村发展规划”等您审核。']);
        const back = await steps(sent, [town, 'return', { reason: '缺产业' }], [village, 'submission']);
        expect(await told(village, sent.id)).toEqual(['“王孟西村发展规划”退回修改：缺产业']);
        expect(await told(town, sent.id), 'once a day for one cause').toHaveLength(1);
        const approved = await steps(back, [town, 'approval']);
        expect(approved.contributors).toBe(1);
        expect((await step(town, approved, 'approval')).json.key).toBe('documents.no_such_step.approved');
        expect((await step(town, approved, 'publication')).status).toBe(403);
        const out = await steps(approved, [county, 'publication', { channels: ['bulletin_board'] }]);
        expect(out).toMatchObject({ state: 'published', channels: ['bulletin_board'] });
        const states = (await town.get(`/api/documents/${out.id}/timeline`)).json.items.map((one: any) => one.state).filter(Boolean);
        expect(states.sort()).toEqual(['approved', 'draft', 'draft', 'in_review', 'in_review', 'published']);
        expect((await steps(out, [county, 'archival'])).state).toBe('archived');
    });

    it('nobody approves what he wrote, also in part', async () => {
        const own = await steps(await draft(town), [town, 'submission']);
        const refused = await step(town, own, 'approval');
        expect([refused.status, refused.json.key]).toEqual([422, 'documents.own_document']);
        expect((await steps(own, [county, 'approval'])).state).toBe('approved');
    });
});

describe('publicity', () => {
    const announcement = async (more: object = { scheme_id: undefined }) =>
        steps(await draft(county, { kind: 'announcement', title: '表彰名单公示', region_code: places.county, content: text(['text', '拟表彰三人。']), ...more }),
            [county, 'submission'], [county2, 'approval']);
    it('runs for working days, and is withdrawn or published after its end', async () => {
        const d = await announcement();
        expect((await step(county, d, 'publicity', {})).json.errors[0].key).toBe('documents.how_long');
        expect((await step(county, d, 'publicity', { workdays: 5, days: 7 })).json.errors[0].key).toBe('documents.how_long');
        // 2022-07-22 was a Friday: five working days from the next day end on the Friday after.
        const early = await steps(d, [county, 'publicity', { workdays: 5, first_day: 'next_day', on: '2022-07-22', channels: ['website'] }]);
        expect(early).toMatchObject({ state: 'publicized', public_from: '2022-07-22', public_to: '2022-07-29', channels: ['website'] });
        expect((await steps(early, [county, 'publication'])).state).toBe('published');
        const running = await steps(await announcement(), [county, 'publicity', { days: 7 }]);
        const refused = await step(county, running, 'publication');
        expect(refused.json.key).toBe('documents.still_public');
        expect(refused.json.detail).toContain(running.public_to);
        expect((await step(county, running, 'withdrawal')).json.errors[0].path).toBe('/reason');
        expect(await steps(running, [county, 'withdrawal', { reason: '名单有误' }])).toMatchObject({ state: 'draft', public_to: null });
    });

    it('is as long as the pack of its scheme says, and nobody says otherwise', async () => {
        const d = await announcement({});
        const field = async (body: object) => (await step(county, d, 'publicity', body)).json.errors.map((e: any) => [e.path, e.key])[0];
        expect(await field({})).toEqual(['/publicity', 'documents.which_publicity']);
        expect(await field({ publicity: 'award_6' })).toEqual(['/publicity', 'error.unknown_code']);
        expect(await field({ publicity: 'award_5', workdays: 3 })).toEqual(['/workdays', 'documents.length_by_pack']);
        expect(await field({ publicity: 'award_5', days: 3 })).toEqual(['/days', 'documents.length_by_pack']);
        const out = await steps(d, [county, 'publicity', { publicity: 'award_5', on: '2022-07-22' }]);
        expect(out).toMatchObject({ public_from: '2022-07-22', public_to: '2022-07-29', notice_of: null });
        expect(out.notice_basis).toContain('公示');
    });

    it('an open objection stops the publication until it is handled', async () => {
        const d = await steps(await announcement(), [county, 'publicity', { days: 1, first_day: 'counts', on: '2022-07-22' }]);
        sql(world.place, `INSERT INTO request (id, kind, title, content, region_id, document_id, skills, green_channel, priority, extra, state, is_void, created_at, created_by, updated_at, row_version)
            VALUES (770001, 'objection', '异议', '不实', (SELECT id FROM region WHERE code = '${places.county}'), ${d.id}, '[]', 0, 0, '{}', 'submitted', 0, '2022-07-22T00:00:00.000Z', 0, '2022-07-22T00:00:00.000Z', 1)`);
        const refused = await step(county, d, 'publication');
        expect(refused.json.key).toBe('documents.objections_open');
        sql(world.place, `UPDATE request SET state = 'handled' WHERE id = 770001`);
        expect((await steps(d, [county, 'publication'])).state).toBe('published');
    });
});

describe('a highlight of a meeting', () => {
    it('carries its meeting onto the sheet for the board, and each channel once', async () => {
        const meeting = (await county.post('/api/activities', {
            kind: 'exchange_meeting', title: '第三季度经验交流会', scheme_id: in_scheme, region_code: places.county, starts_at: '2022-07-12', state: 'held', summary: '三人发言', participants: [{ headcount: 30 }],
        })).json;
        const d = await steps(
            await draft(county, { kind: 'highlight_experience', title: '一亩梨园带动一村', region_code: places.county, activity_id: meeting.id, content: text(['text', '先做示范。\n再带农户。']) }),
            [county, 'steps', { step: 'vote', evidence: '会议记录' }], [county2, 'steps', { step: 'publish' }]);
        expect(d).toMatchObject({ state: 'published', channels: ['bulletin_board', 'public_account'] });
        const sheet = (await county.get(`/api/documents/${d.id}/board_sheet`)).json;
        expect(sheet).toMatchObject({ title: '一亩梨园带动一村', meeting: '第三季度经验交流会', meeting_day: '2022-07-12', contributors: ['卢长顺'] });
        const put = (channel: string, on_day: string, link?: string) => county.post(`/api/documents/${d.id}/publications`, { channel, on_day, link });
        expect((await put('public_account', '2022-07-15', 'https://example.cn/a')).status).toBe(201);
        const twice = (await put('public_account', '2022-07-16')).json.items;
        expect(twice.map((p: any) => p.channel).sort()).toEqual(['bulletin_board', 'public_account']);
        expect((await put('public_account', '2999-01-01')).json.errors[0].path).toBe('/on_day');
        expect((await village.post(`/api/documents/${d.id}/publications`, { channel: 'website', on_day: '2022-07-16' })).status).toBe(403);
        const found = (await county.get(`/api/documents?activity_id=${meeting.id}`)).json;
        expect(found.items.map((one: any) => one.id)).toEqual([d.id]);
        // One for each meeting, as the pack has it.
        const second = await steps(
            await draft(county, { kind: 'highlight_experience', title: '第二则', region_code: places.county, activity_id: meeting.id }), [county, 'steps', { step: 'vote', evidence: '会议记录' }]);
        const refused = await step(county2, second, 'steps', { step: 'publish' });
        expect([refused.status, refused.json.key], refused.text).toEqual([422, 'schemes.refused']);
    });
});

describe('reach and voiding', () => {
    it('what is elsewhere is not there, and links out of reach are nobody’s', async () => {
        const d = await draft(village);
        expect((await other_town.get(`/api/documents/${d.id}`)).status).toBe(404);
        expect((await talent.get(`/api/documents/${d.id}`)).status).toBe(404);
        const far = await register(await world.user('nancheng'), { region_code: places.other_county, id_number: fresh_id_number() });
        const wrong = await village.post('/api/documents', plan({ region_code: places.other_village, person_id: far.id, activity_id: '424242', org_id: '424242', engagement_id: engagement(world, { scheme: scheme(world, places.other_county), person: far.id, region: places.other_county }) }));
        expect(wrong.json.errors.map((e: any) => e.key).sort()).toEqual(['documents.unknown_activity', 'documents.unknown_engagement', 'documents.unknown_place', 'documents.unknown_unit']);
    });

    it('what is published about somebody he reads himself', async () => {
        const d = await steps(
            await draft(county, { kind: 'story', title: '他的故事', region_code: places.county, person_id: himself }), [county, 'submission'], [county2, 'approval']);
        expect((await talent.get(`/api/documents/${d.id}`)).status).toBe(404);
        // The pack asks for his consent.
        const refused = await step(county, d, 'publication');
        expect([refused.status, refused.json.key]).toEqual([422, 'schemes.refused']);
        const about = (await county.get(`/api/people/${himself}`)).json;
        expect((await county.patch(`/api/people/${himself}`, about.row_version, { consent_on: '2022-01-01' })).status).toBe(200);
        await steps(d, [county, 'publication']);
        expect((await talent.get(`/api/documents/${d.id}`)).json.title).toBe('他的故事');
        expect((await talent.get('/api/documents')).json.items.map((one: any) => one.id)).toEqual([d.id]);
    });

    it('is voided with a reason and brought back by the county', async () => {
        const sent = await steps(await draft(village), [village, 'submission']);
        expect((await step(village, sent, 'voiding', { reason: '错' })).status).toBe(403);
        const gone = await steps(sent, [town, 'voiding', { reason: '重复' }]);
        expect((await town.get(`/api/documents?q=${encodeURIComponent('发展规划')}&size=200`)).json.items.map((d: any) => d.id)).not.toContain(sent.id);
        expect((await step(town, gone, 'approval')).json.key).toBe('documents.is_void');
        expect((await step(town, gone, 'unvoiding', { reason: '有' })).status).toBe(403);
        expect((await steps(gone, [county, 'unvoiding', { reason: '不重复' }])).is_void).toBe(false);
        expect((await step(county, await draft(county, { region_code: places.county }), 'revocation', { reason: 'x' })).json.key).toBe('documents.not_a_paper');
    });
});
