// Where quotas and obligations stand (pack language, 6): counts by rule, the list behind each number in words, of whom
// the reader may see, on a day and for a period that is over.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { good } from './support/journey';
import { User, demo_world, type World } from './support/world';

let world: World;
let office: User, town: User, village: User;
let scheme: string;
beforeAll(async () => {
    world = await demo_world();
    [office, town, village] = await Promise.all(['nancheng', 'zhuliang', 'cunwei'].map((login) => world.user(login)));
    scheme = good(await office.get('/api/schemes')).items[0].id;
});
afterAll(() => world.close());

const standings = async (by: User, more: string) => good(await by.get(`/api/standings?scheme=${scheme}&${more}`));
const rule = async (by: User, id: string, more: string) => (await standings(by, more)).items.find((one: any) => one.rule === id);
const rows = (by: User, id: string, more: string) => by.get(`/api/standings/rows?scheme=${scheme}&rule=${id}&${more}`);

describe('the rules of a running scheme', () => {
    it('say how many they are asked of, and where those stand', async () => {
        const list = await standings(office, 'as_of=2022-12-31');
        expect(list).toMatchObject({ as_of: '2022-12-31', region_name: '南城县' });
        for (const one of list.items) expect(one.met + one.open + one.missed + one.waived + one.unknown, one.rule).toBe(one.asked);
        const seats = list.items.find((one: any) => one.rule === 'quotas.heads_per_village');
        expect(seats).toMatchObject({ kind: 'quota', name: '每村名誉村长人数', entity: 'region', missed: 0, open: 0 });
        expect(seats.asked).toBe(seats.met);
        const records = list.items.find((one: any) => one.rule === 'obligations.not_passive');
        expect(records).toMatchObject({ kind: 'obligation', every: 'quarter', period: '2022Q4', due_on: '2022-12-31', duty: ['talent'], missed: 0 });
        expect(records.asked).toBe(144);
        expect(records.open).toBeGreaterThan(0);
    });

    it('open to the list behind each number, in words', async () => {
        const open = (await rule(office, 'obligations.not_passive', 'as_of=2022-12-31')).open;
        const page = good(await rows(office, 'obligations.not_passive', 'as_of=2022-12-31&state=open&size=500'));
        expect(page.total).toBe(open);
        expect(page.items).toHaveLength(open);
        expect(page.items[0]).toMatchObject({ entity: 'engagement', state: 'open', text: '履职记录 0条，不少于 1条，差 1条', due_on: '2022-12-31' });
        expect(page.items[0].url).toBe(`/engagements/${page.items[0].id}`);
        expect((await rows(office, 'obligations.not_passive', 'as_of=2022-12-31&state=missed')).json.total).toBe(0);
    });

    it('are missed when the period is over, and owe nothing before the term', async () => {
        const then = await rule(office, 'obligations.not_passive', 'as_of=2023-01-10&period=2022Q4');
        expect(then).toMatchObject({ period: '2022Q4', open: 0 });
        expect(then.missed).toBeGreaterThan(0);
        const before = await rule(office, 'obligations.not_passive', 'as_of=2023-01-10&period=2020Q1');
        expect(before).toMatchObject({ asked: before.waived, missed: 0, met: 0 });
    });

    it('show a township its own only, and refuse what is no rule and no period', async () => {
        const [all, own] = [await rule(office, 'obligations.not_passive', 'as_of=2022-12-31'), await rule(town, 'obligations.not_passive', 'as_of=2022-12-31')];
        expect(own.asked).toBeGreaterThan(0);
        expect(own.asked).toBeLessThan(all.asked);
        expect((await town.get(`/api/standings?scheme=${scheme}&region=361021100000`)).status).toBe(400);
        expect(good(await rows(village, 'quotas.heads_per_village', 'as_of=2022-12-31')).total).toBe(1);
        expect((await rows(office, 'obligations.nothing', '')).status).toBe(404);
        expect((await rows(office, 'roles.honorary_village_head', '')).status).toBe(404);
        const refused = await office.get(`/api/standings?scheme=${scheme}&period=2022Q7`);
        expect([refused.status, refused.json.errors[0].path]).toEqual([400, '/period']);
        expect((await (await world.user('county')).get(`/api/standings?scheme=${scheme}`)).status).toBe(404);
    });
});
