// Lists and matrices of a pack that nobody here has read: lines, totals and masks, as page, Excel, Word and PDF, frozen
// and compared; what a figure's page says of its condition, and how whole it is (G-09, G-10, pack language 9).
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { good, why } from './support/journey';
import { fresh_id_number, places, register } from './support/people';
import { User, command, demo_world, sql, type World } from './support/world';

const pond_keepers = `
language: 1
meta: {id: pond-keepers, edition: "2024.1", name: 塘长, lead: 县水利局, documents: {rule: {title: 塘长办法}}}
codes: {POND_KIND: {name: 塘类, items: {deep: 深塘, shallow: 浅塘}}}
fields:
  engagement:
    pond: {name: 塘类, type: code, table: POND_KIND}
    area: {name: 面积, type: decimal, unit: 亩}
roles:
  keeper: {name: 塘长, serves: village, multi: true, basis: {document: rule, clause: 二}}
measures:
  keepers: {name: 塘长, unit: 人, over: engagement, count: rows, where: "role == 'keeper' && state == 'serving'"}
  hours: {name: 巡塘时数, unit: 小时, over: activity, sum: hours, where: "kind == 'field_guidance' && state == 'verified'"}
indicators:
  P-1: {name: 在任塘长, unit: 人, kind: reported, print: exact, phrase: "塘长{}", of: keepers, basis: {document: rule, clause: 二}}
  P-2: {name: 巡塘时数, unit: 小时, kind: reported, print: exact, of: hours, basis: {document: rule, clause: 三}}
  P-3: {name: 立项, unit: 项, kind: reported, print: exact, over: task, count: rows, basis: {document: rule, clause: 四}}
reports:
  - id: keepers_list
    name: 塘长名册
    kind: list
    over: engagement
    where: "role == 'keeper'"
    columns:
      - {head: 序号, cell: "string(1)"}
      - {head: 姓名, cell: person.name}
      - {head: 出生, cell: person.birth_date}
      - {head: 村, cell: region.name}
      - {head: 塘类, cell: pond}
      - {head: 面积, cell: area, total: true}
      - {head: 起任, cell: term_start}
      - {head: 状态, cell: state}
  - {id: by_town, name: 各乡镇塘长, kind: matrix, across: township, rows: [{head: 塘长, of: keepers}, {head: 立项, of: P-3}]}
  - {id: by_month, name: 逐月巡塘, kind: matrix, across: month, rows: [{head: 巡塘时数, of: P-2}]}
  - {id: by_unit, name: 各单位巡塘, kind: matrix, across: organization, rows: [{head: 巡塘时数, of: hours}]}
  - {id: notice, name: 开会通知, kind: paper}
`;

let world: World;
let county: User, town: User, leader: User, province: User;
let scheme: string;
const folder = mkdtempSync(path.join(tmpdir(), 'guiyan-reports-'));
const at = (code: string) => `(SELECT id FROM region WHERE code = '${code}')`;
let next = 5_000_000;
const stamp = "'2024-01-05T00:00:00.000Z'";

const stood = (entity: string, id: string, state: string, on: string) =>
    sql(world.place, `INSERT INTO state_change (id, entity, entity_id, state, on_day, recorded_at, account_id) VALUES (${++next}, '${entity}', ${id}, '${state}', '${on}', ${stamp}, 1)`);
function keeper(person: string, village: string, from: string, extra: object, state = 'serving'): string {
    const id = String(++next);
    sql(world.place, `INSERT INTO engagement (id, scheme_id, role, person_id, region_id, appointed_on, term_start, special_post, renewals, extra, pack_edition, state, is_void, created_at, created_by, updated_at, row_version)
        VALUES (${id}, ${scheme}, 'keeper', ${person}, ${at(village)}, '${from}', '${from}', 0, 0, '${JSON.stringify(extra)}', '2024.1', '${state}', 0, ${stamp}, 1, ${stamp}, 1)`);
    stood('engagement', id, state, from);
    return id;
}
function patrol(village: string, on: string, hours: number | 'NULL', org: string) {
    const id = String(++next);
    sql(world.place, `INSERT INTO activity (id, scheme_id, kind, title, org_id, region_id, starts_at, hours, online_part, offline_part, evidence, extra, author_key, state, is_void, created_at, created_by, updated_at, row_version)
        VALUES (${id}, ${scheme}, 'field_guidance', '巡塘', ${org}, ${at(village)}, '${on}', ${hours}, 0, 1, 'village', '{}', 'x', 'verified', 0, ${stamp}, 1, ${stamp}, 1)`);
    stood('activity', id, 'verified', on);
}

beforeAll(async () => {
    world = await demo_world();
    sql(world.place, `INSERT INTO pack_edition (id, pack_id, edition, name, sha256, files, installed_at, installed_by)
        VALUES (${++next}, 'pond-keepers', '2024.1', '塘长', '${createHash('sha256').update(pond_keepers).digest('hex')}', '${JSON.stringify({ 'scheme.yaml': pond_keepers }).replaceAll("'", "''")}', ${stamp}, 1)`);
    scheme = String(++next);
    sql(world.place, `INSERT INTO scheme (id, pack_id, pack_edition, name, region_id, starts_on, state, created_at, created_by, updated_at, row_version)
        VALUES (${scheme}, 'pond-keepers', '2024.1', '塘长', ${at(places.county)}, '2023-01-01', 'active', ${stamp}, 1, ${stamp}, 1)`);
    await world.restart();
    [county, town, leader, province] = await Promise.all(['county', 'wangmeng', 'leader', 'province'].map((login) => world.user(login)));
    const person = async (name: string) => (await register(county, { name, id_number: fresh_id_number(), birth_date: '1991-01-01' })).id;
    keeper(await person('|塘*一'), places.own_village, '2024-02-01', { pond: 'deep', area: '3.5' });
    keeper(await person('黎塘二'), places.next_village, '2024-03-15', { pond: 'shallow', area: '2' });
    keeper(await person('黎塘三'), places.other_village, '2024-03-01', {}, 'ended');
    const org = (await county.post('/api/organizations', { name: '县水利站', kind: 'gov_dept', region_code: places.county })).json.id;
    patrol(places.own_village, '2024-02-10', 1.5, org);
    patrol(places.own_village, '2024-03-10', 2, org);
    patrol(places.next_village, '2024-03-12', 'NULL', org);
});
afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await world.close();
});

const preview = (by: User, report: string, more = '') => by.get(`/api/report_preview?scheme=${scheme}&report=${report}&as_of=2024-06-30${more}`);
const table = (page: any) => page.blocks.find((b: any) => b.rows.length).rows;
const text = (row: any) => row.cells.map((c: any) => c.runs.map((r: any) => r.text).join(''));
const figure = (by: User, id: string, rest = '') => by.get(`/api/figures/${encodeURIComponent(id)}${rest}?scheme=${scheme}&as_of=2024-06-30`);

/** The parts of an Office file as text. */
function part(bytes: Buffer, name: string): string {
    const file = path.join(folder, 'part.zip');
    writeFileSync(file, bytes);
    return execFileSync('unzip', ['-p', file, name], { encoding: 'utf8' });
}
async function file(by: User, address: string): Promise<{ status: number; bytes: Buffer; text: string }> {
    const answer = await fetch(world.server.url + address, { headers: { cookie: by.cookie } });
    const bytes = Buffer.from(await answer.arrayBuffer());
    return { status: answer.status, bytes, text: bytes.toString('utf8') };
}
const preview_file = (by: User, report: string, format: string, more = '&reason=' + encodeURIComponent('存档')) =>
    file(by, `/api/report_preview/file?scheme=${scheme}&report=${report}&as_of=2024-06-30&format=${format}${more}`);

describe('a list', () => {
    it('has a line for each record with codes, days and numbers as people read them, and a total', async () => {
        const page = good(await preview(county, 'keepers_list'));
        expect(page.kind).toBe('list');
        const rows = table(page);
        expect(rows.map(text)).toEqual([
            ['序号', '姓名', '出生', '村', '塘类', '面积', '起任', '状态'],
            expect.arrayContaining(['1']), expect.arrayContaining(['2']), expect.arrayContaining(['3']),
            ['合计', '', '', '', '', '5.5', '', ''],
        ]);
        const first = rows.map(text).find((row: string[]) => row[1] === '|塘*一');
        expect(first!.slice(2)).toEqual(['1991年', expect.stringContaining('王孟西村'), '深塘', '3.5', '2024年2月1日', '在任']);
        expect(rows.find((row: any) => text(row)[1] === '|塘*一').url).toMatch(/^\/engagements\/\d+$/);
        expect(rows.at(-1)).toMatchObject({ total: true, url: '' });
        // The count above the table is a door to as many rows.
        expect(page.figures).toMatchObject([{ id: 'list.keepers_list', value: 3, rows: 3 }]);
        const opened = good(await figure(county, 'list.keepers_list', '/rows'));
        expect(opened.total).toBe(3);
    });

    it('is cut to the area, and to who may know names', async () => {
        const own = good(await preview(town, 'keepers_list', `&region=${places.own_town}`));
        expect(table(own).slice(1, -1).map((r: any) => text(r)[1]).sort()).toEqual(['|塘*一', '黎塘二']);
        expect((await preview(town, 'keepers_list', `&region=${places.other_town}`)).status).toBe(400);
        // Who reads totals only sees of a person that there is one.
        const above = good(await preview(province, 'keepers_list'));
        expect(table(above).slice(1, -1).map((r: any) => text(r)[1]).sort()).toEqual(['|***', '黎***', '黎***']);
        expect(table(above)[1].url).toBe('');
        expect((await preview_file(province, 'keepers_list', 'xlsx')).status).toBe(403);
    });

    it('leaves the house with a reason only, which stays in the trail', async () => {
        const silent = await preview_file(county, 'keepers_list', 'xlsx', '');
        expect(silent.status).toBe(400);
        expect(JSON.parse(silent.text).errors[0].path).toBe('/reason');
        const sheet = await preview_file(county, 'keepers_list', 'xlsx');
        expect(sheet.status).toBe(200);
        const inside = part(sheet.bytes, 'xl/worksheets/sheet1.xml');
        for (const said of ['塘长名册', '姓名', '|塘*一', '深塘', '2024年2月1日', '合计']) expect(inside, said).toContain(said);
        expect(inside).toMatch(/<v>5\.5<\/v>/);
        expect(sql(world.place, "SELECT count(*) FROM event_log WHERE what = 'exported' AND reason = '存档'")).toBe('1');
    });

    it('is a Word table whose heads are repeated, and a PDF', async () => {
        const word = await preview_file(county, 'keepers_list', 'docx');
        const body = part(word.bytes, 'word/document.xml');
        expect(body.match(/<w:tblHeader/g)).toHaveLength(1);
        expect(body.match(/<w:tr>/g)).toHaveLength(5);
        const pdf = await preview_file(county, 'keepers_list', 'pdf');
        expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    });

    it('is frozen with its rows, and says later why it differs', async () => {
        const begun = good(await county.post('/api/report_issues', { scheme_id: scheme, report: 'keepers_list', as_of: '2024-06-30' }), 201);
        const no = await county.post(`/api/report_issues/${begun.issue.id}/text`, { text: '# 改字' }, { version: 1 });
        expect(no.status).toBe(422);
        expect(why(no)).toContain('不能改字');
        const issued = good(await county.post(`/api/report_issues/${begun.issue.id}/issuing`, undefined, { version: 1 }));
        const before = table(issued).map(text);
        const person = (await register(county, { name: '黎塘四', id_number: fresh_id_number() })).id;
        const added = keeper(person, places.own_village, '2024-05-01', {});
        const still = good(await county.get(`/api/report_issues/${begun.issue.id}`));
        expect(table(still).map(text)).toEqual(before);
        expect(table(still)[1].url).toMatch(/^\/engagements\//);
        const changed = good(await county.get(`/api/report_issues/${begun.issue.id}/comparison`)).rows[0];
        expect(changed).toMatchObject({ figure: 'list.keepers_list', difference: 1 });
        expect(changed.causes[0].rows[0].id).toBe(added);
        sql(world.place, `DELETE FROM engagement WHERE id = ${added}`);
        const first = await file(county, `/api/report_issues/${begun.issue.id}/file?format=docx&reason=x`);
        expect(createHash('sha256').update(first.bytes).digest('hex')).toBe(issued.issue.sha256);
    });
});

describe('a matrix', () => {
    it('has figures down and townships across, each number a door to its rows', async () => {
        const page = good(await preview(county, 'by_town'));
        const rows = table(page).map(text);
        // More towns than fit beside each other stand below each other.
        expect(rows[0]).toEqual(['乡镇（街道）', '塘长（人）', '立项（项）']);
        expect(rows.find((row: string[]) => row[0] === '王孟镇')).toEqual(['王孟镇', '2', '未报']);
        expect(rows.at(-1)).toEqual(['合计', '2', '未报']);
        const door = page.figures.find((f: any) => f.id === `keepers@${places.own_town}`);
        expect(door).toMatchObject({ value: 2, rows: 2 });
        expect(good(await figure(county, door.id, '/rows')).total).toBe(2);
        expect(good(await figure(county, door.id)).figure.value).toBe(2);
        expect((await figure(town, `keepers@${places.other_town}`)).status).toBe(404);
        const below = good(await preview(town, 'by_town', `&region=${places.own_town}`));
        expect(table(below).map(text)[0]).toEqual(['项目', '王孟镇', '合计']);
    });

    it('adds up months up to the day', async () => {
        const rows = table(good(await preview(county, 'by_month'))).map(text);
        expect(rows).toEqual([
            ['项目', '1月', '2月', '3月', '4月', '5月', '6月', '合计'],
            ['巡塘时数（小时）', '0', '1.5', '2', '0', '0', '0', '3.5'],
        ]);
        expect(good(await figure(county, 'P-2@2024-03')).figure.value).toBe(2);
        expect((await figure(county, 'P-2@2024-13')).status).toBe(404);
    });

    it('has the units that did something across', async () => {
        const page = good(await preview(county, 'by_unit'));
        expect(table(page).map(text)).toEqual([['项目', '县水利站', '合计'], ['巡塘时数（小时）', '3.5', '3.5']]);
        const door = page.figures[0].id;
        expect(door).toMatch(/^hours@org\.\d+$/);
        expect(good(await figure(county, door, '/rows')).total).toBe(2);
        const sheet = await preview_file(leader, 'by_unit', 'xlsx');
        expect(part(sheet.bytes, 'xl/worksheets/sheet1.xml')).toMatch(/<v>3\.5<\/v>/);
    });
});

describe('the page of a figure', () => {
    it('says in words what is counted', async () => {
        const page = good(await figure(county, 'P-1'));
        expect(page.condition).toBe('岗位是“塘长”，并且状态是“在任”');
        expect(page.expression).toBe("role == 'keeper' && state == 'serving'");
        expect(page.definition).toContain('数任职（岗位是“塘长”');
        expect(page.basis).toBe('《塘长办法》二');
    });

    it('says how whole it is, and what is missing opens', async () => {
        const page = good(await figure(county, 'P-2'));
        const [of_places, of_records] = page.completeness;
        expect(of_places).toMatchObject({ of: 'place', known: 1, asked: page.by_area.length });
        expect(of_places.text).toBe(`${page.by_area.length}个乡镇（街道）已报1个`);
        expect(of_places.missing).toHaveLength(page.by_area.length - 1);
        expect(of_places.missing.map((p: any) => p.code)).not.toContain(places.own_town);
        expect(of_records).toMatchObject({ of: 'record', asked: 3, known: 2, text: '3条记录已报2条', door: 'P-2@silent' });
        expect(good(await figure(county, of_records.door, '/rows'))).toMatchObject({ total: 1, items: [{ place: expect.stringContaining('王孟东村') }] });
    });

    it('agrees with its rows, for every figure and measure of the demonstration', async () => {
        const nancheng = await world.user('nancheng');
        const running = good(await nancheng.get('/api/schemes')).items.find((s: any) => s.state === 'active').id;
        for (const as_of of ['2021-09-30', '2022-12-31']) {
            const all = good(await nancheng.get(`/api/figures?scheme=${running}&as_of=${as_of}`)).items;
            expect(all.length).toBeGreaterThan(15);
            for (const f of all) {
                const page = good(await nancheng.get(`/api/figures/${f.id}?scheme=${running}&as_of=${as_of}`));
                expect(page.figure, f.id).toEqual(f);
                const rows = good(await nancheng.get(`/api/figures/${f.id}/rows?scheme=${running}&as_of=${as_of}&size=500`));
                expect(rows.total, f.id).toBe(f.rows);
                expect(rows.items, f.id).toHaveLength(f.rows);
                const counts = page.definition.includes('，取') ? null : f.value;
                if (counts !== null) expect(rows.total, `${f.id} ${as_of}`).toBe(counts);
                if (f.value !== null && page.by_area.length && rows.items.every((r: any) => r.place) && counts !== null)
                    expect(page.by_area.reduce((n: number, part: any) => n + part.rows, 0), f.id).toBe(f.rows);
            }
        }
    });
});

describe('what there is no text for', () => {
    it('is refused in words', async () => {
        const paper = await preview(county, 'notice');
        expect(paper.status).toBe(400);
        expect(why(paper)).toContain('没有写明文稿');
        expect((await preview(county, 'nothing')).status).toBe(400);
        expect((await preview_file(county, 'keepers_list', 'csv')).status).toBe(400);
    });
});

describe('guiyan report', () => {
    it('writes lists and matrices as Excel, Word and PDF', () => {
        for (const [report, format] of [['keepers_list', 'xlsx'], ['keepers_list', 'docx'], ['by_month', 'pdf']]) {
            const to = path.join(folder, `${report}.${format}`);
            const run = command('report', ...world.place.options, '--scheme', 'pond-keepers', '--region', '411122', '--report', report, '--as-of', '2024-06-30', '-o', to);
            expect(run.code, run.output).toBe(0);
            expect(readFileSync(to).length).toBeGreaterThan(2000);
        }
    });
});

describe('the trend of a figure', () => {
    it('says where the edition changed under it, and whether it counts otherwise', async () => {
        const next_edition = pond_keepers.replace('"2024.1"', '"2024.2"').replace("kind == 'field_guidance' && state == 'verified'", "state == 'verified'");
        sql(world.place, `INSERT INTO pack_edition (id, pack_id, edition, name, sha256, files, installed_at, installed_by)
            VALUES (${++next}, 'pond-keepers', '2024.2', '塘长', '${createHash('sha256').update(next_edition).digest('hex')}', '${JSON.stringify({ 'scheme.yaml': next_edition }).replaceAll("'", "''")}', ${stamp}, 1)`);
        for (const [edition, from] of [['2024.1', '2023-01-01'], ['2024.2', '2024-03-01']])
            sql(world.place, `INSERT INTO scheme_edition (scheme_id, pack_edition, from_on, set_at, set_by) VALUES (${scheme}, '${edition}', '${from}', ${stamp}, 1)`);
        await world.restart();
        const trend = async (id: string) => good(await figure(county, id)).editions.map((e: any) => [e.from_on, e.edition, e.changed]);
        expect(await trend('P-2')).toEqual([['2023-01-01', '2024.1', true], ['2024-03-01', '2024.2', false]]);
        expect(await trend('P-1')).toEqual([['2023-01-01', '2024.1', false], ['2024-03-01', '2024.2', false]]);
    });
});
