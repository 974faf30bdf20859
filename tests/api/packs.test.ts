// The shelf of packs over HTTP (G-01): what is checked, installed, refused and taken away; and what somebody may send who
// means harm or knows no better. Each has an answer in words, and leaves nothing behind.
import { readdirSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { good, why } from './support/journey';
import { places } from './support/people';
import { User, command, demo_world, on_postgres, sql, type World } from './support/world';
import { bare_pack, pack_folder, zip, zipped, type Folder } from './support/zip';

let world: World;
let system: User, county: User;
beforeAll(async () => {
    world = await demo_world();
    [system, county] = await Promise.all(['system', 'county'].map((login) => world.user(login)));
});
afterAll(() => world.close());

const named = { 'x-file-name': encodeURIComponent('方案包.zip'), 'content-type': 'application/octet-stream' };
const send = (bytes: Buffer, trial = false, by = system) => by.send('POST', `/api/packs${trial ? '?trial=true' : ''}`, { body: bytes, headers: named });
const shelf = async (by = system) => (await by.get('/api/packs')).json.items as any[];
const on_shelf = async (edition: string) => (await shelf()).find((p) => p.pack_id === 'honorary-village-head' && p.edition === edition);
const rows = () => Number(sql(world.place, 'SELECT count(*) FROM pack_edition'));
const errors = (answer: any) => answer.json.findings.filter((f: any) => f.level === 'error');

describe('a good pack', () => {
    it('is checked, installed once, shown, taken away', async () => {
        const bytes = zipped(pack_folder('2030.1'));
        const before = rows();
        const tried = good(await send(bytes, true));
        expect(tried).toMatchObject({ outcome: 'checked', pack_id: 'honorary-village-head', edition: '2030.1', errors: 0, failed: 0 });
        expect(tried.cases).toBeGreaterThan(100);
        expect(tried.assumed.map((a: any) => a.path)).toContain('params.term_months.assumed');
        expect(tried.assumed[0].line).toBeGreaterThan(1);
        expect(rows()).toBe(before);

        expect(good(await send(bytes), 201).outcome).toBe('installed');
        expect(good(await send(bytes)).outcome).toBe('unchanged');
        expect(rows()).toBe(before + 1);
        expect(await on_shelf('2030.1')).toMatchObject({ errors: 0, builtin: false, in_use: false, removable: true, assumed: tried.assumed.length });

        const page = good(await county.get('/api/packs/honorary-village-head/2030.1'));
        expect(page.explanation.title).toContain('名誉村长');
        expect(page.files.map((f: any) => f.path)).toContain('reports/situation.md');
        const taken = await fetch(world.server.url + '/api/packs/honorary-village-head/2030.1/content', { headers: { cookie: system.cookie } });
        const again = Buffer.from(await taken.arrayBuffer());
        expect(taken.headers.get('content-disposition')).toContain('honorary-village-head-2030.1.zip');
        expect(good(await send(again)).outcome).toBe('unchanged');

        expect((await system.del('/api/packs/honorary-village-head/2030.1')).status).toBe(204);
        expect(await on_shelf('2030.1')).toBeUndefined();
        expect((await system.get('/api/packs/honorary-village-head/2030.1')).status).toBe(404);
        expect((await system.del('/api/packs/honorary-village-head/2030.1')).status).toBe(404);
    });

    it('may come from Windows: line ends, marks, names in GBK, left-overs', async () => {
        const crlf = Object.fromEntries(Object.entries(pack_folder('2030.2')).map(([name, text]) => [name, '\uFEFF' + String(text).replaceAll('\n', '\r\n')])) as Folder;
        expect(good(await send(zipped(crlf)), 201).outcome).toBe('installed');
        // The same with the line ends of other systems is the same edition.
        expect(good(await send(zipped(pack_folder('2030.2'), '')))).toMatchObject({ outcome: 'unchanged' });
        const gbk = Buffer.from([0xb7, 0xbd, 0xb0, 0xb8, 0x2f]); // 方案/
        const parts = Object.entries(pack_folder('2030.2')).map(([name, data]) => ({ name: Buffer.concat([gbk, Buffer.from(name)]), data }));
        expect(good(await send(zip([...parts, { name: Buffer.concat([gbk, Buffer.from('Thumbs.db')]), data: 'x' }, { name: '__MACOSX/._scheme.yaml', data: 'x' }]))).outcome).toBe('unchanged');
        expect((await system.del('/api/packs/honorary-village-head/2030.2')).status).toBe(204);
    });
});

describe('an edition never changes', () => {
    it('other words under the same number are refused, of installed ones and of the program’s own', async () => {
        const other = await send(zipped(pack_folder('2022.1', { 'CHANGES.md': '# 改过\n' })));
        expect(other.status).toBe(409);
        expect(why(other)).toContain('一个版次定了就不再改，请换一个版次号');
        good(await send(zipped(pack_folder('2030.3'))), 201);
        expect((await send(zipped(pack_folder('2030.3', { 'CHANGES.md': '# 改过\n' })))).status).toBe(409);
        expect(why(await system.del('/api/packs/honorary-village-head/2022.1'))).toContain('随程序带来');
        const draft = good(await county.post('/api/schemes', { pack_id: 'honorary-village-head', pack_edition: '2030.3', name: '草稿', region_code: places.county, starts_on: '2022-01-01' }), 201);
        expect(draft.scheme.state).toBe('draft');
        const used = await system.del('/api/packs/honorary-village-head/2030.3');
        expect([used.status, why(used)]).toEqual([422, expect.stringContaining('不能取下')]);
    });
});

describe('a pack with errors', () => {
    const wrong: [string, Record<string, any>, RegExp][] = [
        ['a role code that is not there', { 'scheme.yaml': (t: string) => t.replaceAll("role == 'honorary_village_head'", "role == 'honourary_village_head'") }, /honourary_village_head/],
        ['a key nobody knows', { 'scheme.yaml': (t: string) => t + '\nsurprise: 1\n' }, /surprise/],
        ['a report text that is missing', { 'reports/situation.md': undefined }, /reports\/situation\.md/],
        ['HTML in a report', { 'reports/situation.md': (t: string) => t + '\n\n<script>alert(1)</script>\n' }, /HTML/],
        ['a picture of elsewhere in a layout', { 'papers/certificate.svg': (t: string) => t.replace('</svg>', '<image href="file:///etc/passwd" width="1" height="1"/></svg>') }, /file:/],
        ['an external entity in a layout', { 'papers/certificate.svg': (t: string) => t.replace(/^(<\?xml[^>]*>)?/, '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>') }, /doctype/i],
        ['a script in a layout', { 'papers/certificate.svg': (t: string) => t.replace('</svg>', '<script>alert(1)</script></svg>') }, /script/],
        ['a case that does not hold', { 'cases/more.yaml': 'name: 数\nas_of: 2022-06-30\ncases:\n  - name: 没有人时\n    facts: {}\n    expect: [{figure: S0-F02, is: 7}]\n' }, /没有人时/],
        ['a case that cannot be read', { 'cases/more.yaml': 'cases: [}\n' }, /./],
        ['billion laughs', { 'scheme.yaml': 'a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n' }, /锚点|别名|&/],
        ['deep nesting', { 'scheme.yaml': 'language: ' + '['.repeat(100_000) }, /层/],
        ['a file of 5 MB', { 'scheme.yaml': (t: string) => t + '#'.repeat(5 << 20) }, /2 MB/],
        ['a text that is no UTF-8', { 'reports/situation.md': Buffer.from([0xd2, 0xbb, 0xa3, 0xac]) }, /UTF-8/],
        ['rules that are no UTF-8', { 'scheme.yaml': Buffer.from([0xd2, 0xbb, 0xa3, 0xac]) }, /UTF-8/],
        ['nothing at all in the rules', { 'scheme.yaml': '' }, /./],
        ['a program beside it', { 'setup.exe': 'MZ' }, /setup\.exe/],
        ['a folder too deep', { 'reports/2022/situation.md': '# x' }, /reports\/2022\/situation\.md/],
        ['an id that is an address', { 'scheme.yaml': (t: string) => t.replace('id: honorary-village-head', 'id: ../../etc') }, /id/],
    ];
    it.each(wrong)('%s: said with file and line, nothing installed', async (_, changes, expected) => {
        const before = rows();
        const answer = await send(zipped(pack_folder('2031.1', changes)));
        expect(answer.status, answer.text).toBe(200);
        expect(answer.json.outcome).toBe('refused');
        expect(answer.json.errors).toBeGreaterThan(0);
        const first = errors(answer);
        expect(JSON.stringify(first)).toMatch(expected);
        for (const one of first) {
            expect(one.message).toMatch(/\p{Script=Han}/u);
            expect(one.file).not.toBe('');
            expect(one.line).toBeGreaterThan(0);
        }
        expect(rows()).toBe(before);
        expect(await on_shelf('2031.1')).toBeUndefined();
    });
});

describe('what is no pack', () => {
    const rules = { name: 'scheme.yaml', data: bare_pack('bare') };
    const cases: [string, () => Buffer, RegExp][] = [
        ['no zip', () => Buffer.from('方案包'), /不是完整的 zip/],
        ['half a zip', () => zipped(pack_folder('2032.1')).subarray(0, 4000), /不是完整的 zip/],
        ['a zip in a zip', () => zip([{ name: 'inner.zip', data: zip([rules]) }]), /没有 scheme\.yaml/],
        ['too deep a folder', () => zip([{ ...rules, name: 'a/b/scheme.yaml' }]), /没有 scheme\.yaml/],
        ['two packs', () => zip([{ ...rules, name: 'a/scheme.yaml' }, { ...rules, name: 'b/scheme.yaml' }]), /a\/scheme\.yaml.*b\/scheme\.yaml/],
        ['the same name twice', () => zip([rules, rules]), /重名/],
        ['a name that leads out', () => zip([rules, { name: '../../evil.md', data: 'x' }]), /包外/],
        ['an absolute name', () => zip([rules, { name: '/etc/cron.d/evil', data: 'x' }]), /包外/],
        ['a name of a drive', () => zip([rules, { name: 'C:\\evil.md', data: 'x' }]), /包外/],
        ['a bomb that says so', () => zip([{ name: 'scheme.yaml', data: Buffer.alloc(64 << 20) }]), /大得不正常/],
        ['a bomb that claims a gigabyte', () => zip([{ ...rules, claims: 1 << 30 }]), /大得不正常/],
        ['a bomb that lies', () => zip([{ name: 'scheme.yaml', data: Buffer.alloc(8 << 20, '#'), claims: 100 }]), /大得不正常|不是完整的/],
        ['too many files', () => zip([rules, ...Array.from({ length: 500 }, (_, n) => ({ name: `cases/${n}.yaml`, data: '' }))]), /多得不正常/],
        ['a password', () => zip([{ ...rules, flags: 1 }]), /密码/],
    ];
    it.each(cases)('%s', async (_, bytes, expected) => {
        const before = rows();
        const answer = await send(bytes());
        expect(answer.status, answer.text).toBe(400);
        expect(why(answer)).toMatch(expected);
        expect(rows()).toBe(before);
        expect(readdirSync(join(world.place.data, 'uploads'))).toEqual([]);
    });

    it('a link is a finding, and nothing is read through it', async () => {
        const answer = good(await send(zip([rules, { name: 'reports/a.md', data: '/etc/passwd', mode: 0o120777 }])));
        expect(answer.outcome).toBe('refused');
        expect(answer.findings[0]).toMatchObject({ file: 'reports/a.md', message: expect.stringContaining('链接') });
        expect(JSON.stringify(answer)).not.toContain('root:');
    });
});

it('the command puts it on the shelf while the server is stopped, and says so while it runs', async () => {
    const folder = join(tmpdir(), `guiyan-pack-${process.pid}`);
    for (const [name, text] of Object.entries(pack_folder('2033.1'))) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text);
    }
    if (!on_postgres) {
        const held = command('pack', 'install', folder, ...world.place.options);
        expect(held.code).toBe(1);
        expect(held.output).toMatch(/正在使用|in use/);
    }
    await world.server.stop();
    const done = command('pack', 'install', folder, '--language', 'zh-CN', ...world.place.options);
    expect(done.code, done.output).toBe(0);
    expect(done.output).toContain('2033.1 版已安装');
    expect(command('pack', 'list', ...world.place.options).output).toMatch(/honorary-village-head +2033\.1/);
    await world.restart();
    system = await world.user('system');
    expect(await on_shelf('2033.1')).toMatchObject({ errors: 0 });
    const verdict = command('verify', ...world.place.options);
    expect(verdict.code, verdict.output).toBe(0);
});
