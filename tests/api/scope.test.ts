// A township clerk who tries everything that is not hers (G-03, trust.md decision 5). 王孟镇 is her town; 城关街道 is
// its neighbour, 南城县 another county.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demo_people, current, fresh_id_number, fresh_phone, places, register } from './support/people';
import { User, demo_world, type Answer, type World } from './support/world';

let world: World;
let clerk: User, neighbour: User, county: User, abroad: User;
// Somebody of the neighbour town, of the county itself, of another county, and one of her own.
let next_door: any, upstairs: any, far: any, own: any;
const secret = { name: '欧阳碧落', birth: '1991-04-01' };
let taken_number: string, taken_phone: string;

beforeAll(async () => {
    world = await demo_world();
    clerk = await world.user('wangmeng');
    neighbour = await world.user('chengguan');
    county = await world.user('county');
    abroad = await world.user('nancheng');
    taken_number = fresh_id_number();
    taken_phone = fresh_phone();
    next_door = await register(neighbour, {
        name: secret.name, region_code: places.other_village, id_number: taken_number, phone: taken_phone,
        biography: '擅长编织独一无二的凤凰锦', skills: [], employer_name: '星汉灿烂合作社',
    });
    upstairs = await register(county, { name: '司徒云间', region_code: places.county, id_number: fresh_id_number() });
    far = await register(abroad, { name: '东方既白', region_code: places.other_county, id_number: fresh_id_number() });
    own = await register(clerk, { name: '南宫月', region_code: places.own_village, id_number: fresh_id_number(), phone: fresh_phone() });
});
afterAll(() => world.close());

const not_hers = () => [next_door, upstairs, far];
const own_prefix = new RegExp(`^${places.own_prefix}`);
const nowhere = '999999999999999';
/** What two answers must have in common so that neither says more than the other. */
const face = (answer: Answer) => ({ status: answer.status, text: answer.text.replaceAll(/\d{15,}/g, 'ID') });

describe('by the id of a record', () => {
    it('every act answers as if the record did not exist', async () => {
        const acts: [string, (id: string) => Promise<Answer>][] = [
            ['read', (id) => clerk.get(`/api/people/${id}`)],
            ['history', (id) => clerk.get(`/api/people/${id}/history`)],
            ['duplicates', (id) => clerk.get(`/api/people/${id}/duplicates`)],
            ['amend', (id) => clerk.patch(`/api/people/${id}`, 1, { name: '改名' })],
            ['amend, wrong version', (id) => clerk.patch(`/api/people/${id}`, 77, { name: '改名' })],
            ['amend, into her own town', (id) => clerk.patch(`/api/people/${id}`, 1, { region_code: places.own_village })],
            ['amend, nothing right', (id) => clerk.patch(`/api/people/${id}`, 1, { name: '', nonsense: 1 })],
            ['archive', (id) => clerk.post(`/api/people/${id}/archival`, { reason: '迁出' }, { version: 1 })],
            ['restore', (id) => clerk.post(`/api/people/${id}/restoration`, { reason: '回来' }, { version: 1 })],
            ['confirm', (id) => clerk.post(`/api/people/${id}/confirmation`, undefined, { version: 1 })],
            ['reveal number', (id) => clerk.post(`/api/people/${id}/reveal`, { field: 'id_number', reason: '核对' })],
            ['reveal birth', (id) => clerk.post(`/api/people/${id}/reveal`, { field: 'birth_date', reason: '核对' })],
            ['merge', (id) => clerk.post(`/api/people/${id}/merger`, { other_id: own.id }, { version: 1 })],
            ['undo a merger', (id) => clerk.post(`/api/people/${id}/merger_reversal`)],
        ];
        for (const [name, act] of acts) {
            const missing = await act(nowhere);
            expect([404, 403], name).toContain(missing.status);
            for (const person of not_hers()) expect(face(await act(person.id)), `${name} ${person.name}`).toEqual(face(missing));
        }
        for (const person of not_hers()) {
            const owner = person === far ? abroad : county;
            expect((await current(owner, person.id)).row_version).toBe(1);
        }
    });

    it('an id that is no id is no record either', async () => {
        for (const id of ['0', '-1', 'abc', '1e3', '9223372036854775808', `${own.id}x`, '%00', "1'--", '..%2F..%2Fetc']) {
            const answer = await clerk.get(`/api/people/${id}`);
            expect([404, 400], id).toContain(answer.status);
        }
        expect((await clerk.get(`/api/people/${own.id}`)).status).toBe(200);
    });

    it('the county officer cannot merge across counties, and the clerk not at all', async () => {
        const answer = await county.post(`/api/people/${upstairs.id}/merger`, { other_id: far.id }, { version: 1 });
        const missing = await county.post(`/api/people/${upstairs.id}/merger`, { other_id: nowhere }, { version: 1 });
        expect(answer.status).toBe(404);
        expect(face(answer)).toEqual(face(missing));
        expect((await clerk.post(`/api/people/${own.id}/merger`, { other_id: next_door.id }, { version: 1 })).status).toBe(403);
    });
});

describe('by lists and search', () => {
    const everything = async (query: string) => {
        const found: any[] = [];
        for (let page = 1; ; ++page) {
            const answer = await clerk.get(`/api/people?${query}&page=${page}&size=200`);
            expect(answer.status, answer.text).toBe(200);
            found.push(...answer.json.items);
            if (found.length >= answer.json.total || !answer.json.items.length) {
                expect(found.length).toBe(answer.json.total);
                return found;
            }
        }
    };

    it('the whole list holds her town only, and exactly all of it', async () => {
        const mine = await everything('sort=name');
        expect(mine.every((p) => p.region_code.startsWith(places.own_prefix))).toBe(true);
        const expected = demo_people().filter((p) => p.native_village_code.startsWith(places.own_prefix)).length + 1;
        expect(mine.length).toBe(expected);
        const states = ['active', 'archived', 'merged'].map((s) => `state=${s}`).join('&');
        for (const p of await everything(states)) expect(p.region_code).toMatch(own_prefix);
    });

    it('no filter by place widens it', async () => {
        for (const region of [places.other_town, places.other_village, places.other_county, places.county, '410000000000', '000000000000']) {
            for (const name of ['region', 'at_region']) {
                const answer = await clerk.get(`/api/people?${name}=${region}&size=200`);
                expect(answer.status).toBe(200);
                for (const p of answer.json.items) expect(p.region_code).toMatch(own_prefix);
                if (region !== places.county && !/^(41|00)0/.test(region)) expect(answer.json.total).toBe(0);
            }
            const both = await clerk.get(`/api/people?region=${region}&region=${places.own_town}&size=200`);
            for (const p of both.json.items) expect(p.region_code).toMatch(own_prefix);
        }
    });

    it('no search finds the others, and answers as for somebody who does not exist', async () => {
        const strange = { name: '欧阳碧空', initials: 'oybk', id: fresh_id_number(), phone: fresh_phone() };
        const pairs: [string, string][] = [
            [secret.name, strange.name],
            ['欧阳', '欧阴'],
            ['碧落', '碧空'],
            ['ouyangbiluo', 'ouyangbikong'],
            ['oybl', 'oybk'],
            [taken_number, strange.id],
            [taken_number.toLowerCase(), strange.id.toLowerCase()],
            [taken_phone, strange.phone],
            [`+86 ${taken_phone}`, `+86 ${strange.phone}`],
            ['独一无二的凤凰锦', '独一无二的麒麟锦'],
            ['星汉灿烂', '星汉暗淡'],
            ['东方既白', '东方既黑'],
            ['司徒云间', '司徒雾间'],
        ];
        for (const [there, missing] of pairs) {
            for (const path of ['/api/people', '/api/people/facets', '/api/people/places']) {
                const a = await clerk.get(`${path}?q=${encodeURIComponent(there)}`);
                const b = await clerk.get(`${path}?q=${encodeURIComponent(missing)}`);
                expect(a.status).toBe(200);
                expect(a.text.replaceAll(there, 'Q'), `${path} ${there}`).toBe(b.text.replaceAll(missing, 'Q'));
                if (path === '/api/people') expect(a.json.total).toBe(0);
            }
        }
        // The owner does find them: the words above are good ones.
        for (const [there] of pairs.slice(0, 11)) {
            const found = await neighbour.get(`/api/people?q=${encodeURIComponent(there)}`);
            expect(found.json.items.map((p: any) => p.id), there).toContain(next_door.id);
        }
    });

    it('names of places out of reach are not understood as places', async () => {
        const inside = await clerk.get(`/api/people?q=${encodeURIComponent(places.own_village_name)}`);
        expect(inside.json.understood_words.map((w: any) => w.kind)).toContain('region');
        const outside = await clerk.get(`/api/people?q=${encodeURIComponent('城关街道')}`);
        expect(outside.json.understood_words.map((w: any) => w.kind)).not.toContain('region');
        expect(outside.json.total).toBe(0);
    });

    it('sorting and pages past the end give nothing of others', async () => {
        for (const sort of ['name', '-name', 'birth_date', '-birth_date', 'region', '-region', 'confirmed_on', 'updated_at', '-updated_at', 'relevance']) {
            const answer = await clerk.get(`/api/people?sort=${sort}&size=200`);
            expect(answer.status).toBe(200);
            for (const p of answer.json.items) expect(p.region_code, sort).toMatch(own_prefix);
        }
        const far_page = await clerk.get('/api/people?page=1000000&size=200');
        expect(far_page.json.items).toEqual([]);
    });
});

describe('by numbers', () => {
    const sum_of = (facets: any, field: string) =>
        facets.items.find((f: any) => f.field === field).values.reduce((n: number, v: any) => n + v.count, 0);

    it('facets count her town only, whatever is asked', async () => {
        const total = (await clerk.get('/api/people?size=1')).json.total;
        const mine = (await clerk.get('/api/people/facets')).json;
        expect(sum_of(mine, 'sex')).toBeLessThanOrEqual(total);
        expect(sum_of(mine, 'state')).toBe(total);
        expect(sum_of(mine, 'sex')).toBeGreaterThan(0);
        const before = JSON.stringify(mine);
        await register(neighbour, { name: '钟离雪', region_code: places.other_village, sex: '2', education: '21' });
        expect(JSON.stringify((await clerk.get('/api/people/facets')).json)).toBe(before);
        const theirs = await clerk.get(`/api/people/facets?region=${places.other_town}`);
        for (const f of theirs.json.items) for (const v of f.values) expect(v.count, `${f.field} ${v.code}`).toBe(0);
    });

    it('counts by place begin at her town and go no further', async () => {
        const roots = (await clerk.get('/api/people/places')).json.items;
        expect(roots.map((r: any) => r.code)).toEqual([places.own_town]);
        const villages = (await clerk.get(`/api/people/places?region=${places.own_town}`)).json.items;
        expect(villages.every((v: any) => v.code.startsWith(places.own_prefix))).toBe(true);
        const missing = await clerk.get('/api/people/places?region=411122999000');
        for (const region of [places.other_town, places.other_village, places.county, places.other_county, '410000000000']) {
            const answer = await clerk.get(`/api/people/places?region=${region}`);
            expect(face(answer), region).toEqual(face(missing));
            expect(answer.status).toBe(404);
        }
    });
});

describe('by places', () => {
    it('lists, searches and reads places of her own only', async () => {
        const roots = (await clerk.get('/api/regions')).json.items;
        expect(roots.map((r: any) => r.code)).toEqual([places.own_town]);
        for (const q of ['城关', '临颍', '南城', '村', '4', '3610'])
            for (const r of (await clerk.get(`/api/regions?q=${encodeURIComponent(q)}`)).json.items)
                expect(r.code, q).toMatch(own_prefix);
        const missing = await clerk.get('/api/regions/411122999000');
        const missing_list = await clerk.get('/api/regions?parent=411122999000');
        const missing_change = await clerk.patch('/api/regions/411122999000', 1, { brand: '抢来的品牌' });
        for (const code of [places.other_town, places.other_village, places.county, places.other_county]) {
            expect(face(await clerk.get(`/api/regions/${code}`))).toEqual(face(missing));
            expect(face(await clerk.get(`/api/regions?parent=${code}`))).toEqual(face(missing_list));
            expect(face(await clerk.patch(`/api/regions/${code}`, 1, { brand: '抢来的品牌' }))).toEqual(face(missing_change));
            expect((await clerk.patch(`/api/regions/${code}`, 424242, { brand: '抢来的品牌' })).status).toBe(404);
        }
        expect(missing.status).toBe(404);
        const untouched = await county.get(`/api/regions/${places.other_village}`);
        expect(untouched.text).not.toContain('抢来的品牌');
    });

    it('cannot rename a code, a parent or a level of her own', async () => {
        const village = await clerk.get(`/api/regions/${places.own_village}`);
        for (const change of [{ code: places.other_village }, { parent_id: '1' }, { level: 3 }, { id: '1' }, { row_version: 9 }]) {
            const answer = await clerk.patch(`/api/regions/${places.own_village}`, village.json.row_version, change);
            expect(answer.status, JSON.stringify(change)).toBe(400);
        }
    });

    it('cannot load divisions', async () => {
        const form = new FormData();
        form.append('file', new Blob(['code,name\n411122109999,新村\n']), 'x.csv');
        expect((await clerk.send('POST', '/api/regions/import?commit=true', { body: form })).status).toBe(403);
    });
});

describe('by writing', () => {
    it('cannot register into or move her people to a place that is not hers', async () => {
        const missing = await clerk.post('/api/people', { name: '某人', region_code: '411122999999' });
        expect(missing.status).toBe(400);
        for (const region_code of [places.other_town, places.other_village, places.county, places.other_county]) {
            const made = await clerk.post('/api/people', { name: '某人', region_code });
            expect(made.status).toBe(400);
            expect(made.text.replaceAll(region_code, 'R')).toBe(missing.text.replaceAll('411122999999', 'R'));
            const moved = await clerk.patch(`/api/people/${own.id}`, own.row_version, { region_code });
            expect(moved.status).toBe(400);
            expect(moved.json.errors.map((e: any) => e.path)).toEqual(['/region_code']);
        }
        expect((await current(clerk, own.id)).region_code).toBe(places.own_village);
        expect((await neighbour.get(`/api/people?q=${encodeURIComponent('某人')}`)).json.total).toBe(0);
    });

    it('a number that somebody out of reach has says nothing of who and where', async () => {
        const hidden = await clerk.post('/api/people', { name: '新来的', region_code: places.own_village, id_number: taken_number });
        expect(hidden.status).toBe(409);
        for (const word of [secret.name, next_door.id, '城关', places.other_village, places.other_town, taken_number])
            expect(hidden.text, word).not.toContain(word);
        const amended = await clerk.patch(`/api/people/${own.id}`, own.row_version, { id_number: taken_number });
        expect(amended.status).toBe(409);
        expect(amended.json.errors).toEqual(hidden.json.errors);
        // Within reach it does say who.
        const known = await neighbour.post('/api/people', { name: '新来的', region_code: places.other_village, id_number: taken_number });
        expect(known.status).toBe(409);
        expect(known.text).toContain(secret.name);
    });

    it('a phone or a name of somebody out of reach makes no duplicate', async () => {
        const twin = await register(clerk, { name: secret.name, region_code: places.own_village, phone: taken_phone, birth_date: secret.birth });
        const answer = await clerk.get(`/api/people/${twin.id}/duplicates`);
        expect(answer.json.items).toEqual([]);
        const wide = await county.get(`/api/people/${twin.id}/duplicates`);
        expect(wide.json.items.map((d: any) => d.person.id)).toContain(next_door.id);
    });

    it('a person moved away by the county is gone for her at once, and her version of it too', async () => {
        const leaving = await register(clerk, { name: '令狐归', region_code: places.own_village });
        const moved = await county.patch(`/api/people/${leaving.id}`, leaving.row_version, { region_code: places.other_village });
        expect(moved.status).toBe(200);
        expect((await clerk.get(`/api/people/${leaving.id}`)).status).toBe(404);
        const late = await clerk.patch(`/api/people/${leaving.id}`, leaving.row_version, { name: '令狐冲突' });
        expect(late.status).toBe(404);
        expect(late.json.current).toBeUndefined();
        expect((await clerk.get(`/api/people?q=${encodeURIComponent('令狐归')}`)).json.total).toBe(0);
    });
});

describe('whatever she was told', () => {
    it('never named one of the others, their places or numbers', () => {
        const words = [next_door.id, upstairs.id, far.id, taken_number, '星汉灿烂合作社', upstairs.name, far.name];
        for (const { what, text } of clerk.seen) {
            const asked = decodeURIComponent(what);
            for (const word of words) if (!asked.includes(word)) expect(text.includes(word), `${what} says ${word}`).toBe(false);
        }
        expect(clerk.seen.length).toBeGreaterThan(100);
    });
});
