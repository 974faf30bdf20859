// From proposal to certificate by the procedure of the first pack (S0-02 … S0-10, C.4 engagement), and everything that
// is refused on the way: by whom, in which order, why, and that nothing is written then.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { places } from './support/people';
import { act, account, begin, carry, complete_village, day, draft, activate, good, head, join_group, marks, opinion_round, propose, read, somebody, take, ticks, unit, why, type Journey } from './support/journey';
import { User, command, demo_world, fresh_key, sql, type World } from './support/world';

let world: World, j: Journey;
let county: User, town: User, village: User;
beforeAll(async () => {
    world = await demo_world();
    j = await begin(world);
    ({ county, town, village } = j);
});
afterAll(() => world.close());

const list = async (by: User, query = '') => good(await by.get(`/api/engagements?scheme=${j.scheme.id}&role=${head}&size=500&${query}`));
const board = async (by: User, query = '') => good(await by.get(`/api/engagements/board?scheme=${j.scheme.id}&role=${head}&${query}`));
const standing = (view: any) => Object.fromEntries(view.steps.map((s: any) => [s.id, s.standing]));
/** Free again for the next test: a village has two places. */
const leave = async (view: any) => good(await act(county, await read(county, view.one.id), 'ending', { end_reason: 'term_over', on: day() }));

describe('proposal', () => {
    it('says who, where and as what, and refuses what does not fit, by field', async () => {
        const person = await somebody(county);
        const view = good(await propose(village, j, person), 201);
        expect(view.one).toMatchObject({ state: 'identified', person_id: person.id, region_code: places.own_village, role_name: '名誉村长', state_since: day() });
        expect(standing(view)).toEqual({ survey: 'current', opinions: 'later', match: 'later', vetting: 'later', visit: 'later', answer: 'later', certificate: 'later' });
        expect(view.steps[0].may_act).toBe(true);

        const other = await somebody(county);
        const field = async (more: object, by = county) => {
            const answer = await propose(by, j, other, more);
            return [answer.status, ...(answer.json.errors ?? []).map((e: any) => e.path)];
        };
        expect(await field({ role: 'mayor' })).toEqual([400, '/role']);
        expect(await field({ region_code: places.own_town })).toEqual([400, '/region_code']);
        expect(await field({ region_code: undefined })).toEqual([400, '/region_code']);
        expect(await field({ region_code: places.village_of_other_county })).toEqual([400, '/region_code']);
        expect(await field({ region_code: places.other_village }, town)).toEqual([400, '/region_code']);
        expect(await field({ source_group: undefined })).toEqual([400, '/source_group']);
        expect(await field({ source_group: 'hero' })).toEqual([400, '/source_group']);
        expect(await field({ source_channel: 'rumour' })).toEqual([400, '/source_channel']);
        expect(await field({ person_id: '424242' })).toEqual([400, '/person_id']);
        expect(await field({ org_id: '424242' })).toEqual([400, '/org_id']);
        expect(await field({ region_code: places.own_town, org_id: j.work_group })).toEqual([400, '/region_code']);
        expect(await field({ extra: [{ name: 'match_total', value: '99' }] })).toEqual([400, '/extra/match_total']);
        expect(await field({ extra: [{ name: 'match_needs', value: '99' }] })).toEqual([400, '/extra/match_needs']);
        expect(await field({ extra: [{ name: 'growth', value: 'by_luck' }] })).toEqual([400, '/extra/growth']);
    });

    it('takes one person once, void and ended entries aside', async () => {
        const person = await somebody(county);
        const first = good(await propose(county, j, person), 201);
        const twice = await propose(county, j, person);
        expect(twice.status).toBe(409);
        expect(why(twice)).toContain(person.name);
        const gone = good(await act(county, first, 'voiding', { note: '录错' }));
        expect(gone.one.is_void).toBe(true);
        const second = good(await propose(county, j, person), 201);
        // The first may not come back beside the second.
        expect((await act(county, gone, 'unvoiding', { note: '没有录错' })).status).toBe(409);
        good(await act(county, second, 'rejection', { note: '不合适' }));
        const back = good(await act(county, gone, 'unvoiding', { note: '没有录错' }));
        expect(back.one.is_void).toBe(false);
        // Nor may the second be opened again beside it.
        expect((await act(county, await read(county, second.one.id), 'reopening', { note: '再议' })).status).toBe(409);
    });

    it('a role without steps is filled by the county alone', async () => {
        const person = await somebody(town);
        const as_member = { scheme_id: j.scheme.id, role: 'work_group_member', person_id: person.id, org_id: j.work_group };
        expect((await town.post('/api/engagements', as_member)).status).toBe(403);
        expect((await village.post('/api/engagements', as_member)).status).toBe(403);
        const direct = good(await county.post('/api/engagements', as_member), 201);
        expect(direct.one.state).toBe('serving');
        good(await act(county, direct, 'voiding', { note: '试' }));
    });

    it('a talent proposes nobody', async () => {
        expect((await propose(await world.user('talent'), j, await somebody(county))).status).toBe(403);
    });
});

describe('the procedure, step by step', () => {
    it('goes from proposal to certificate, each step by its body', async () => {
        const person = await somebody(county);
        let v = good(await propose(village, j, person), 201);
        // Out of turn: the missing step is named with its clause.
        const skipped = await take(county, v, 'vetting', { opinion: '同意', checks: ticks() });
        expect(skipped.status).toBe(422);
        expect(why(skipped)).toContain('摸清村情和人才“两个家底”');
        expect(why(skipped)).toContain('一（一）');

        expect((await take(county, v, 'survey')).status).toBe(403);
        v = good(await take(village, v, 'survey'));
        expect((await take(village, v, 'survey')).json.key).toBe('procedures.done_already');

        // S0-04: not without a round.
        const bare = await take(village, v, 'opinions', { opinion: '赞成', evidence: '记录' });
        expect(bare.status).toBe(422);
        expect(why(bare)).toContain('还没有征求意见的记录');
        opinion_round(j, v.one.id);
        expect((await take(village, v, 'opinions')).json.errors.map((e: any) => e.path)).toEqual(['/opinion', '/evidence']);
        v = good(await take(village, v, 'opinions', { opinion: '赞成', evidence: '记录' }));
        expect(v.one.state).toBe('identified');

        expect((await take(village, v, 'match', { inputs: marks })).status).toBe(403);
        expect((await take(town, v, 'match', { inputs: marks.slice(1) })).json.errors.map((e: any) => e.path)).toEqual(['/inputs/match_needs']);
        expect((await take(town, v, 'match', { inputs: [...marks.slice(1), { name: 'match_needs', value: '101' }] })).json.errors[0].path).toBe('/inputs/match_needs');
        v = good(await take(town, v, 'match', { inputs: marks }));
        expect(v.one).toMatchObject({ state: 'pooled', entered_pool_on: day(), match_total: (80 * 40 + 60 * 35 + 100 * 25) / 100 });
        expect(v.one.extra).toEqual([{ name: 'growth', value: 'in_place_support' }]);

        // S0-02: only members vet; S0-06: every tick, with evidence.
        const alien = await take(j.outsider, v, 'vetting', { opinion: '同意', checks: ticks() });
        expect(alien.status).toBe(403);
        expect(why(alien)).toContain('选聘工作组');
        const three = await take(county, v, 'vetting', { opinion: '同意', checks: ticks('ability') });
        expect(three.status).toBe(422);
        expect(why(three)).toContain('能力素质强');
        expect(why(three)).not.toContain('政治素质高');
        const said_no = await take(county, v, 'vetting', { opinion: '同意', checks: [...ticks('ability'), { id: 'ability', holds: false, note: '' }] });
        expect(why(said_no)).toContain('能力素质强');
        const unproven = await take(county, v, 'vetting', { opinion: '同意', checks: [...ticks('ability'), { id: 'ability', holds: true, note: ' ' }] });
        expect(unproven.json.errors.map((e: any) => e.path)).toEqual(['/checks/ability']);
        v = good(await take(county, v, 'vetting', { opinion: '同意', checks: ticks() }));
        expect(v.one).toMatchObject({ state: 'vetted', vetted_on: day() });
        expect(v.timeline.at(-1).name).toBe((await read(county, v.one.id)).log.at(-1).actor_name);

        // S0-08: a visit first.
        const uninvited = await take(town, v, 'visit');
        expect(uninvited.status).toBe(422);
        expect(why(uninvited)).toContain('登门拜访');
        expect((await act(town, v, 'visits', { method: 'telephone', visitor_name: '镇长' })).json.errors[0].path).toBe('/method');
        expect((await act(town, v, 'visits', { method: 'home_visit' })).json.errors[0].path).toBe('/visitor_name');
        v = good(await act(town, v, 'visits', { method: 'home_visit', visitor_name: '镇长' }));
        expect(standing(v)).toMatchObject({ visit: 'current', answer: 'later' });
        v = good(await take(town, v, 'visit'));
        expect(v.one.state).toBe('invited');

        // The answer is the person's own, or the village's for him.
        expect((await take(town, v, 'answer')).status).toBe(403);
        expect((await take(county, v, 'answer')).status).toBe(403);
        v = good(await take(village, v, 'answer'));
        expect(v.one.state).toBe('accepted');

        expect((await take(town, v, 'certificate')).status).toBe(403);
        const turned = await take(county, v, 'certificate', { inputs: [{ name: 'term_start', value: day() }, { name: 'term_end', value: day(-400) }] });
        expect(turned.json.errors.map((e: any) => e.path)).toEqual(['/inputs/term_end']);
        v = good(await take(county, v, 'certificate'));
        expect(v.one).toMatchObject({ state: 'serving', appointed_on: day(), term_start: day(), pack_edition: '2022.1' });
        // Thirty-six months, the last day included.
        const end = new Date(`${day()}T00:00:00Z`);
        end.setUTCFullYear(end.getUTCFullYear() + 3);
        expect(v.one.term_end).toBe(new Date(end.getTime() - 86_400_000).toISOString().slice(0, 10));
        expect(new Set(Object.values(standing(v)))).toEqual(new Set(['done']));
        await leave(v);
    });

    it('a village with a gap in its profile opens no selection', async () => {
        const person = await somebody(county, { region_code: places.other_village });
        const chengguan = await world.user('chengguan');
        const v = good(await propose(chengguan, j, person, { region_code: places.other_village }), 201);
        const answer = await take(chengguan, v, 'survey');
        expect(answer.status).toBe(422);
        expect(why(answer)).toContain('村情档案还有必填项没有填');
        expect(v.steps[0].obstacles.map((o: any) => o.text)).toEqual(['本村村情档案还有必填项没有填，见“缺项清单”']);
    });

    it('a visit that is logged early is no invitation', async () => {
        const view = await carry(j, 'survey');
        const logged = good(await act(village, view, 'visits', { method: 'fellowship', visitor_name: '书记' }));
        expect(standing(logged)).toMatchObject({ opinions: 'current', visit: 'later' });
    });

    it('the candidate answers for himself, and sees nothing of others', async () => {
        const person = await somebody(county);
        const v = await carry(j, 'visit', { person });
        const himself = await account(world, { login: 'candidate', name: person.name, role: 'talent', region: places.own_village, person: person.id });
        expect((await list(himself)).items.map((e: any) => e.id)).toEqual([v.one.id]);
        const own = await read(himself, v.one.id);
        expect(own.acts).toEqual([]);
        expect(own.steps.find((s: any) => s.id === 'answer').may_act).toBe(true);
        expect((await (await world.user('talent')).get(`/api/engagements/${v.one.id}`)).status).toBe(404);
        expect((await take(await world.user('talent'), v, 'answer')).status).toBe(404);
        expect((await act(himself, own, 'voiding', { note: '不干了' })).status).toBe(403);
        // He answers, and fills in nothing else.
        expect((await take(himself, own, 'answer', { inputs: [{ name: 'match_needs', value: '100' }] })).json.errors.map((e: any) => e.path)).toEqual(['/inputs/match_needs']);
        expect((await take(himself, own, 'answer', { inputs: [{ name: 'term_end', value: '2099-01-01' }] })).status).toBe(400);
        const yes = good(await take(himself, own, 'answer', { done_on: day() }));
        expect(yes.one.state).toBe('accepted');
        expect(yes.log.at(-1)).toMatchObject({ step: 'answer', body: 'subject', result: 'pass' });
        good(await act(county, await read(county, v.one.id), 'rejection', { note: '试' }));
    });

    it('a village officer who is himself a candidate elsewhere acts for no other village', async () => {
        const person = await somebody(county, { region_code: places.next_village });
        const clerk = await account(world, { login: 'next.village', name: person.name, role: 'village_officer', region: places.next_village, person: person.id });
        const v = good(await propose(county, j, person), 201);
        expect((await read(clerk, v.one.id)).steps[0].may_act).toBe(false);
        expect((await take(clerk, v, 'survey')).status).toBe(403);
        expect((await act(clerk, v, 'rejection', { note: '不想当' })).status).toBe(403);
        expect((await act(village, v, 'voiding', { note: '不归村里' })).status).toBe(403);
    });

    it('an answer of no is a decline with its reason, which the county may reopen', async () => {
        const v = await carry(j, 'visit');
        expect((await take(village, v, 'answer', { result: 'fail' })).json.errors.map((e: any) => e.path)).toEqual(['/opinion']);
        const no = good(await take(village, v, 'answer', { result: 'fail', opinion: '常年在外' }));
        expect(no.one.state).toBe('declined');
        expect((await take(county, no, 'certificate')).status).toBe(422);
        expect((await act(town, no, 'reopening', { note: '再请' })).status).toBe(403);
        expect((await act(county, no, 'reopening')).json.errors[0].path).toBe('/note');
        const again = good(await act(county, no, 'reopening', { note: '再请' }));
        expect(again.one).toMatchObject({ state: 'identified', ended_on: null });
        expect(standing(again)).toMatchObject({ survey: 'current', visit: 'later' });
    });

    it('goes back to a step that the pack names, and from there on once more', async () => {
        const v = await carry(j, 'match');
        expect((await act(town, v, 'return', { to: 'match', note: '重算' })).status).toBe(403);
        expect((await act(county, v, 'return', { to: 'survey', note: '重来' })).json.errors[0].path).toBe('/to');
        expect((await act(county, v, 'return', { to: 'opinions' })).json.errors[0].path).toBe('/note');
        let back = good(await act(county, v, 'return', { to: 'opinions', note: '补记录' }));
        expect(back.one.state).toBe('identified');
        expect(standing(back)).toMatchObject({ survey: 'done', opinions: 'current', match: 'later' });
        back = good(await take(town, back, 'opinions', { opinion: '补齐', evidence: '记录' }));
        back = good(await take(town, back, 'match', { inputs: marks }));
        expect(back.one).toMatchObject({ state: 'pooled' });
        expect(standing(back).vetting).toBe('current');
    });

    it('days go forward', async () => {
        const person = await somebody(county);
        let v = good(await propose(county, j, person), 201);
        expect((await take(town, v, 'survey', { done_on: day(1) })).json.errors[0].path).toBe('/done_on');
        v = good(await take(town, v, 'survey', { done_on: '2024-03-05' }));
        opinion_round(j, v.one.id, '2024-03-01');
        const before = await take(town, v, 'opinions', { done_on: '2024-03-04', opinion: '赞成', evidence: '记录' });
        expect(before.json.errors[0]).toMatchObject({ path: '/done_on', message: expect.stringContaining('2024-03-05') });
        v = good(await take(town, v, 'opinions', { done_on: '2024-03-06', opinion: '赞成', evidence: '记录' }));
        v = good(await take(town, v, 'match', { done_on: '2024-03-07', inputs: marks }));
        // Nothing is sent back or turned down before it came.
        expect((await act(county, v, 'return', { to: 'match', note: '重算', on: '2024-03-06' })).json.errors?.[0].path).toBe('/on');
        expect((await act(county, v, 'rejection', { note: '早了', on: '2024-03-01' })).json.errors[0].path).toBe('/on');
    });
});

it('nobody vets while the work group has fewer than three', async () => {
    const other = await demo_world();
    try {
        const small = await begin(other, 2);
        const v = await carry(small, 'match');
        expect(v.steps.find((s: any) => s.id === 'vetting').obstacles.map((o: any) => o.text)).toEqual(['“名誉村长”选聘工作组现有 2 人，不少于 3 人']);
        const answer = await take(small.county, v, 'vetting', { opinion: '同意', checks: ticks() });
        expect(answer.status).toBe(422);
        expect(why(answer)).toContain('选聘工作组现有 2 人，不少于 3 人');
        // Somebody whose home is elsewhere is a member like the others.
        const stranger = await somebody(small.county, { region_code: places.county, native_region_code: places.other_county });
        await join_group(small, stranger);
        good(await take(small.county, v, 'vetting', { opinion: '同意', checks: ticks() }));
    } finally {
        await other.close();
    }
});

describe('places of a village', () => {
    it('a third head is refused, with who holds the places; a person serves one village', async () => {
        const one = await carry(j, 'certificate'), two = await carry(j, 'certificate');
        const third = await carry(j, 'answer');
        const before = sql(world.place, `SELECT count(*) FROM state_change WHERE entity_id = ${third.one.id}`);
        const refused = await take(county, third, 'certificate');
        expect(refused.status).toBe(422);
        expect(why(refused)).toContain('本村在任名誉村长已到上限');
        expect(why(refused)).toContain(one.one.person_name);
        expect(why(refused)).toContain(two.one.person_name);
        expect(why(refused)).not.toContain(third.one.person_name);
        expect((await read(county, third.one.id)).one).toMatchObject({ state: 'accepted', row_version: third.one.row_version });
        expect(sql(world.place, `SELECT count(*) FROM state_change WHERE entity_id = ${third.one.id}`)).toBe(before);

        // The pages show the same two.
        const mine = (await board(county)).townships.flatMap((t: any) => t.villages).find((v: any) => v.code === places.own_village);
        expect(mine).toMatchObject({ most: 2 });
        expect(mine.holders.filter((h: any) => h.state === 'serving').map((h: any) => h.id).sort()).toEqual([one.one.id, two.one.id].sort());

        // Somebody who pauses keeps nobody from his place, and does not come back when it is taken.
        const paused = good(await act(county, await read(county, two.one.id), 'suspension', { note: '外出学习' }));
        const now_third = good(await take(county, third, 'certificate'));
        const back = await act(county, paused, 'resumption', { note: '回来了' });
        expect(back.status).toBe(422);
        expect(why(back)).toContain('已到上限');
        await leave(now_third);
        good(await act(county, await read(county, two.one.id), 'resumption', { note: '回来了' }));

        // A void one comes back only where there is room.
        const gone = good(await act(county, await read(county, one.one.id), 'voiding', { note: '录错' }));
        const fourth = await carry(j, 'certificate');
        const again = await act(county, gone, 'unvoiding', { note: '没有录错' });
        expect(again.status).toBe(422);
        expect(why(again)).toContain('已到上限');
        await leave(fourth);
        await leave(two);
    });

    it('a larger limit holds from its day', async () => {
        const params = async (value: string) =>
            good(await county.post(`/api/schemes/${j.scheme.id}/params`, { name: 'heads_per_village', value, from_on: day(), reason: '村大' }));
        const all = [await carry(j, 'certificate'), await carry(j, 'certificate')];
        const third = await carry(j, 'answer');
        await params('3');
        all.push(good(await take(county, third, 'certificate')));
        await params('2');
        for (const one of all) await leave(one);
    });

    it('ending asks a reason, and words where the term was not over', async () => {
        const v = await carry(j, 'certificate');
        expect((await act(county, v, 'ending', { on: day() })).json.errors[0].path).toBe('/end_reason');
        expect((await act(county, v, 'ending', { on: day(), end_reason: 'bored' })).json.errors[0].path).toBe('/end_reason');
        expect((await act(county, v, 'ending', { on: day(), end_reason: 'unfit' })).json.errors[0].path).toBe('/note');
        expect((await act(county, v, 'ending', { on: day(1), end_reason: 'term_over' })).json.errors[0].path).toBe('/on');
        expect((await act(town, v, 'ending', { on: day(), end_reason: 'term_over' })).status).toBe(403);
        const gone = good(await act(county, v, 'ending', { on: day(), end_reason: 'term_over' }));
        expect(gone.one).toMatchObject({ state: 'ended', ended_on: day(), end_reason: 'term_over' });
        expect((await act(county, gone, 'ending', { on: day(), end_reason: 'term_over' })).status).toBe(422);
        const kept = good(await act(village, gone, 'tracking', { note: '常联系' }));
        expect(kept.one).toMatchObject({ state: 'tracked', ended_on: day() });
    });

    it('is renewed three times and not a fourth', async () => {
        let v = await carry(j, 'certificate');
        for (let i = 1; i <= 3; ++i) {
            const next = good(await act(county, v, 'renewal', {}));
            expect(next.one).toMatchObject({ state: 'serving', renewals: i, predecessor_id: v.one.id });
            expect([i, v.one.term_end < next.one.term_start, v.one.term_end, next.one.term_start, next.one.term_end]).toEqual([i, true, expect.any(String), expect.any(String), expect.any(String)]);
            expect((await read(county, v.one.id)).one.state).toBe('ended');
            v = next;
        }
        const fourth = await act(county, v, 'renewal', {});
        expect(fourth.status).toBe(422);
        expect(why(fourth)).toContain('已续聘 3 次');
        expect((await list(county, `person=${v.one.person_id}&state=serving`)).total).toBe(1);
        await leave(v);
    });
});

describe('lists, board and days gone by', () => {
    it('late entries stand on the day they were done', async () => {
        const old = sql(world.place, `UPDATE engagement SET appointed_on = '2024-01-01', term_start = '2024-01-01' WHERE role = 'work_group_member' AND scheme_id = ${j.scheme.id};
            UPDATE state_change SET on_day = '2024-01-01' WHERE entity = 'engagement' AND entity_id IN (SELECT id FROM engagement WHERE role = 'work_group_member' AND scheme_id = ${j.scheme.id})`);
        expect(old).toBe('');
        const v = await carry(j, 'certificate', { on: '2024-06-03' });
        expect(v.one).toMatchObject({ state: 'serving', appointed_on: '2024-06-03', term_end: '2027-06-02', state_since: '2024-06-03' });
        const states = async (as_of?: string) =>
            (await list(county, `person=${v.one.person_id}${as_of ? `&as_of=${as_of}` : ''}`)).items.map((e: any) => e.state);
        expect(await states()).toEqual(['serving']);
        expect(await states(day())).toEqual(['serving']);
        expect(await states(day(-1))).toEqual(['serving']);
        expect(await states('2024-06-03')).toEqual(['serving']);
        expect(await states('2024-06-02')).toEqual([]);
        const then = await board(county, 'as_of=2024-06-03'), earlier = await board(county, 'as_of=2024-06-02');
        expect([then.serving, earlier.serving]).toEqual([1, 0]);
        expect(v.timeline[0].late).toBe(true);
        await leave(v);
        expect(await states(day(-1))).toEqual(['serving']);
        expect(await states()).toEqual(['ended']);
    });

    it('the board counts what the list counts, for the whole and for a part', async () => {
        const v = await carry(j, 'certificate'), waiting = await carry(j, 'match');
        for (const [by, part] of [[county, ''], [county, places.own_town], [county, places.other_town], [town, ''], [village, '']] as const) {
            const b = await board(by, part && `region=${part}`);
            const all = await list(by, part && `region=${part}`);
            const count = (...states: string[]) => all.items.filter((e: any) => states.includes(e.state)).length;
            expect(b.serving, part).toBe(count('serving'));
            expect(b.serving, part).toBe(b.townships.reduce((n: number, t: any) => n + t.serving, 0));
            expect(b.pending, part).toBe(count('identified', 'pooled', 'vetted', 'invited', 'accepted', 'suspended'));
            expect(b.steps.reduce((n: number, s: any) => n + s.count, 0), part).toBe(count('identified', 'pooled', 'vetted', 'invited', 'accepted'));
            expect(all.states.reduce((n: number, s: any) => n + s.count, 0)).toBe(all.total);
        }
        expect((await board(county)).townships.flatMap((t: any) => t.villages).filter((x: any) => !x.holders.some((h: any) => h.state === 'serving')).length).toBe((await board(county)).vacant);
        expect((await county.get(`/api/engagements/board?scheme=${j.scheme.id}&role=${head}&region=999999999999`)).status).toBe(400);
        await leave(v);
        good(await act(county, waiting, 'rejection', { note: '试' }));
    });

    it('filters, sorts and pages', async () => {
        const one = await carry(j, 'survey');
        const name = encodeURIComponent(one.one.person_name);
        expect((await list(county, `q=${name}`)).items.map((e: any) => e.id)).toContain(one.one.id);
        expect((await list(county, `q=${encodeURIComponent('%')}`)).total).toBe(0);
        expect((await county.get(`/api/engagements?scheme=${j.scheme.id}&sort=luck`)).status).toBe(400);
        for (const sort of ['place', '-place', 'name', '-since', 'appointed', '-appointed']) {
            const whole = (await list(county, `sort=${sort}`)).items.map((e: any) => e.id);
            const paged = [];
            for (let page = 1; page <= Math.ceil(whole.length / 3); ++page)
                paged.push(...good(await county.get(`/api/engagements?scheme=${j.scheme.id}&role=${head}&sort=${sort}&size=3&page=${page}`)).items.map((e: any) => e.id));
            expect(paged, sort).toEqual(whole);
        }
        const void_one = good(await act(county, one, 'voiding', { note: '试' }));
        expect((await list(county, `q=${name}`)).total).toBe(0);
        expect((await list(county, `q=${name}&voided=true`)).items.map((e: any) => e.id)).toEqual([void_one.one.id]);
        expect((await take(town, void_one, 'opinions', { opinion: '赞成', evidence: '记录' })).json.key).toBe('engagements.is_void');
    });

    it('others’ places do not exist', async () => {
        const v = await carry(j, 'survey');
        for (const login of ['nancheng', 'chengguan']) {
            const other = await world.user(login);
            expect((await other.get(`/api/engagements/${v.one.id}`)).status, login).toBe(404);
            expect((await take(other, v, 'opinions')).status, login).toBe(404);
            expect((await act(other, v, 'voiding', { note: '试' })).status, login).toBe(404);
            expect((await other.get(`/api/engagements?scheme=${j.scheme.id}`)).json.items.map((e: any) => e.id), login).not.toContain(v.one.id);
        }
        expect((await (await world.user('nancheng')).get(`/api/engagements/board?scheme=${j.scheme.id}&role=${head}`)).status).toBe(404);
        good(await act(county, v, 'voiding', { note: '试' }));
    });
});

describe('clicks', () => {
    it('a second click is the first, a stale page writes nothing', async () => {
        const v = await carry(j, 'survey');
        opinion_round(j, v.one.id);
        const key = fresh_key(), body = { step: 'opinions', opinion: '赞成', evidence: '记录' };
        const first = await town.post(`/api/engagements/${v.one.id}/steps`, body, { version: v.one.row_version, key });
        const second = await town.post(`/api/engagements/${v.one.id}/steps`, body, { version: v.one.row_version, key });
        expect([first.status, second.status]).toEqual([200, 200]);
        expect(second.json.one.row_version).toBe(first.json.one.row_version);
        expect(first.json.log.filter((s: any) => s.step === 'opinions')).toHaveLength(1);
        expect((await read(town, v.one.id)).log.filter((s: any) => s.step === 'opinions')).toHaveLength(1);
        expect((await take(town, v, 'match', { inputs: marks })).status).toBe(412);
        expect((await town.post(`/api/engagements/${v.one.id}/steps`, { step: 'match', inputs: marks })).status).toBe(428);
        good(await act(county, first.json, 'voiding', { note: '试' }));
    });

    it('a batch says of each what happened, and a trial writes nothing', async () => {
        const ready = await carry(j, 'opinions'), early = await carry(j, 'survey'), elsewhere = '424242';
        const foreign = sql(world.place, `SELECT id FROM engagement WHERE role = 'work_group_member' LIMIT 1`);
        const ids = [ready.one.id, early.one.id, elsewhere, foreign, `${ready.one.id}x`];
        const step = { step: 'match', inputs: marks };
        const size = () => sql(world.place, 'SELECT (SELECT count(*) FROM engagement_step), (SELECT count(*) FROM state_change), (SELECT count(*) FROM event_log)');
        const before = size();
        const trial = good(await town.post('/api/engagements/batch', { ids, step, trial: true }));
        expect(trial.items.map((i: any) => i.ok)).toEqual([true, false, false, false, false]);
        expect([trial.done, trial.failed]).toEqual([1, 4]);
        expect(size()).toBe(before);
        expect((await read(town, ready.one.id)).one).toMatchObject({ state: 'identified', row_version: ready.one.row_version });
        const done = good(await town.post('/api/engagements/batch', { ids, step, trial: false }));
        expect(done.items.map((i: any) => i.ok)).toEqual([true, false, false, false, false]);
        expect(done.items[1].obstacles[0].text).toContain('广泛征求意见');
        expect(done.items[0]).toMatchObject({ id: ready.one.id, person_name: ready.one.person_name });
        expect((await read(town, ready.one.id)).one.state).toBe('pooled');
        expect((await town.post('/api/engagements/batch', { ids: Array(501).fill('1'), step })).status).toBe(400);
        for (const id of [ready.one.id, early.one.id]) good(await act(county, await read(county, id), 'voiding', { note: '试' }));
    });

    it('nothing moves in a scheme that is closed', async () => {
        const mine = await draft(county, { region_code: places.other_town });
        // Beside the one of the county, which no official could start; here it only has to end.
        sql(world.place, `UPDATE scheme SET state = 'active' WHERE id = ${mine.id}`);
        const chengguan = await world.user('chengguan');
        await complete_village(chengguan, places.other_village);
        const person = await somebody(county, { region_code: places.other_village });
        const v = good(await propose(chengguan, { ...j, scheme: mine }, person, { region_code: places.other_village }), 201);
        const running = (await county.get(`/api/schemes/${mine.id}`)).json.scheme;
        good(await county.post(`/api/schemes/${mine.id}/closing`, undefined, { version: running.row_version }));
        expect((await read(county, v.one.id)).acts).toEqual([]);
        for (const [noun, body] of [['visits', { method: 'home_visit', visitor_name: '镇长' }], ['rejection', { note: '试' }], ['voiding', { note: '试' }]] as const)
            expect((await act(county, v, noun, body)).json.key, noun).toBe('schemes.not_active');
        expect((await take(chengguan, v, 'survey')).json.key).toBe('schemes.not_active');
        expect((await propose(chengguan, { ...j, scheme: mine }, await somebody(county), { region_code: places.other_village })).json.key).toBe('schemes.not_active');
    });
});

describe('after all of it', () => {
    it('the trail is sound, and every act left a line', async () => {
        const verdict = command('verify', ...world.place.options);
        expect(verdict.code, verdict.output).toBe(0);
        const acts = sql(world.place, `SELECT DISTINCT what FROM event_log WHERE entity = 'engagement' ORDER BY 1`).split('\n');
        for (const what of ['created', 'step_pass', 'step_fail', 'sent_back', 'rejected', 'visited', 'ended', 'suspended', 'resumed', 'renewed', 'reopened', 'tracked', 'voided', 'unvoided'])
            expect(acts).toContain(what);
    });
});
