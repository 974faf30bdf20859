// People of the talent bank: what is refused and how it is told, what is shown and what is not, and that nobody's
// change is lost (G-04, G-17, G-22).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { current, demo_people, fresh_id_number, fresh_phone, id_number, places, register } from './support/people';
import { User, command, demo_world, type Answer, type World } from './support/world';

let world: World;
let county: User, county2: User, clerk: User, village: User, inspector: User, audit: User;
beforeAll(async () => {
    world = await demo_world();
    [county, county2, clerk, village, inspector, audit] = await Promise.all(
        ['county', 'county2', 'wangmeng', 'village', 'inspector', 'audit'].map((login) => world.user(login)),
    );
});
afterAll(() => world.close());

const paths = (answer: Answer) => answer.json.errors.map((e: any) => e.path).sort();
const history = async (user: User, id: string) => (await user.get(`/api/people/${id}/history`)).json.items;

describe('registering', () => {
    it('keeps what was typed, tidied', async () => {
        const number = fresh_id_number('2');
        const { data, response } = await county.api.POST('/api/people', {
            params: { header: { 'Idempotency-Key': `typed-${number}` } },
            body: {
                name: '  黎　明远 ', region_code: places.own_village, id_number: number, nation: '01', education: '21',
                skills: ['010203'], categories: [{ category: 'planting' }], biography: '种过三十年芝麻',
            } as any,
        });
        expect(response.status).toBe(201);
        expect(data).toMatchObject({ region_code: places.own_village, state: 'active', row_version: 1, sex: '2', biography: '种过三十年芝麻' });
        expect(data!.name.trim()).toBe(data!.name);
        expect(response.headers.get('etag')).toBe('"1"');
        expect(typeof data!.id).toBe('string');
    });

    it('tells everything that is wrong at once', async () => {
        const answer = await county.post('/api/people', {
            id_number: '411122198503121234', phone: '12345', education: '999', nation: 'X', birth_date: '1985-13-40',
            skills: ['no such skill'], region_code: '41', is_outside: 'yes', categories: [{ category: 'king' }, {}], nickname: '老黎', row_version: 3,
        });
        expect(answer.status).toBe(400);
        expect(paths(answer)).toEqual([
            '/birth_date', '/categories/0/category', '/categories/1/category', '/education', '/id_number', '/is_outside', '/name',
            '/nation', '/nickname', '/phone', '/region_code', '/row_version', '/skills',
        ]);
        for (const e of answer.json.errors) expect(e.message, e.path).toMatch(/[\u4e00-\u9fff]/);
    });

    it('tells a form and a disagreement in one answer', async () => {
        const answer = await county.post('/api/people', {
            name: '', region_code: '411122999999', id_number: id_number('1985-03-12', '1', 7), birth_date: '1986-03-12', sex: '2', education: '999',
        });
        expect(paths(answer)).toEqual(['/birth_date', '/education', '/name', '/region_code', '/sex']);
    });

    it('checks an ID number against its own digit, birth and sex', async () => {
        const right = id_number('1985-03-12', '1', 11);
        const wrong_digit = right.slice(0, 17) + (right[17] === '1' ? '2' : '1');
        const no_day = id_number('1985-02-30', '1', 3);
        for (const number of [wrong_digit, no_day, right.slice(0, 15), `${right}0`, `４${right.slice(1)}`]) {
            const answer = await county.post('/api/people', { name: '甲', region_code: places.own_village, id_number: number });
            expect(answer.status, number).toBe(400);
            expect(paths(answer)).toEqual(['/id_number']);
        }
        const made = await register(county, { id_number: right, birth_date: '1985-03' });
        expect(made.sex).toBe('1');
        const shown = await county.post(`/api/people/${made.id}/reveal`, { field: 'birth_date', reason: '核对年龄' });
        expect(shown.json.value).toBe('1985-03-12');
    });

    it('takes one number once, told with the name where it is within reach', async () => {
        const number = fresh_id_number();
        await register(county, { name: '端木清', id_number: number });
        const again = await county.post('/api/people', { name: '别人', region_code: places.own_town, id_number: number });
        expect(again.status).toBe(409);
        expect(again.json.errors[0].path).toBe('/id_number');
        expect(again.json.errors[0].message).toContain('端木清');
        const both = await Promise.all(
            ['一', '二'].map((name) => county.post('/api/people', { name, region_code: places.own_town, id_number: '411122199004040017'.slice(0, 17) + 'X' })),
        );
        expect(both.every((a) => a.status !== 500)).toBe(true);
        const fresh = fresh_id_number();
        const race = await Promise.all(
            Array.from({ length: 6 }, (_, i) => county.post('/api/people', { name: `竞${i}`, region_code: places.own_town, id_number: fresh })),
        );
        expect(race.map((a) => a.status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    });

    it('keeps difficult characters as they are', async () => {
        for (const name of ['𠮷田𬌗', 'Ömer·艾力', "O'Brien", '李"; DROP TABLE person; --', '<script>alert(1)</script>', '阿卜杜勒·买买提·热合曼']) {
            const made = await register(county, { name });
            expect(made.name).toBe(name);
            expect((await current(county, made.id)).name).toBe(name);
        }
        expect((await county.get('/api/people?size=1')).json.total).toBeGreaterThan(100);
    });
});

describe('masking', () => {
    it('shows 4 + 4, 3 + 4 and the year of birth', async () => {
        const number = fresh_id_number();
        const phone = fresh_phone();
        const made = await register(county, { id_number: number, phone, contact: '微信号 abc123', residence_note: '东大街七号院' });
        for (const user of [county, clerk, village, inspector]) {
            const seen = await current(user, made.id);
            expect(seen.id_number).toBe(`${number.slice(0, 4)}**********${number.slice(14)}`);
            expect(seen.phone).toBe(`${phone.slice(0, 3)}****${phone.slice(7)}`);
            expect(seen.birth_date).toBe('1991');
            expect(JSON.stringify(seen)).not.toMatch(/abc123|七号院/);
        }
        const listed = (await clerk.get(`/api/people?q=${phone}`)).json.items[0];
        expect(listed.birth_date).toBe('1991');
    });

    it('shows it with a reason to who may, and leaves a trace of whom, what and why', async () => {
        const number = fresh_id_number();
        const made = await register(county, { name: '百里屠苏木', id_number: number });
        for (const reason of [undefined, '', '   '])
            expect((await clerk.post(`/api/people/${made.id}/reveal`, { field: 'id_number', reason })).status).toBe(400);
        const shown = await clerk.post(`/api/people/${made.id}/reveal`, { field: 'id_number', reason: '核对社保资料' });
        expect(shown.status).toBe(200);
        expect(shown.json.value).toBe(number);
        expect(shown.headers.get('cache-control')).toBe('no-store');
        for (const user of [village, inspector, await world.user('leader'), await world.user('bureau')])
            expect((await user.post(`/api/people/${made.id}/reveal`, { field: 'id_number', reason: '看看' })).status).toBe(403);
        for (const field of ['name', 'id', 'password_hash', 'row_version', 'id_number_blind', ''])
            expect((await clerk.post(`/api/people/${made.id}/reveal`, { field, reason: '看看' })).status, field).toBe(400);
        const events = (await audit.get(`/api/audit?entity=person&entity_id=${made.id}&what=revealed`)).json;
        expect(events.total).toBe(1);
        expect(events.items[0]).toMatchObject({ account_name: '丁晓兰', unit_name: '王孟镇', role: 'township_officer', reason: '核对社保资料', outcome: 'done' });
        expect(JSON.stringify(events.items[0].changes)).toContain('id_number');
        expect(JSON.stringify(events)).not.toContain(number);
    });

    it('does not come off by history, by the trail or by an error', async () => {
        const number = id_number('1979-11-23', '1', 5);
        const made = await register(county, { name: '慕容听雪', id_number: number, phone: '19912345678' });
        const birth_of = ['1979-11-23', '19791123', '1979-11'];
        // An act that changes another field, one that changes the number, and one that takes it away.
        const second = id_number('1980-12-24', '2', 6);
        const changed = await county.patch(`/api/people/${made.id}`, made.row_version, { id_number: second });
        expect(changed.status, changed.text).toBe(200);
        const away = await county.patch(`/api/people/${made.id}`, changed.json.row_version, { phone: null });
        expect(away.status, away.text).toBe(200);
        for (const [what, text] of [
            ['history', JSON.stringify(await history(inspector, made.id))],
            ['trail', (await audit.get(`/api/audit?entity=person&entity_id=${made.id}`)).text],
        ])
            for (const word of [number, second, '19912345678', ...birth_of, '1980-12-24', '1980-12'])
                expect(text.includes(word), `${what} tells ${word}`).toBe(false);
    });

    it('does not come off by typing a wrong birth date', async () => {
        const made = await register(county, { id_number: id_number('1979-11-23', '1', 8) });
        const guess = await village.patch(`/api/people/${made.id}`, made.row_version, { birth_date: '1900-01-01' });
        expect(guess.status).toBe(400);
        expect(guess.text).not.toMatch(/1979|11-23/);
        // A right guess is not told apart from a wrong one.
        for (const birth_date of ['1979-11', '1979-11-23', '1979-10'])
            expect((await village.patch(`/api/people/${made.id}`, made.row_version, { birth_date })).text).toBe(guess.text);
        const sex = await village.patch(`/api/people/${made.id}`, made.row_version, { sex: '2' });
        expect(sex.status).toBe(400);
        expect(sex.json.errors[0].path).toBe('/sex');
    });

    it('a masked value that comes back is not stored', async () => {
        const number = fresh_id_number();
        const made = await register(county, { id_number: number, phone: fresh_phone(), contact: '微信号 abc123' });
        for (const field of ['id_number', 'phone', 'contact']) {
            const back = await county.patch(`/api/people/${made.id}`, made.row_version, { [field]: made[field] });
            expect([400, 200], field).toContain(back.status);
            if (back.status === 200) made.row_version = back.json.row_version;
        }
        const shown = await county.post(`/api/people/${made.id}/reveal`, { field: 'contact', reason: '联系本人' });
        expect(shown.json.value).toBe('微信号 abc123');
        const again = await county.patch(`/api/people/${made.id}`, made.row_version, { birth_date: made.birth_date });
        expect(again.status).toBe(200);
        expect((await county.post(`/api/people/${made.id}/reveal`, { field: 'birth_date', reason: '核对' })).json.value).toBe(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`);
        expect((await county.post(`/api/people/${made.id}/reveal`, { field: 'id_number', reason: '核对' })).json.value).toBe(number);
    });
});

describe('changing', () => {
    it('needs the version and refuses an old one with what is there now', async () => {
        const made = await register(county, { name: '闻人达', id_number: fresh_id_number() });
        expect((await county.patch(`/api/people/${made.id}`, undefined, { name: '闻人大' })).status).toBe(428);
        for (const tag of ['*', '1', '""', '"x"', 'W/"0"'])
            expect((await county.patch(`/api/people/${made.id}`, undefined, { name: '闻人大' }, { headers: { 'if-match': tag } })).status, tag).toBe(428);
        const first = await county.patch(`/api/people/${made.id}`, 1, { post_title: '队长' });
        expect(first.status).toBe(200);
        expect(first.headers.get('etag')).toBe('"2"');
        const late = await county2.patch(`/api/people/${made.id}`, 1, { post_title: '会计' });
        expect(late.status).toBe(412);
        expect(late.json.current).toMatchObject({ id: made.id, post_title: '队长', row_version: 2 });
        expect(late.json.current.id_number).toContain('****');
        expect(late.json.current.birth_date).toBe('1991');
        expect((await county.patch(`/api/people/${made.id}`, 3, { post_title: '会计' })).status).toBe(412);
        expect((await current(county, made.id)).post_title).toBe('队长');
    });

    it('of ten editors of one version one wins, and nobody else is told that he did', async () => {
        const made = await register(county, {});
        const answers = await Promise.all(
            Array.from({ length: 10 }, (_, i) => county.patch(`/api/people/${made.id}`, 1, { post_title: `职务${i}` })),
        );
        const won = answers.filter((a) => a.status === 200);
        expect(won.length).toBe(1);
        expect(answers.filter((a) => a.status === 412).length).toBe(9);
        expect(await current(county, made.id)).toMatchObject({ post_title: won[0].json.post_title, row_version: 2 });
        expect((await history(county, made.id)).filter((e: any) => e.what === 'changed').length).toBe(1);
    });

    it('changes what is given, empties what is null, leaves the rest', async () => {
        const made = await register(county, { phone: fresh_phone(), employer_name: '合作社', strengths: '嫁接', skills: ['010203'] });
        const changed = await county.patch(`/api/people/${made.id}`, 1, { employer_name: null, post_title: '理事' });
        expect(changed.json).toMatchObject({ employer_name: null, post_title: '理事', strengths: '嫁接', skills: ['010203'], phone: made.phone });
        const bad = await county.patch(`/api/people/${made.id}`, 2, { name: null, skills: null, state: 'archived', merged_into_id: '1', nonsense: 1 });
        expect(bad.status).toBe(400);
        expect(paths(bad)).toEqual(['/merged_into_id', '/name', '/nonsense', '/skills', '/state']);
    });

    it('is told in the history with before and after', async () => {
        const made = await register(county, { name: '公孙木', education: '21' });
        await clerk.patch(`/api/people/${made.id}`, 1, { name: '公孙林' });
        const [latest, first] = await history(village, made.id);
        expect(latest).toMatchObject({ account_name: '丁晓兰', unit_name: '王孟镇', what: 'changed' });
        expect(latest.changes).toEqual([{ field: 'name', before: '公孙木', after: '公孙林' }]);
        expect(first.what).toBe('created');
    });
});

describe('archiving', () => {
    it('takes somebody out of lists and brings him back', async () => {
        const made = await register(county, { name: '澹台归田' });
        const found = async () => (await county.get(`/api/people?q=${encodeURIComponent('澹台归田')}`)).json.total;
        expect(await found()).toBe(1);
        expect((await county.post(`/api/people/${made.id}/archival`, {}, { version: 1 })).status).toBe(400);
        expect((await county.post(`/api/people/${made.id}/archival`, { reason: '迁出' })).status).toBe(428);
        const archived = await county.post(`/api/people/${made.id}/archival`, { reason: '迁出' }, { version: 1 });
        expect(archived.json.state).toBe('archived');
        expect(await found()).toBe(0);
        expect((await county.get(`/api/people?q=${encodeURIComponent('澹台归田')}&state=archived`)).json.total).toBe(1);
        expect((await county.patch(`/api/people/${made.id}`, 2, { name: '改' })).status).toBe(422);
        expect((await county.post(`/api/people/${made.id}/archival`, { reason: '迁出' }, { version: 2 })).status).toBe(422);
        const back = await county.post(`/api/people/${made.id}/restoration`, { reason: '返乡' }, { version: 2 });
        expect(back.json).toMatchObject({ state: 'active', row_version: 3 });
        expect(await found()).toBe(1);
        expect((await county.post(`/api/people/${made.id}/restoration`, { reason: '返乡' }, { version: 3 })).status).toBe(422);
        expect((await history(county, made.id)).map((e: any) => [e.what, e.reason]).slice(0, 2)).toEqual([['restored', '返乡'], ['archived', '迁出']]);
    });

    it('keeps the number taken', async () => {
        const number = fresh_id_number();
        const made = await register(county, { id_number: number });
        await county.post(`/api/people/${made.id}/archival`, { reason: '迁出' }, { version: 1 });
        expect((await county.post('/api/people', { name: '他', region_code: places.own_town, id_number: number })).status).toBe(409);
    });
});

describe('merging', () => {
    const pair = async () => {
        const phone = fresh_phone();
        const number = fresh_id_number();
        const kept = await register(county, { name: '西门吹雪松', phone, skills: ['010203'], employer_name: '甲社', categories: [{ category: 'planting', since: '2020-01-01', basis: '登记' }] });
        const other = await register(county, {
            name: '西门吹雪松', phone, id_number: number, skills: ['010503', '010203'], employer_name: '乙社', region_code: places.own_town,
            biography: '会酿酒', contact: '微信号 xm88', categories: [{ category: 'high_quality_farmer' }], strengths: '酿酒',
        });
        return { kept, other, number, phone };
    };

    it('loses nothing that only one of the two knew, and takes what was asked for', async () => {
        const { kept, other, number } = await pair();
        const hints = (await county.get(`/api/people/${kept.id}/duplicates`)).json.items;
        expect(hints.find((d: any) => d.person.id === other.id)).toMatchObject({ why: 'phone', confidence: 'high' });
        const merged = await county.post(`/api/people/${kept.id}/merger`, { other_id: other.id, take: ['employer_name'] }, { version: 1 });
        expect(merged.status, merged.text).toBe(200);
        expect(merged.json).toMatchObject({ id: kept.id, employer_name: '乙社', biography: '会酿酒', strengths: '酿酒', region_code: places.own_village });
        expect(new Set(merged.json.skills)).toEqual(new Set(['010203', '010503']));
        expect(merged.json.categories.map((c: any) => c.category).sort()).toEqual(['high_quality_farmer', 'planting']);
        expect((await county.post(`/api/people/${kept.id}/reveal`, { field: 'id_number', reason: '核对' })).json.value).toBe(number);
        const gone = await current(county, other.id);
        expect(gone).toMatchObject({ state: 'merged', merged_into_id: kept.id });
        expect((await county.get(`/api/people?q=${encodeURIComponent('西门吹雪松')}&size=50`)).json.items.filter((p: any) => p.id === other.id)).toEqual([]);
        expect((await county.patch(`/api/people/${other.id}`, gone.row_version, { name: '复活' })).status).toBe(422);
        expect((await county.post(`/api/people/${kept.id}/merger`, { other_id: other.id }, { version: 2 })).status).toBe(422);
    });

    it('is undone whole, both as they were', async () => {
        const { kept, other, number } = await pair();
        const full = async (id: string) => {
            const p = await current(county, id);
            const values: any = { ...p, row_version: 0, updated_at: '' };
            for (const field of ['id_number', 'phone', 'contact', 'birth_date'])
                values[field] = (await county.post(`/api/people/${id}/reveal`, { field, reason: '比较' })).json.value;
            return values;
        };
        const before = [await full(kept.id), await full(other.id)];
        await county.post(`/api/people/${kept.id}/merger`, { other_id: other.id, take: ['employer_name', 'name', 'phone'] }, { version: 1 });
        const undone = await county.post(`/api/people/${kept.id}/merger_reversal`);
        expect(undone.status, undone.text).toBe(200);
        expect([await full(kept.id), await full(other.id)]).toEqual(before);
        expect((await county.get(`/api/people?q=${number}`)).json.items.map((p: any) => p.id)).toEqual([other.id]);
        const nothing = await county.post(`/api/people/${kept.id}/merger_reversal`);
        expect([404, 422]).toContain(nothing.status);
        const whats = (await history(county, other.id)).map((e: any) => e.what).filter((what: string) => what !== 'revealed');
        expect(whats.slice(0, 2)).toEqual(['merger_undone', 'merged_away']);
    });

    it('is not undone over a later change, which would be lost', async () => {
        const { kept, other } = await pair();
        const merged = await county.post(`/api/people/${kept.id}/merger`, { other_id: other.id }, { version: 1 });
        await county.patch(`/api/people/${kept.id}`, merged.json.row_version, { post_title: '后来改的' });
        expect((await county.post(`/api/people/${kept.id}/merger_reversal`)).status).toBe(422);
        expect((await current(county, kept.id)).post_title).toBe('后来改的');
    });

    it('refuses two numbers, itself, an old version, and fields that nobody may take', async () => {
        const a = await register(county, { id_number: fresh_id_number() });
        const b = await register(county, { id_number: fresh_id_number() });
        const c = await register(county, {});
        expect((await county.post(`/api/people/${a.id}/merger`, { other_id: b.id }, { version: 1 })).status).toBe(422);
        expect((await county.post(`/api/people/${a.id}/merger`, { other_id: a.id }, { version: 1 })).status).toBe(400);
        expect((await county.post(`/api/people/${a.id}/merger`, { other_id: c.id }, { version: 9 })).status).toBe(412);
        expect((await county.post(`/api/people/${a.id}/merger`, { other_id: c.id })).status).toBe(428);
        for (const take of [['state'], ['id'], ['row_version'], ['categories'], ['nonsense']])
            expect((await county.post(`/api/people/${a.id}/merger`, { other_id: c.id, take }, { version: 1 })).status, take[0]).toBe(400);
        expect((await current(county, c.id)).state).toBe('active');
    });

    it('two who merge the same pair the other way round at once leave one merger', async () => {
        const a = await register(county, {}), b = await register(county, {});
        const answers = await Promise.all([
            county.post(`/api/people/${a.id}/merger`, { other_id: b.id }, { version: 1 }),
            county2.post(`/api/people/${b.id}/merger`, { other_id: a.id }, { version: 1 }),
        ]);
        expect(answers.filter((x) => x.status === 200).length).toBe(1);
        const states = [(await current(county, a.id)).state, (await current(county, b.id)).state].sort();
        expect(states).toEqual(['active', 'merged']);
    });
});

describe('one box that finds', () => {
    const made: Record<string, any> = {};
    beforeAll(async () => {
        const add = async (key: string, person: any) => (made[key] = await register(county, person));
        await add('zeng', { name: '曾广平' });
        await add('shan', { name: '单雄信义' });
        await add('qiu', { name: '仇和庆' });
        await add('ou', { name: '区志强' });
        await add('xie', { name: '解春来' });
        await add('zha', { name: '查明理' });
        await add('skilled', { name: '皇甫蔬', skills: ['010203'] });
        await add('told', { name: '轩辕书', biography: '二〇一九年获得过璇玑杯农技比武一等奖' });
        made.numbers = { id: fresh_id_number(), phone: fresh_phone() };
        await add('numbered', { name: '濮阳数', id_number: made.numbers.id, phone: made.numbers.phone });
    });
    const find = async (q: string) => {
        const answer = await county.get(`/api/people?q=${encodeURIComponent(q)}&size=200`);
        expect(answer.status).toBe(200);
        return answer.json.items.map((p: any) => p.id);
    };

    it.each([
        ['zeng', ['曾广平', '曾广', '广平', '曾', 'zengguangping', 'zeng guang ping', 'zgp', 'ZGP', '曾gp']],
        ['shan', ['单雄信义', 'shanxiongxinyi', 'sxxy']],
        ['qiu', ['仇和庆', 'qiuheqing', 'qhq']],
        ['ou', ['区志强', 'ouzhiqiang', 'ozq']],
        ['xie', ['解春来', 'xiechunlai', 'xcl']],
        ['zha', ['查明理', 'zhamingli', 'zml']],
        ['told', ['璇玑杯', '璇玑杯农技比武']],
    ])('%s', async (key, words) => {
        for (const word of words) expect(await find(word), word).toContain(made[key].id);
    });

    it('a number in whole, in groups, in small letters, and never a part of it', async () => {
        const { id, phone } = made.numbers;
        for (const word of [id, id.toLowerCase(), `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`, phone, `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`, `+86${phone}`])
            expect(await find(word), word).toEqual([made.numbered.id]);
        for (const word of [id.slice(0, 17), id.slice(0, 14), phone.slice(0, 10), phone.slice(-8)]) expect(await find(word), word).not.toContain(made.numbered.id);
        const answer = await county.get(`/api/people?q=${id}`);
        expect(answer.text).not.toContain(id);
        expect(answer.json.understood_words[0]).toMatchObject({ kind: 'id_number', text: '' });
    });

    it('a skill by its name and by what people call it', async () => {
        const table = (await county.get('/api/codes/skill')).json.items.find((c: any) => c.code === '010203');
        for (const word of [table.name, ...(table.synonyms ?? [])]) expect(await find(word), word).toContain(made.skilled.id);
    });

    it('words together mean all of them', async () => {
        expect(await find(`曾广平 ${places.own_village_name}`)).toContain(made.zeng.id);
        expect(await find('曾广平 解春来')).toEqual([]);
    });

    it('nothing of it is an order to the database', async () => {
        for (const word of ["' OR 1=1 --", '%', '_', '*', '"', '\\', '();', 'NEAR(a b)', '\u0000', '🙂'.repeat(30)]) {
            const answer = await county.get(`/api/people?q=${encodeURIComponent(word)}`);
            expect([200, 400], word).toContain(answer.status);
        }
        expect((await county.get(`/api/people?q=${encodeURIComponent('x'.repeat(201))}`)).status).toBe(400);
    });
});

describe('the demonstration', () => {
    it('shows no full number of anybody in any answer, to any role', async () => {
        const numbers = new Set<string>();
        for (const p of demo_people()) for (const n of [p.id_number, p.phone]) if (n) numbers.add(n);
        expect(numbers.size).toBeGreaterThan(5000);
        for (const login of ['county', 'leader', 'bureau', 'wangmeng', 'village', 'inspector']) {
            const user = await world.user(login);
            const total = (await user.get('/api/people?size=200')).json;
            for (const p of total.items.slice(0, 15)) {
                await user.get(`/api/people/${p.id}`);
                await user.get(`/api/people/${p.id}/history`);
                await user.get(`/api/people/${p.id}/duplicates`);
            }
            await user.get('/api/people/facets');
            await user.get('/api/people/places');
        }
        await audit.get('/api/audit?size=200');
        for (const login of ['county', 'leader', 'bureau', 'wangmeng', 'village', 'inspector', 'audit'])
            for (const { what, text } of (await world.user(login)).seen) {
                if (what.endsWith('/reveal')) continue;
                for (const [found] of text.matchAll(/(?<!\d)(1\d{10}|\d{17}[\dX])(?!\d)/g))
                    expect(numbers.has(found), `${login}: ${what}`).toBe(false);
            }
    });

    it('stays sound through all of this', () => {
        const verdict = command('verify', ...world.place.options);
        expect(verdict.code, verdict.output).toBe(0);
    });
});
