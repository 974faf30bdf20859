// The rooms beside people: units, files of records, exports, figures, the import desk, kept filters, notices and the box
// that searches everything. Each is tried by a clerk on what is not hers.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { picture, roster } from './support/files';
import { fresh_id_number, fresh_phone, invented_name, places, register } from './support/people';
import { User, demo_world, type Answer, type World } from './support/world';

let world: World;
let clerk: User, neighbour: User, county: User, county2: User, leader: User, abroad: User, audit: User;
beforeAll(async () => {
    world = await demo_world();
    [clerk, neighbour, county, county2, leader, abroad, audit] = await Promise.all(
        ['wangmeng', 'chengguan', 'county', 'county2', 'leader', 'nancheng', 'audit'].map((l) => world.user(l)),
    );
});
afterAll(() => world.close());

const face = (answer: Answer) => ({ status: answer.status, text: answer.text.replaceAll(/\d{15,}/g, 'ID') });
const nowhere = '999999999999999';
const attach = (user: User, id: string, body: Uint8Array | string = picture(), name = '证书.png') =>
    user.send('POST', `/api/attachments?entity=person&entity_id=${id}`, {
        body, headers: { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(name) },
    });
/** Bytes of an answer that is a file. */
const download = async (user: User, path: string) => {
    const answer = await fetch(user.server.url + path, { headers: { cookie: user.cookie } });
    return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
};

describe('files of a record', () => {
    it('follow the record: whose person it is not, for him there is no file', async () => {
        const theirs = await register(neighbour, { name: '闻人远', region_code: places.other_village });
        const file = await attach(neighbour, theirs.id);
        expect(file.status, file.text).toBe(201);
        const pairs: [Answer, Answer][] = [
            [await clerk.get(`/api/attachments?entity=person&entity_id=${theirs.id}`), await clerk.get(`/api/attachments?entity=person&entity_id=${nowhere}`)],
            [await attach(clerk, theirs.id), await attach(clerk, nowhere)],
            [await clerk.get(`/api/attachments/${file.json.id}/content`), await clerk.get(`/api/attachments/${nowhere}/content`)],
            [
                await clerk.post(`/api/attachments/${file.json.id}/voiding`, { reason: '试' }, { version: 1 }),
                await clerk.post(`/api/attachments/${nowhere}/voiding`, { reason: '试' }, { version: 1 }),
            ],
        ];
        for (const [there, missing] of pairs) {
            expect(face(there)).toEqual(face(missing));
            expect(there.status).toBe(404);
        }
        const got = await download(county, `/api/attachments/${file.json.id}/content`);
        expect(got.status).toBe(200);
        expect(got.headers.get('content-disposition')).toMatch(/^attachment;/);
        expect(got.headers.get('x-content-type-options')).toBe('nosniff');
    });

    it('are told by their content, and hostile ones refused', async () => {
        const own = await register(clerk, { name: '司马文' });
        for (const [body, name] of [
            ['<html><script>alert(1)</script></html>', 'x.png'], ['MZ\x90\x00\x03', 'x.pdf'], ['#!/bin/sh\nrm -rf /\n', 'x.docx'],
            ['<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'x.svg'], [new Uint8Array(0), 'x.png'],
        ] as const)
            expect((await attach(clerk, own.id, body as any, name)).status, name).toBeGreaterThanOrEqual(400);
        for (const name of ['../../etc/passwd.png', 'a\u0000b.png', '..\\..\\x.png']) {
            const kept = await attach(clerk, own.id, picture(), name);
            if (kept.status === 201) expect(kept.json.name, name).not.toMatch(/[/\\\u0000]/);
        }
        expect((await attach(clerk, own.id, picture(), '')).status).toBe(400);
        expect((await clerk.get('/api/attachments?entity=account&entity_id=1')).status).toBeGreaterThanOrEqual(400);
        const big = await attach(clerk, own.id, Buffer.concat([picture(), Buffer.alloc(22 << 20)])).catch(() => ({ status: 413 }));
        expect(big.status).toBe(413);
    });

    it('are not readable on the disk', async () => {
        const own = await register(clerk, { name: '司马隐' });
        const file = await attach(clerk, own.id);
        expect(file.status).toBe(201);
        const { execFileSync } = await import('node:child_process');
        const found = execFileSync('sh', ['-c', `grep -rlE 'IHDR|PNG' '${world.place.data}' || true`], { encoding: 'utf8' });
        expect(found.split('\n').filter((f) => f && !f.includes('guiyan.db'))).toEqual([]);
    });

    it('void ones stay, with their reason', async () => {
        const own = await register(clerk, { name: '司马废' });
        const file = (await attach(clerk, own.id)).json;
        expect((await clerk.post(`/api/attachments/${file.id}/voiding`, {}, { version: 1 })).status).toBe(400);
        const done = await clerk.post(`/api/attachments/${file.id}/voiding`, { reason: '传错了人' }, { version: 1 });
        expect(done.status, done.text).toBe(200);
        const listed = await clerk.get(`/api/attachments?entity=person&entity_id=${own.id}`);
        expect(listed.json.items.length).toBe(1);
        expect(listed.text).toContain('传错了人');
    });
});

describe('exports', () => {
    const wish = (more: Record<string, unknown> = {}) => ({ format: 'csv', columns: ['name', 'id_number', 'phone', 'region_code'], reason: '年度核对', ...more });

    it('hold her own people, masked, with reason and watermark, and leave a trace', async () => {
        const number = fresh_id_number(), phone = fresh_phone();
        await register(clerk, { name: '欧阳出', id_number: number, phone });
        const theirs = await register(neighbour, { name: '欧阳不出', region_code: places.other_village, id_number: fresh_id_number() });
        expect((await clerk.post('/api/people/export', { ...wish(), reason: '' })).status).toBe(400);
        const file = await clerk.post('/api/people/export', wish());
        expect(file.status, file.text.slice(0, 300)).toBe(200);
        expect(file.headers.get('content-disposition')).toMatch(/^attachment;/);
        expect(file.text).toContain('欧阳出');
        expect(file.text).toContain('丁晓兰');
        expect(file.text).toContain('年度核对');
        expect(file.text).toContain(`${number.slice(0, 4)}**********${number.slice(14)}`);
        for (const word of [number, phone, theirs.name]) expect(file.text, word).not.toContain(word);
        expect(file.text).not.toMatch(/(?<!\d)(1\d{10}|\d{17}[\dX])(?!\d)/);
        const events = (await audit.get('/api/audit?what=exported&size=1')).json.items[0];
        expect(events).toMatchObject({ account_name: '丁晓兰', reason: '年度核对' });
        const widened = await clerk.post('/api/people/export', wish({ filters: { region: [places.county, places.other_town] } }));
        if (widened.status === 200) expect(widened.text).not.toContain(theirs.name);
        expect((await clerk.post('/api/people/export', wish({ filters: { region: [places.other_town] } }))).status).toBe(422);
    });

    it('run nothing in a spreadsheet', async () => {
        for (const name of ['=cmd|calc', '+1+1', '-2+3', '@SUM(A1)', '＝HYPERLINK("x")', '\t=1'])
            await register(clerk, { name: `${name}`, employer_name: `${name}社`, region_code: places.next_village });
        const file = await clerk.post('/api/people/export', wish({ columns: ['name', 'employer_name'], filters: { region: [places.next_village] } }));
        expect(file.status).toBe(200);
        for (const line of file.text.split(/\r?\n/))
            for (const cell of line.replace(/^\uFEFF/, '').split(',')) expect(cell.replace(/^"/, ''), line).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
    });

    it('of full numbers or long lists need another person, and go to him who asked only', async () => {
        expect((await clerk.post('/api/people/export', wish({ unmasked: true }))).status).toBe(403);
        const asked = await county.post('/api/people/export', wish({ unmasked: true, filters: { region: [places.own_village] } }));
        expect(asked.json.state, asked.text).toBe('proposed');
        const id = asked.json.id;
        expect((await county.get(`/api/exports/${id}/content`)).status).toBeGreaterThanOrEqual(400);
        const own = await county.post(`/api/exports/${id}/approval`, undefined, { version: asked.json.row_version });
        expect(own.status).toBe(422);
        expect((await leader.post(`/api/exports/${id}/approval`, undefined, { version: asked.json.row_version })).status).toBe(403);
        expect((await abroad.post(`/api/exports/${id}/approval`, undefined, { version: asked.json.row_version })).status).toBe(404);
        const agreed = await county2.post(`/api/exports/${id}/approval`, undefined, { version: asked.json.row_version });
        expect(agreed.status, agreed.text).toBe(200);
        expect((await county2.get(`/api/exports/${id}/content`)).status).toBe(404);
        const got = await county.get(`/api/exports/${id}/content`);
        expect(got.status).toBe(200);
        expect(got.text).toMatch(/(?<!\d)\d{17}[\dX](?!\d)/);
        const long = await county.post('/api/people/export', wish());
        expect(long.json.state, long.text.slice(0, 200)).toBe('proposed');
        expect((await clerk.get('/api/exports')).json.items).toEqual([]);
    });
});

describe('figures', () => {
    it('count her own only, say so by the list behind them, and widen by no parameter', async () => {
        const mine = await clerk.get('/api/reports/talent_statistics');
        expect(mine.status, mine.text.slice(0, 300)).toBe(200);
        const before = mine.text;
        await register(neighbour, { name: '公冶外', region_code: places.other_village, sex: '2', categories: [{ category: 'planting' }] });
        expect((await clerk.get('/api/reports/talent_statistics')).text).toBe(before);
        await register(clerk, { name: '公冶内', sex: '2', categories: [{ category: 'planting' }] });
        expect((await clerk.get('/api/reports/talent_statistics')).text).not.toBe(before);
        const missing = await clerk.get('/api/reports/talent_statistics?region=411122999000');
        for (const region of [places.other_town, places.county, places.other_county])
            expect(face(await clerk.get(`/api/reports/talent_statistics?region=${region}`)).status, region).toBe(missing.status);
        expect(missing.status).toBeGreaterThanOrEqual(400);
        const sheet = await download(clerk, `/api/reports/talent_statistics.xlsx?reason=${encodeURIComponent('汇报')}`);
        expect(sheet.status).toBe(200);
        expect(sheet.bytes.subarray(0, 2).toString()).toBe('PK');
        expect((await clerk.get('/api/reports/talent_statistics.xlsx')).status).toBe(400);
    });
});

describe('units', () => {
    it('of another town are not there for her, by id, list, number or name', async () => {
        const made = await neighbour.post('/api/organizations', { name: '星河谷物合作社', kind: 'family_farm', region_code: places.other_village });
        expect(made.status, made.text).toBe(201);
        const id = made.json.id;
        for (const act of [
            (x: string) => clerk.get(`/api/organizations/${x}`),
            (x: string) => clerk.patch(`/api/organizations/${x}`, 1, { name: '抢名' }),
            (x: string) => clerk.post(`/api/organizations/${x}/dissolution`, { reason: '试' }, { version: 1 }),
        ])
            expect(face(await act(id))).toEqual(face(await act(nowhere)));
        expect((await clerk.get(`/api/organizations?q=${encodeURIComponent('星河')}`)).json.total).toBe(0);
        expect((await clerk.get(`/api/organizations?region=${places.other_town}`)).json.total).toBe(0);
        expect((await clerk.post('/api/organizations', { name: '甲社', kind: 'family_farm', region_code: places.other_village })).status).toBe(400);
        const own = await clerk.post('/api/organizations', { name: '乙社', kind: 'family_farm', region_code: places.own_village, parent_id: id });
        expect(own.status).toBe(400);
        expect(own.text).not.toContain('星河');
        const moved = await clerk.post('/api/organizations', { name: '丙社', kind: 'family_farm', region_code: places.own_village });
        expect((await clerk.patch(`/api/organizations/${moved.json.id}`, 1, { region_code: places.other_village })).status).toBe(400);
    });

    it('a person is not tied to a unit out of reach', async () => {
        const unit = (await neighbour.post('/api/organizations', { name: '银河果蔬农场', kind: 'family_farm', region_code: places.other_village })).json;
        const tied = await clerk.post('/api/people', { name: '夏侯系', region_code: places.own_village, employer_org_id: unit.id });
        const missing = await clerk.post('/api/people', { name: '夏侯系', region_code: places.own_village, employer_org_id: nowhere });
        expect(tied.status).toBe(missing.status);
        expect(tied.status).toBe(400);
        expect(tied.text).not.toContain('银河');
        const own = await register(clerk, { name: '夏侯属' });
        expect((await clerk.patch(`/api/people/${own.id}`, 1, { employer_org_id: unit.id })).status).toBe(400);
        // The county ties him; the clerk may go on with the rest of the record.
        const by_county = await county.patch(`/api/people/${own.id}`, 1, { employer_org_id: unit.id });
        expect(by_county.status, by_county.text).toBe(200);
        expect((await clerk.patch(`/api/people/${own.id}`, 2, { post_title: '会计' })).status).toBe(200);
    });
});

describe('the box that searches everything', () => {
    it('finds within reach, masked, and nothing else', async () => {
        const number = fresh_id_number();
        const theirs = await register(neighbour, { name: '长孙无寻', region_code: places.other_village, id_number: number });
        await register(clerk, { name: '长孙可寻', region_code: places.own_village });
        const found = await clerk.get(`/api/search?q=${encodeURIComponent('长孙')}`);
        expect(found.text).toContain('长孙可寻');
        expect(found.text).not.toContain('长孙无寻');
        expect((await clerk.get(`/api/search?q=${number}`)).text).not.toContain(theirs.id);
        expect((await clerk.get(`/api/search?q=${encodeURIComponent('城关街道')}`)).text).not.toContain(places.other_town);
        expect((await county.get(`/api/search?q=${number}`)).text).toContain(theirs.id);
    });
});

describe('kept filters and notices', () => {
    it('are one’s own', async () => {
        const kept = await clerk.post('/api/saved_filters', { list: 'people', name: '女性', query: 'sex=2' });
        expect(kept.status, kept.text).toBe(201);
        expect((await clerk.get('/api/saved_filters?list=people')).json.items.map((f: any) => f.id)).toContain(kept.json.id);
        expect((await neighbour.get('/api/saved_filters?list=people')).text).not.toContain(kept.json.id);
        expect((await neighbour.del(`/api/saved_filters/${kept.json.id}`)).status).toBe(404);
        expect((await clerk.del(`/api/saved_filters/${kept.json.id}`)).status).toBe(204);
        const number = fresh_id_number();
        const with_number = await clerk.post('/api/saved_filters', { list: 'people', name: '号码', query: `q=${number}` });
        if (with_number.status === 201) expect((await clerk.get('/api/saved_filters')).text).not.toContain(number);
    });
});

describe('the import desk', () => {
    const open = (user: User, region: string, body = roster([{ name: invented_name(), id_number: fresh_id_number(), village: places.own_village_name }])) =>
        user.send('POST', `/api/imports?entity=people&region=${region}`, { body, headers: { 'content-type': 'application/octet-stream', 'x-file-name': 'r.csv' } });
    const ready = async (user: User, id: string) => {
        for (let i = 0; i < 400; ++i) {
            const batch = (await user.get(`/api/imports/${id}`)).json;
            if (!['reading', 'committing'].includes(batch.state)) return batch;
            await new Promise((resolve) => setTimeout(resolve, 25));
        }
        throw new Error('the import does not come to rest');
    };

    it('takes nothing for another town, nor for a place that is not there', async () => {
        const missing = await open(clerk, '411122999000');
        for (const region of [places.other_town, places.other_village, places.county, places.other_county])
            expect(face(await open(clerk, region))).toEqual(face(missing));
        expect(missing.status).toBe(400);
    });

    it('lines of another town in her file are not written, and nobody there is named', async () => {
        const number = fresh_id_number();
        const theirs = await register(neighbour, { name: '申屠隔壁', region_code: places.other_village, id_number: number, phone: fresh_phone() });
        const other_name = (await neighbour.get(`/api/regions/${places.other_village}`)).json.place.short_name;
        const name = invented_name();
        const opened = await open(clerk, places.own_town, roster([
            { name, id_number: fresh_id_number(), village: other_name },
            { name: '申屠隔壁', id_number: number, village: places.own_village_name },
            { name: invented_name(), id_number: fresh_id_number(), village: places.own_village_name },
        ]));
        expect(opened.status, opened.text).toBe(201);
        await ready(clerk, opened.json.id);
        const rows = await clerk.get(`/api/imports/${opened.json.id}/rows`);
        expect(rows.text).not.toContain(theirs.id);
        const done = await clerk.post(`/api/imports/${opened.json.id}/commit`, { mode: 'only_clean' });
        expect(done.status, done.text).toBe(200);
        const batch = await ready(clerk, opened.json.id);
        expect(batch.counts.written, JSON.stringify(batch.counts)).toBe(1);
        expect((await neighbour.get(`/api/people?q=${encodeURIComponent(name)}&size=200`)).json.items.filter((p: any) => p.name === name)).toEqual([]);
        expect((await county.get(`/api/people?q=${number}`)).json.items.map((p: any) => p.id)).toEqual([theirs.id]);
    });

    it('writes nothing before it is told to, takes a batch back whole, and keeps the original', async () => {
        const names = Array.from({ length: 5 }, invented_name);
        const body = roster(names.map((name) => ({ name, id_number: fresh_id_number(), village: places.own_village_name })));
        const total = async () => (await clerk.get('/api/people?size=1')).json.total;
        const before = await total();
        const id = (await open(clerk, places.own_town, body)).json.id;
        await ready(clerk, id);
        expect(await total()).toBe(before);
        expect((await clerk.post(`/api/imports/${id}/commit`, { mode: 'all' })).status).toBe(200);
        expect((await ready(clerk, id)).state).toBe('committed');
        expect(await total()).toBe(before + 5);
        await clerk.post(`/api/imports/${id}/commit`, { mode: 'all' });
        await ready(clerk, id);
        expect(await total()).toBe(before + 5);
        expect((await download(clerk, `/api/imports/${id}/original`)).bytes.equals(body)).toBe(true);
        expect((await clerk.post(`/api/imports/${id}/undo`, { reason: '导错' })).status).toBe(200);
        await ready(clerk, id);
        expect(await total()).toBe(before);
    });

    it('two who commit the same batch at once write it once', async () => {
        const id = (await open(county, places.own_town)).json.id;
        await ready(county, id);
        const before = (await county.get('/api/people?size=1')).json.total;
        const answers = await Promise.all([county, county2, county].map((u) => u.post(`/api/imports/${id}/commit`, { mode: 'all' })));
        expect(answers.some((a) => a.status === 200)).toBe(true);
        await ready(county, id);
        expect((await county.get('/api/people?size=1')).json.total).toBe(before + 1);
    });

    it('names what it cannot read and stays alive', async () => {
        const files: [string, Buffer][] = [
            ['x.xlsx', Buffer.from('<html><table><tr><td>姓名</td></tr></table></html>')],
            ['x.xlsx', Buffer.from('PK\x03\x04 broken')],
            ['x.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
            ['x.csv', Buffer.from([0xff, 0xfe, 0x00, 0xd8])],
            ['x.csv', Buffer.from('=cmd|calc,1\n')],
            ['x.csv', Buffer.alloc(1 << 20, ',')],
            ['x.csv', Buffer.from(`姓名\n${'"'.repeat(99_999)}\n`)],
            ['x.bin', Buffer.alloc(1000)],
        ];
        for (const [name, body] of files) {
            const opened = await clerk.send('POST', `/api/imports?entity=people&region=${places.own_town}`, {
                body, headers: { 'content-type': 'application/octet-stream', 'x-file-name': name },
            });
            if (opened.status === 201) {
                const batch = await ready(clerk, opened.json.id);
                expect(['rejected', 'ready'], name).toContain(batch.state);
                if (batch.state === 'rejected') expect(batch.reject_message, name).toMatch(/[\u4e00-\u9fff]/);
                expect(batch.counts.written).toBe(0);
            } else expect(opened.status, opened.text).toBeLessThan(500);
        }
        expect((await clerk.get('/healthz')).status).toBe(200);
    });
});
