// What the rules of a pack bring by the day (S0-10, S0-25, G-11): the list, the notices, once each, and their end; the
// daily round of the server, a power cut included, and the command without a server.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { places } from './support/people';
import { account, begin, carry, day, good, somebody, type Journey } from './support/journey';
import { User, command, demo_world, sql, type World } from './support/world';

let world: World, j: Journey;
let head: User, other_town: User, silent: any;
beforeAll(async () => {
    world = await demo_world();
    j = await begin(world);
    other_town = await world.user('chengguan');
    const person = await somebody(j.county);
    silent = await carry(j, 'certificate', { person });
    // As if it had been 91 days ago.
    sql(world.place, `UPDATE engagement SET appointed_on = '${day(-91)}', term_start = '${day(-91)}' WHERE id = ${silent.one.id};
        UPDATE state_change SET on_day = '${day(-91)}' WHERE entity = 'engagement' AND entity_id = ${silent.one.id}`);
    head = await account(world, { login: 'silent.head', name: person.name, role: 'talent', region: places.own_village, person: person.id });
});
afterAll(() => world.close());

const rules = async (by: User) => good(await by.get(`/api/schemes/${j.scheme.id}/consequences`)).items;
const rule = async (by: User, id: string) => (await rules(by)).find((one: any) => one.id === id);
const held = async (by: User, id: string, query = '') => good(await by.get(`/api/schemes/${j.scheme.id}/consequences/${id}/records?${query}`));
/** A power cut, a start, and the round that begins with it, to its end. */
async function restarted() {
    await world.restart();
    for (const by of [j.county, head]) by.server = world.server;
    await expect.poll(() => world.server.output(), { timeout: 60_000, interval: 200 }).toContain(`reminders of ${day()}`);
}
const told = async (by: User, id: string) => good(await by.get('/api/notices?size=200')).items.filter((n: any) => n.rule === `consequences.${id}`);

describe('a head without a record for 90 days', () => {
    it('is in the list of those who reach him, and each of three is told once', async () => {
        await restarted();
        const page = await held(j.county, 'passive');
        expect(page.rule).toMatchObject({ source: 'consequence', name: '被动任职提醒', mark: true });
        expect(page.rule.basis).toContain('二（三）');
        expect(page.items).toEqual([expect.objectContaining({ entity: 'engagement', id: silent.one.id, label: silent.one.person_name, since: day(), told_on: day(), url: `/engagements/${silent.one.id}` })]);
        expect((await rule(j.town, 'passive')).holding).toBe(1);
        expect((await held(j.town, 'passive')).total).toBe(1);
        expect((await rule(other_town, 'passive')).holding).toBe(0);
        expect((await held(other_town, 'passive')).items).toEqual([]);
        expect((await held(j.county, 'passive', `region=${places.other_town}`)).total).toBe(0);
        expect((await held(j.county, 'passive_talk')).total).toBe(0);

        const [own] = await told(head, 'passive');
        expect(own).toMatchObject({ entity: 'engagement', url: `/engagements/${silent.one.id}` });
        expect(own.text).toContain('已有一段时间没有核实的履职记录（被动任职提醒，');
        for (const by of [j.town, j.county]) {
            const notices = await told(by, 'passive');
            expect(notices).toHaveLength(1);
            expect(notices[0].text).toContain(silent.one.person_name);
        }
        expect(await told(other_town, 'passive')).toEqual([]);
        expect(sql(world.place, `SELECT mark FROM record_mark WHERE entity_id = ${silent.one.person_id} AND until_on IS NULL`)).toBe('passive');
    });

    it('is not told again by another round, after a power cut either', async () => {
        await restarted();
        for (const by of [head, j.town, j.county]) expect(await told(by, 'passive')).toHaveLength(1);
    });

    it('leaves the list with a verified record, at once, and the tag with the next round', async () => {
        const logged = good(await j.village.post('/api/activities', {
            scheme_id: j.scheme.id, kind: 'field_guidance', title: '到村指导', region_code: places.own_village, starts_at: day(), duty: 'help_needy', state: 'held', summary: '到村看苗情，讲了半天课',
            participants: [{ person_id: silent.one.person_id, engagement_id: silent.one.id, role: 'expert', headcount: 1, days: 1 }],
        }), 201);
        expect((await held(j.county, 'passive')).total).toBe(1);
        good(await j.town.post(`/api/activities/${logged.id}/verification`, {}, { version: logged.row_version }));
        expect((await held(j.county, 'passive')).total).toBe(0);
        expect((await rule(j.county, 'passive')).holding).toBe(0);
        await restarted();
        expect(sql(world.place, `SELECT count(*) FROM record_mark WHERE entity_id = ${silent.one.person_id} AND until_on IS NULL`)).toBe('0');
    });
});

describe('an end of term', () => {
    it('is told 60 and again 30 days before', async () => {
        sql(world.place, `UPDATE engagement SET term_end = '${day(60)}' WHERE id = ${silent.one.id}`);
        await restarted();
        expect((await held(j.town, 'term_ending')).total).toBe(1);
        expect((await held(j.town, 'term_ending_soon')).total).toBe(0);
        sql(world.place, `UPDATE engagement SET term_end = '${day(30)}' WHERE id = ${silent.one.id}`);
        await restarted();
        expect(await told(head, 'term_ending')).toHaveLength(1);
        expect(await told(head, 'term_ending_soon')).toHaveLength(1);
        expect(await told(j.town, 'term_ending_soon')).toHaveLength(1);
    });

    it('at its end the county has something to do, and nobody is moved by the rule', async () => {
        sql(world.place, `UPDATE engagement SET term_end = '${day()}' WHERE id = ${silent.one.id}`);
        await restarted();
        const [to_do] = await told(j.county, 'term_end');
        expect(to_do.text).toContain('请办理');
        expect(good(await j.county.get(`/api/engagements/${silent.one.id}`)).one.state).toBe('serving');
    });
});

describe('the command', () => {
    it('does the day without a server, says what it did, and refuses what is no day', async () => {
        await world.server.stop();
        const done = command('remind', ...world.place.options, '--on', day());
        expect(done.code, done.output).toBe(0);
        expect(done.output).toContain(`${day()} 共发出提醒 0 条`);
        expect(done.output).toContain('任期届满（term_end）：在列 1');
        const later = command('remind', ...world.place.options, '--on', day(91));
        expect(later.output).toContain('名誉村长选聘  被动任职提醒（passive）：在列 1，新增 1，');
        expect(command('remind', ...world.place.options, '--on', '2022-13-01').code).toBe(1);
    });
});
