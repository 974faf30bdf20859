// Care of the talent bank over HTTP: records voided and taken back (G-23), acts on many people, exports withdrawn, units
// that are not dissolved over people's heads.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { current, fresh_id_number, places, register } from './support/people';
import { User, demo_world, type World } from './support/world';

let world: World;
let county: User, county2: User, clerk: User, village: User, inspector: User;
beforeAll(async () => {
    world = await demo_world();
    [county, county2, clerk, village, inspector] = await Promise.all(
        ['county', 'county2', 'wangmeng', 'village', 'inspector'].map((login) => world.user(login)),
    );
});
afterAll(() => world.close());

const total = async (user: User, query = '') => (await user.get(`/api/people?size=1&${query}`)).json.total;

describe('voiding', () => {
    it('takes exactly one out of lists and figures, by the township; the county takes it back', async () => {
        const made = await register(county, { name: '宗政录错', id_number: fresh_id_number('2'), region_code: places.own_village });
        const figure = async () => (await county.get('/api/reports/talent_statistics')).json.rows.find((r: any) => r.key === 'total').cells[0].value;
        const [list, women, before] = [await total(county), await total(county, 'sex=2'), await figure()];
        expect((await village.post(`/api/people/${made.id}/voiding`, { reason: '录错' }, { version: 1 })).status).toBe(403);
        expect((await clerk.post(`/api/people/${made.id}/voiding`, {}, { version: 1 })).status).toBe(400);
        const gone = await clerk.post(`/api/people/${made.id}/voiding`, { reason: '重复录入' }, { version: 1 });
        expect(gone.json).toMatchObject({ state: 'void', void_reason: '重复录入', row_version: 2 });
        expect([await total(county), await total(county, 'sex=2'), await figure()]).toEqual([list - 1, women - 1, before - 1]);
        const voided = (await inspector.get('/api/people?state=void&q=宗政录错')).json.items;
        expect(voided).toHaveLength(1);
        expect(voided[0].void_reason).toBe('重复录入');
        await world.restart();
        expect(await total(county)).toBe(list - 1);
        expect((await clerk.post(`/api/people/${made.id}/voiding_reversal`, { reason: '没有重复' }, { version: 2 })).status).toBe(403);
        const back = await county.post(`/api/people/${made.id}/voiding_reversal`, { reason: '没有重复' }, { version: 2 });
        expect(back.json).toMatchObject({ state: 'active', void_reason: null });
        expect([await total(county), await figure()]).toEqual([list, before]);
        const told = (await county.get(`/api/people/${made.id}/history`)).json.items.map((e: any) => [e.what, e.reason]);
        expect(told).toEqual(expect.arrayContaining([['voided', '重复录入'], ['unvoided', '没有重复']]));
    });
});

describe('acts on many', () => {
    it('answers beforehand what the act then does, tells who is left out, and takes it back', async () => {
        const ids: string[] = [];
        for (const name of ['束云', '束月', '束星']) ids.push((await register(county, { name, region_code: places.own_village })).id);
        await county.post(`/api/people/${ids[2]}/archival`, { reason: '迁出' }, { version: 1 });
        const wish = { act: 'set_availability', value: 'weekend', people: ids };
        const tried = await clerk.post('/api/people/batch_preview', wish);
        expect(tried.json).toMatchObject({ asked: 3, done: 2, failed: [{ name: '束星', why: 'people.not_active' }] });
        expect((await current(clerk, ids[0])).availability).toBe(null);
        const done = await clerk.post('/api/people/batches', wish);
        expect(done.json).toMatchObject({ asked: 3, done: 2 });
        expect((await current(clerk, ids[0])).availability).toBe('weekend');
        expect((await clerk.get('/api/people/batches')).json.items[0]).toMatchObject({ act: 'set_availability', done: 2, may_undo: true });
        expect((await county2.post(`/api/people/batches/${done.json.id}/reversal`)).status).toBe(404);
        const back = await clerk.post(`/api/people/batches/${done.json.id}/reversal`);
        expect(back.json).toMatchObject({ done: 2, failed: [] });
        expect((await current(clerk, ids[0])).availability).toBe(null);
    });

    it('takes the whole list, and only the list that was seen', async () => {
        const filters = { region: [places.own_village] };
        const n = await total(clerk, `region=${places.own_village}`);
        const moved = await clerk.post('/api/people/batches', { act: 'confirm', all: true, expected: n + 1, filters });
        expect([moved.status, moved.json.detail ?? moved.json.title]).toEqual([expect.any(Number), expect.stringContaining(String(n))]);
        expect(moved.status).toBeGreaterThanOrEqual(400);
        const tried = await clerk.post('/api/people/batch_preview', { act: 'confirm', all: true, expected: n, filters });
        expect(tried.json.asked).toBe(n);
        expect((await clerk.post('/api/people/batches', { act: 'archive', all: true, filters })).json.errors[0].path).toBe('/reason');
    });
});

describe('ages', () => {
    it('do not tell the birthday to who may not see it', async () => {
        const made = await register(county, { name: '亓官藏', id_number: fresh_id_number(), region_code: places.own_village });
        const year = Number((await current(inspector, made.id)).birth_date);
        const seen = new Set<number>();
        for (const day of ['2025-01-01', '2025-03-01', '2025-05-01', '2025-07-01', '2025-09-01', '2025-11-01', '2025-12-31'])
            seen.add(await total(inspector, `q=亓官藏&as_of=${day}&age_from=${2025 - year}`));
        expect([...seen]).toEqual([1]);
        expect((await inspector.get('/api/people?sort=birth_date')).json.errors[0].path).toBe('/sort');
        expect((await clerk.get('/api/people?sort=birth_date')).status).toBe(200);
    });
});

describe('exports', () => {
    it('can be withdrawn by who asked, and approvers are told', async () => {
        const { rows_at_once } = (await clerk.get('/api/exports/limits')).json;
        expect(rows_at_once).toBe(1000);
        const asked = await county.post('/api/people/export', { columns: ['name', 'id_number'], reason: '核对', unmasked: true, filters: { region: [places.own_village] } });
        expect(asked.status).toBe(202);
        expect((await county2.get('/api/notices')).json.items[0].text).toContain('等您审批');
        expect((await county2.post(`/api/exports/${asked.json.id}/withdrawal`, undefined, { version: 1 })).status).toBe(404);
        const gone = await county.post(`/api/exports/${asked.json.id}/withdrawal`, undefined, { version: 1 });
        expect(gone.json.state).toBe('withdrawn');
        expect((await county2.post(`/api/exports/${asked.json.id}/approval`, undefined, { version: 2 })).status).toBeGreaterThanOrEqual(400);
    });
});

describe('units', () => {
    it('name a leader of the bank, list their people and are not dissolved with them', async () => {
        const leader = await register(county, { name: '呼延社长', region_code: places.own_village });
        const unit = await county.post('/api/organizations', { name: '呼延种植家庭农场', kind: 'family_farm', region_code: places.own_village, leader_person_id: leader.id });
        expect(unit.status, unit.text).toBe(201);
        expect(unit.json.leader_person_name).toBe('呼延社长');
        const moved = await county.patch(`/api/people/${leader.id}`, leader.row_version, { employer_org_id: unit.json.id });
        expect(moved.status, moved.text).toBe(200);
        expect(await total(county, `employer_org_id=${unit.json.id}`)).toBe(1);
        const no = await county.post(`/api/organizations/${unit.json.id}/dissolution`, { reason: '停业' }, { version: 1 });
        expect(no.status).toBe(422);
        expect(no.text).toContain('1 人');
        expect((await county.get('/api/organizations?sort=colour')).json.errors[0].path).toBe('/sort');
    });
});
