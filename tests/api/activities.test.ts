// What people do (E09): logged by the talent himself or by an office, verified by village or township, never by its
// author; voided with a reason, never deleted (C.4 activity, G-23).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fresh_id_number, places, register } from './support/people';
import { engagement, scheme } from './support/schemes';
import { User, demo_world, fresh_key, type World } from './support/world';

let world: World;
let county: User, town: User, other_town: User, village: User, talent: User, nancheng: User;
let himself: string, post: string, in_scheme: string;
beforeAll(async () => {
    world = await demo_world();
    [county, town, other_town, village, talent, nancheng] = await Promise.all(
        ['county', 'wangmeng', 'chengguan', 'village', 'talent', 'nancheng'].map((login) => world.user(login)),
    );
    himself = talent.state.account.person_id;
    in_scheme = scheme(world, places.county);
    post = engagement(world, { scheme: in_scheme, person: himself, region: places.own_village });
});
afterAll(() => world.close());

const today = () => new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
const days_ago = (n: number) => new Date(Date.now() + 8 * 3600_000 - n * 86_400_000).toISOString().slice(0, 10);
const visit = (more: Record<string, unknown> = {}) => ({
    kind: 'field_guidance', title: '果园修剪指导', region_code: places.own_village, starts_at: today(), state: 'held',
    duty: 'intellectual_support', days: 0.5, summary: '在果园讲了修剪', ...more,
});
async function log(by: User, more: Record<string, unknown> = {}) {
    const answer = await by.post('/api/activities', visit(more));
    expect(answer.status, answer.text).toBe(201);
    return answer.json;
}
const step = (by: User, a: any, noun: string, body: object = {}) => by.post(`/api/activities/${a.id}/${noun}`, body, { version: a.row_version });
const read = async (by: User, id: string) => (await by.get(`/api/activities/${id}`)).json;

describe('a log of one’s own', () => {
    it('takes the talent along, finds his engagement, and waits for the village', async () => {
        const start = (await talent.get('/api/activities/start')).json;
        expect(start.places).toEqual([
            { engagement_id: post, scheme_id: in_scheme, role: 'honorary_village_head', region_code: places.own_village, region_name: expect.stringContaining('王孟西村') },
        ]);
        const a = await log(talent, { scheme_id: in_scheme });
        expect(a).toMatchObject({ state: 'held', evidence: 'self', late_days: 0, is_mine: true });
        expect(a.participants).toMatchObject([{ person_id: himself, engagement_id: post, headcount: 1, days: 0.5, confirmed: false }]);
        expect(a.acts).not.toContain('verify');
        expect((await talent.get('/api/activities/start')).json.last[0].id).toBe(a.id);

        const waiting = (await village.get('/api/activities?waits_for_me=true')).json.items.map((one: any) => one.id);
        expect(waiting).toContain(a.id);
        const notice = (await village.get('/api/notices')).json.items.find((n: any) => n.url === `/activities/${a.id}`);
        expect(notice.text).toContain('果园修剪指导');

        const verified = await step(village, a, 'verification');
        expect(verified.status, verified.text).toBe(200);
        expect(verified.json).toMatchObject({ state: 'verified', evidence: 'village', verified_on: today() });
        expect(verified.json.participants[0].confirmed).toBe(true);
        expect((await step(village, verified.json, 'verification')).json.key).toBe('activities.no_such_step.verified');
        expect((await village.get('/api/activities?waits_for_me=true')).json.items.map((one: any) => one.id)).not.toContain(a.id);
    });

    it('sent twice is one record, and sent again anew is asked about', async () => {
        const key = fresh_key(), body = visit({ title: '只有一次' });
        const first = await talent.post('/api/activities', body, { key });
        const again = await talent.post('/api/activities', body, { key });
        expect([first.status, again.status]).toEqual([201, 201]);
        expect(again.json.id).toBe(first.json.id);
        expect((await talent.get(`/api/activities?q=${encodeURIComponent('只有一次')}`)).json.total).toBe(1);
        const twin = await log(talent, { title: '又一次' });
        expect(twin.questions.map((q: any) => q.kind)).toContain('same_day');
    });

    it('names nobody else and no place that is not his', async () => {
        const other = await register(county, { name: '卜文远', id_number: fresh_id_number() });
        const answer = await talent.post('/api/activities', visit({ participants: [{ person_id: other.id }] }));
        expect(answer.json.errors.map((e: any) => [e.path, e.key])).toEqual([['/participants/0/person_id', 'activities.unknown_person']]);
        const elsewhere = await talent.post('/api/activities', visit({ region_code: places.other_village }));
        expect(elsewhere.json.errors[0].key).toBe('activities.unknown_place');
        // Others are counted.
        const a = await log(talent, { participants: [{ role: 'trainee', group_code: 'growers', headcount: 12 }] });
        expect(a.participants.map((p: any) => p.headcount).sort()).toEqual([1, 12]);
    });

    it('is all he sees', async () => {
        const not_his = await log(village, { participants: [{ headcount: 5 }] });
        expect((await talent.get(`/api/activities/${not_his.id}`)).status).toBe(404);
        const seen = (await talent.get('/api/activities?size=200')).json;
        for (const one of seen.items) expect(one.participants.some((p: any) => p.person_id === himself)).toBe(true);
        expect((await talent.patch(`/api/activities/${not_his.id}`, not_his.row_version, { title: '改' })).status).toBe(404);
    });
});

describe('who verifies', () => {
    it('is never the author, whoever else wrote in it, or one who took part', async () => {
        const own = await log(village, { participants: [{ headcount: 5 }] });
        expect(own.acts).not.toContain('verify');
        const refused = await step(village, own, 'verification');
        expect([refused.status, refused.json.key]).toEqual([422, 'activities.own_record']);
        expect(refused.json.detail).toContain('王孟西村');
        // A colleague's change makes him an author too; the first one stays one.
        const changed = await town.patch(`/api/activities/${own.id}`, own.row_version, { title: '果园修剪指导（改）' });
        expect(changed.status, changed.text).toBe(200);
        expect((await step(town, changed.json, 'verification')).json.key).toBe('activities.own_record');
        expect((await step(village, changed.json, 'verification')).json.key).toBe('activities.own_record');

        const with_talent = await log(town, { participants: [{ person_id: himself }] });
        expect((await step(talent, with_talent, 'verification')).status).toBe(403);
        expect((await step(village, with_talent, 'verification')).status).toBe(200);
    });

    it('is village or township of the place, not the county, and nobody elsewhere', async () => {
        const a = await log(talent);
        const from_county = await step(county, a, 'verification');
        expect([from_county.status, from_county.json.key]).toEqual([403, 'activities.village_verifies']);
        expect((await step(other_town, a, 'verification')).status).toBe(404);
        expect((await step(nancheng, a, 'verification')).status).toBe(404);
        expect((await step(town, a, 'verification')).status).toBe(200);
        // A meeting of the county itself is verified there, by another person.
        const meeting = await log(county, { kind: 'exchange_meeting', title: '第三季度经验交流会', region_code: places.county, duty: null, participants: [{ headcount: 30 }] });
        expect((await step(county, meeting, 'verification')).json.key).toBe('activities.own_record');
        expect((await step(await world.user('county2'), meeting, 'verification')).status).toBe(200);
    });

    it('sees who was there and what was done, or sends it back with a reason', async () => {
        const bare = await log(village, { summary: null, participants: [{ headcount: 3 }] });
        expect((await step(town, bare, 'verification')).json.key).toBe('activities.no_summary');
        expect((await step(town, bare, 'rejection')).json.errors[0].path).toBe('/reason');
        const back = await step(town, bare, 'rejection', { reason: '没写做了什么' });
        expect(back.json).toMatchObject({ state: 'rejected', refused_because: '没写做了什么' });
        const notice = (await village.get('/api/notices')).json.items.find((n: any) => n.url === `/activities/${bare.id}`);
        expect(notice.text).toContain('没写做了什么');
        const mended = await village.patch(`/api/activities/${bare.id}`, back.json.row_version, { summary: '讲了修剪' });
        const again = await step(village, mended.json, 'correction');
        expect(again.json.state).toBe('held');
        expect((await step(town, again.json, 'verification')).json).toMatchObject({ state: 'verified', refused_because: null });
        expect((await village.patch(`/api/activities/${bare.id}`, again.json.row_version + 1, { title: '再改' })).json.key).toBe('activities.no_such_step.verified');
    });
});

describe('days', () => {
    it('a late entry is taken and marked, and counts from its day', async () => {
        const a = await log(talent, { starts_at: days_ago(40), title: '补记' });
        expect(a.late_days).toBe(40);
        expect((await step(village, a, 'verification', { on: days_ago(41) })).json.errors[0].key).toBe('activities.on_before');
        const verified = await step(village, a, 'verification', { on: days_ago(39) });
        expect(verified.json.verified_on).toBe(days_ago(39));
        const line = (await town.get(`/api/activities/${a.id}/timeline`)).json.items;
        const states = line.map((one: any) => [one.state, one.on_day]).sort();
        expect(states).toEqual([['held', days_ago(40)], ['verified', days_ago(39)]]);
        expect(line.find((one: any) => one.state === 'verified').account_name).toBe('卢长顺');
    });

    it('what is planned is held when its day has come', async () => {
        const tomorrow = days_ago(-1);
        expect((await talent.post('/api/activities', visit({ starts_at: tomorrow }))).json.errors[0].key).toBe('activities.not_yet');
        const plan = await log(village, { starts_at: tomorrow, state: 'planned', participants: [{ headcount: 8 }] });
        expect(plan.evidence).toBe('none');
        expect((await step(village, plan, 'holding')).json.key).toBe('activities.not_yet');
        const moved = await village.patch(`/api/activities/${plan.id}`, plan.row_version, { starts_at: today() });
        expect((await step(village, moved.json, 'holding')).json.state).toBe('held');
        const off = await log(village, { starts_at: tomorrow, state: 'planned' });
        expect((await step(village, off, 'cancellation')).json.errors[0].path).toBe('/reason');
        expect((await step(village, off, 'cancellation', { reason: '下雨' })).json.state).toBe('cancelled');
    });

    it('one person at two places of a day is asked about, and ten records from the past as well', async () => {
        const who = await register(county, { name: '卜远文', id_number: fresh_id_number() });
        const day = days_ago(3);
        const first = await log(town, { starts_at: day, participants: [{ person_id: who.id }] });
        const second = await log(town, { starts_at: day, region_code: places.next_village, participants: [{ person_id: who.id }] });
        const question = second.questions.find((q: any) => q.kind === 'two_places');
        expect(question.text).toContain('卜远文');
        expect(question.activity_ids).toEqual([first.id]);
        let last: any;
        for (let i = 0; i < 10; ++i) last = await log(town, { starts_at: days_ago(60 + i), participants: [{ headcount: 2 }] });
        expect(last.questions.map((q: any) => q.kind)).toContain('backdated');
    });
});

describe('voiding', () => {
    it('takes a record out of lists and sums, and only the county brings it back', async () => {
        const sum = async () => (await town.get('/api/activities?size=1')).json;
        const a = await log(village, { participants: [{ headcount: 7, days: 1 }] });
        const before = await sum();
        expect((await step(village, a, 'voiding')).status).toBe(400);
        const verified = await step(town, a, 'verification');
        expect((await step(village, verified.json, 'voiding', { reason: '记错' })).status, 'the author, once it is verified').toBe(403);
        const gone = await step(town, verified.json, 'voiding', { reason: '没有这回事' });
        expect(gone.json).toMatchObject({ is_void: true, void_reason: '没有这回事', acts: [] });
        const after = await sum();
        expect([before.total - after.total, before.person_times - after.person_times, before.days - after.days]).toEqual([1, 7, 7]);
        expect((await town.get('/api/activities?voided=true&size=200')).json.items.map((one: any) => one.id)).toContain(a.id);
        expect((await step(town, gone.json, 'voiding', { reason: '再来' })).json.key).toBe('activities.is_void');
        expect((await step(town, gone.json, 'unvoiding', { reason: '有' })).status).toBe(403);
        const back = await step(county, gone.json, 'unvoiding', { reason: '查实有' });
        expect(back.json).toMatchObject({ is_void: false, void_reason: null, state: 'verified' });
        expect(await sum()).toEqual(before);
    });

    it('is open to the author before anybody verified', async () => {
        const a = await log(talent);
        const gone = await step(talent, a, 'voiding', { reason: '记错了日子' });
        expect(gone.json.is_void, gone.text).toBe(true);
        expect((await step(village, gone.json, 'verification')).json.key).toBe('activities.is_void');
    });
});

describe('lists', () => {
    it('narrow by scheme, kind, duty, person, engagement, place and day; sums are of the whole list', async () => {
        const a = await log(talent, { scheme_id: in_scheme, duty: 'governance', starts_at: days_ago(5), kind: 'village_meeting' });
        for (const query of [
            `scheme_id=${in_scheme}&duty=governance`, `kind=village_meeting&person_id=${himself}`, `engagement_id=${post}&duty=governance`,
            `region=${places.own_town}&kind=village_meeting`, `from=${days_ago(5)}&to=${days_ago(5)}&kind=village_meeting`, `state=held&evidence=self&kind=village_meeting`,
        ]) {
            const page = (await town.get(`/api/activities?${query}`)).json;
            expect(page.items.map((one: any) => one.id), query).toContain(a.id);
            expect(page.total, query).toBe(page.items.length);
        }
        expect((await other_town.get(`/api/activities?person_id=${himself}`)).json.total).toBe(0);
        expect((await town.get('/api/activities?sort=nonsense')).status).toBe(400);
        const second = (await town.get('/api/activities?page=2&size=1')).json;
        expect(second.items).toHaveLength(1);
    });

    it('what a scheme of elsewhere, a wrong day or a wrong headcount says', async () => {
        const wrong = await town.post('/api/activities', visit({
            scheme_id: scheme(world, places.other_county), ends_at: days_ago(9), days: 0.3,
            participants: [{ person_id: himself, headcount: 2 }, { person_id: himself }], org_id: '424242',
        }));
        expect(wrong.status).toBe(400);
        expect(wrong.json.errors.map((e: any) => `${e.path} ${e.key}`).sort()).toEqual([
            '/days activities.half_days', '/ends_at error.range_reversed', '/org_id activities.unknown_unit',
            '/participants/0/headcount activities.one_person', '/participants/1/person_id activities.twice', '/scheme_id activities.unknown_scheme',
        ]);
    });
});
