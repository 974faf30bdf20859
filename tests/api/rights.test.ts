// Every operation × every role × own, child, sibling, parent and other county's record, against the table in rights.ts.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { project } from '../support/server.mjs';
import { current, fresh_id_number, invented_name, places, register } from './support/people';
import { relations, rights, roles, type Relation, type Role } from './rights';
import { code_of } from './support/totp';
import { picture, roster } from './support/files';
import { engagement } from './support/schemes';
import { pack_folder, zipped } from './support/zip';
import { User, command, demo_world, fresh_key, sql, type Sending, type World } from './support/world';

const login_of: Record<Role, string> = {
    county_officer: 'county', county_leader: 'leader', bureau_officer: 'bureau', township_officer: 'wangmeng',
    village_officer: 'village', inspector: 'inspector', viewer: 'province', talent: 'talent', system_officer: 'system',
    security_officer: 'security', audit_officer: 'audit',
};
const county_wide = { own: places.county, child: places.own_village, other: places.other_county };
const where: Partial<Record<Role, Partial<Record<Relation, string>>>> = {
    county_officer: county_wide, county_leader: county_wide, bureau_officer: county_wide, inspector: county_wide,
    viewer: { child: places.own_town, other: places.other_county },
    township_officer: { own: places.own_town, child: places.own_village, sibling: places.other_village, parent: places.county, other: places.other_county },
    village_officer: { own: places.own_village, sibling: places.next_village, parent: places.own_town, other: places.other_county },
};
const is_in_reach = (relation: Relation) => relation === 'own' || relation === 'child';

const described = JSON.parse(readFileSync(path.join(project, 'schema/openapi.json'), 'utf8'));
const operations: { id: string; method: string; path: string; takes_place: boolean }[] = [];
for (const [p, methods] of Object.entries<any>(described.paths))
    for (const [method, o] of Object.entries<any>(methods)) operations.push({ id: o.operationId, method: method.toUpperCase(), path: p, takes_place: false });

let world: World;
beforeAll(async () => {
    world = await demo_world();
});
afterAll(() => world.close());

/** An edition of the first pack beside the program's own. */
let installed: Promise<string> | undefined;
const other_edition = () =>
    (installed ??= (async () => {
        await (await world.user('system')).send('POST', '/api/packs', { body: zipped(pack_folder('2041.1')), headers: pack_headers });
        return '2041.1';
    })());
const pack_headers = { 'content-type': 'application/octet-stream', 'x-file-name': 'pack.zip' };

interface Asking extends Sending {
    path?: Record<string, string>;
    query?: string;
    as?: User; // another session of the same account, for what ends one
}
/** Whoever keeps records of a place. */
const keeper = (code: string) => world.user(code.startsWith('411122') ? 'county' : 'nancheng');
const security = () => world.user('security');
const person = async (code: string, more = {}) => register(await keeper(code), { region_code: code, id_number: fresh_id_number(), ...more });

let count = 0;
async function account() {
    const answer = await (await security()).post('/api/accounts', { login: `matrix.${++count}`, display_name: `矩阵${count}`, unit_name: '某单位' });
    return answer.json.account;
}
/** By somebody who is neither the system nor the security officer of the matrix. */
async function proposal() {
    const answer = await proposer.post('/api/grants', { account_id: (await account()).id, role: 'inspector', region_code: places.county });
    if (answer.status !== 201) throw new Error(answer.text);
    return answer.json;
}
let proposer: User;
beforeAll(async () => {
    // Before anything changes a password.
    for (const login of [...Object.values(login_of), 'county2', 'nancheng', 'xishan']) await world.user(login);
    const made = (await (await security()).post('/api/accounts', { login: 'matrix.sec', display_name: '另一位安全员', unit_name: '某科', account_class: 'security_officer' })).json;
    const grant = (await (await security()).post('/api/grants', { account_id: made.account.id, role: 'security_officer' })).json;
    await (await world.user('system')).post(`/api/grants/${grant.id}/confirmation`, undefined, { version: 1 });
    proposer = new User(world.server);
    await proposer.log_in('matrix.sec', made.password);
    await proposer.post('/api/account/password', { current_password: made.password, new_password: 'Kz7-harvest-Moon' });
});
async function fresh_session(role: Role) {
    const user = new User(world.server);
    await user.log_in(login_of[role], world.passwords[login_of[role]]);
    return user;
}
const unit = async (code: string, kind: string) => {
    const made = await (await keeper(code)).post('/api/organizations', { name: `矩阵单位${++count}`, kind, region_code: code });
    if (made.status !== 201) throw new Error(made.text);
    return made.json;
};
const group = async (code: string, state: string) => {
    const by = await keeper(code);
    const made = await unit(code, 'family_farm');
    if (state === 'suspended') return (await by.post(`/api/organizations/${made.id}/suspension`, { reason: '停' }, { version: made.row_version })).json;
    return made;
};
/** A group waits for approval first; of the county's level, so that the county decides. */
const talent_group = async (code: string) => {
    const made = await (await keeper(code)).post('/api/organizations', { name: `矩阵团队${++count}`, kind: 'work_group', region_code: code, serves_region_code: code, level: 'county' });
    if (made.json.state !== 'proposed') throw new Error(made.text);
    return made.json;
};
const attachment = async (code: string) => {
    const p = await person(code);
    const made = await (await keeper(code)).send('POST', `/api/attachments?entity=person&entity_id=${p.id}`, {
        body: picture(), headers: { 'content-type': 'application/octet-stream', 'x-file-name': 'photo.png' },
    });
    if (made.status !== 201) throw new Error(made.text);
    return made.json;
};
/** A batch reaches as far as whoever opened it: clerks open their own. */
const importer = (code: string) =>
    world.user(
        code.startsWith(places.own_prefix) ? 'wangmeng'
        : code.startsWith(places.other_town.slice(0, 9)) ? 'chengguan'
        : code.startsWith('411122') ? 'county'
        : 'nancheng',
    );
/** The name of a village that whoever imports for `code` keeps: a place that is not his is not written. */
const village_of = (code: string) =>
    code === places.other_county ? places.village_of_other_county
    : code.startsWith(places.other_town.slice(0, 9)) ? places.other_village_name
    : places.own_village_name;
async function import_batch(code: string, until: 'read' | 'committed' = 'read') {
    const by = await importer(code);
    const opened = await by.send('POST', `/api/imports?region=${code}&entity=people`, {
        body: roster([{ name: invented_name(), id_number: fresh_id_number(), village: village_of(code) }, { name: invented_name() }]),
        headers: { 'content-type': 'application/octet-stream', 'x-file-name': 'roster.csv' },
    });
    if (opened.status !== 201) throw new Error(opened.text);
    let batch = await settled(by, opened.json.id);
    if (batch.state !== 'ready') throw new Error(JSON.stringify(batch));
    if (until === 'committed') {
        const done = await by.post(`/api/imports/${batch.id}/commit`, { mode: 'all' });
        if (done.status !== 200) throw new Error(done.text);
        batch = await settled(by, batch.id);
        if (batch.state !== 'committed') throw new Error(JSON.stringify(batch));
    }
    return batch;
}
async function settled(by: User, id: string) {
    for (let i = 0; i < 200; ++i) {
        const batch = (await by.get(`/api/imports/${id}`)).json;
        if (!['reading', 'committing'].includes(batch.state)) return batch;
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`import ${id} does not come to rest`);
}
async function export_request(code: string, by: User) {
    const asked = await by.post('/api/people/export', { columns: ['name'], reason: '核对', unmasked: true, filters: { region: [code] } });
    if (asked.status !== 202 && asked.status !== 200 && asked.status !== 201) throw new Error(asked.text);
    return asked.json;
}
const exporter = (code: string) => world.user(code.startsWith('411122') ? 'county2' : 'nancheng');

/** Activities are written by an account that no row of the matrix is about, and verified by the place. */
const deed_author = (code: string) => world.user(code.startsWith('411122') ? 'county2' : 'nancheng');
const verifier = (code: string) =>
    world.user(code === places.county ? 'county' : code.startsWith(places.own_prefix) ? 'wangmeng' : code.startsWith('411122') ? 'chengguan' : 'nancheng');
const deed_body = (code: string, state: string) => ({
    kind: 'field_guidance', title: `矩阵活动${++count}`, region_code: code, starts_at: '2022-07-12', state, summary: '讲了修剪',
    participants: [{ headcount: 3 }],
});
async function deed(code: string, state = 'held') {
    const made = await (await deed_author(code)).post('/api/activities', deed_body(code, state));
    if (made.status !== 201) throw new Error(made.text);
    return made.json;
}

const paper_body = (code: string) => ({ kind: 'notice', title: `矩阵文书${++count}`, region_code: code, content: [{ code: 'text', text: '正文' }] });
/** A document in a state; beyond the county it stays a draft, since nobody there approves what he wrote himself. */
async function paper(code: string, state = 'draft') {
    const by = await deed_author(code);
    let made = await by.post('/api/documents', paper_body(code));
    if (made.status !== 201) throw new Error(made.text);
    if (!code.startsWith('411122')) return made.json;
    const county = await world.user('county');
    const way: [string, User, string, object][] = [
        ['in_review', by, 'submission', {}], ['approved', county, 'approval', {}], ['publicized', by, 'publicity', { workdays: 5 }], ['published', by, 'publication', {}],
    ];
    for (const [reached, who, noun, body] of way) {
        if (made.json.state === state) break;
        if (reached === 'publicized' && state === 'published') continue;
        made = await who.post(`/api/documents/${made.json.id}/${noun}`, body, { version: made.json.row_version });
        if (made.status !== 200) throw new Error(`${reached}: ${made.text}`);
    }
    return made.json;
}
/** As many as one address may try in ten minutes. */
async function wrong_codes() {
    for (let i = 0; i < 20; ++i) await world.nobody().get('/api/public/papers/nonsense');
}
/** A list that is public for objections; beyond the county by SQL, since nobody there approves what he wrote himself. */
async function public_list(code: string) {
    if (code.startsWith('411122')) return paper(code, 'publicized');
    const d = await paper(code);
    sql(world.place, `UPDATE document SET state = 'publicized', public_from = '2022-01-01' WHERE id = ${d.id}`);
    return d;
}
async function objection(code: string) {
    const d = await public_list(code);
    const made = await (await deed_author(code)).post('/api/requests', { kind: 'objection', title: '来信', content: '有误', document_id: d.id, author: '贺知秋' });
    if (made.status !== 201) throw new Error(made.text);
    return made.json;
}
const paper_at = async (code: string, state: string, more: object = {}) => {
    const d = await paper(code, state);
    return { path: { id: d.id }, version: d.row_version, body: { reason: '矩阵', ...more } };
};

/** A draft of the first pack, by whoever runs schemes there. */
async function scheme_draft(code: string): Promise<any> {
    const by = await keeper(code);
    const lead = await unit(code, 'party_dept');
    const made = await by.post('/api/schemes', {
        pack_id: 'honorary-village-head', pack_edition: '2022.1', name: `矩阵方案${++count}`, region_code: code, lead_org_id: lead.id, starts_on: '2022-01-01',
    });
    if (made.status !== 201) throw new Error(made.text);
    return made.json.scheme;
}
/** A place has one running scheme of a pack: room for another in the county. */
const end_in = (county: string) =>
    sql(world.place, `UPDATE scheme SET state = 'closed' WHERE state = 'active' AND region_id IN (SELECT id FROM region WHERE code LIKE '${county.slice(0, 6)}%')`);
/** The one that runs in the county of a place. */
const running = new Map<string, Promise<any>>();
const active_scheme = (code: string): Promise<any> => {
    const seat = code.startsWith('411122') ? places.county : places.other_county;
    if (!running.has(seat))
        running.set(seat, (async () => {
            const known = (await (await keeper(seat)).get('/api/schemes')).json.items.find((s: any) => s.state === 'active' && s.region_code === seat);
            if (known) return known;
            const made = await scheme_draft(seat);
            end_in(seat);
            const now = await (await keeper(seat)).post(`/api/schemes/${made.id}/activation`, undefined, { version: made.row_version });
            if (now.status !== 200) throw new Error(now.text);
            return now.json.scheme;
        })());
    return running.get(seat)!;
};
/** Somebody in the first role at a place, as far as the steps `done` bring him; whoever served before left no trace. */
async function post_of(code: string, state: string, done: string[] = []) {
    const scheme = await active_scheme(code);
    sql(world.place, `UPDATE engagement SET is_void = 1 WHERE scheme_id = ${scheme.id}`);
    const id = engagement(world, { scheme: scheme.id, person: (await person(code)).id, region: code, state });
    for (const [i, step] of done.entries())
        sql(world.place, `INSERT INTO procedure_step (id, entity, entity_id, step, seq, body, done_on, account_id, actor_name, unit_name, inputs, result, rules, is_void, recorded_at)
            VALUES (${id}0${i}, 'engagement', ${id}, '${step}', ${i + 1}, 'township', '2022-01-01', 1, '某人', '某单位', '{}', 'pass', '[]', 0, '2022-01-01T00:00:00.000Z')`);
    return { path: { id }, version: 1 };
}
const issue_body = async (code: string) => ({ scheme_id: (await active_scheme(code)).id, report: 'situation', region_code: places.county, as_of: '2024-06-30' });
async function report_issue(code: string): Promise<any> {
    // Posts of the matrix were never in the pool, which the checks of a report would find.
    sql(world.place, 'UPDATE engagement SET is_void = 1');
    const made = await (await keeper(code)).post('/api/report_issues', await issue_body(code));
    if (made.status !== 201) throw new Error(made.text);
    return made.json.issue;
}
const marks = ['match_needs', 'match_strength', 'match_will'].map((name) => ({ name, value: '80' })).concat({ name: 'growth', value: 'in_place_support' });

/** What is asked of each operation; `code` is the place of the record that it is about. */
const ask: Record<string, (role: Role, code: string) => Promise<Asking> | Asking> = {
    get_setup: () => ({}),
    set_up: () => ({ body: { code: 'x', system_name: 'x', officers: [] } }),
    log_in: async (role) => ({ body: { login: login_of[role], password: world.passwords[login_of[role]] } }),
    get_session: () => ({}),
    log_out: async (role) => ({ as: await fresh_session(role) }),
    choose_identity: async (role) => ({ body: { grant_id: (await world.user(login_of[role])).state.current_grant_id } }),
    change_password: async (role) => {
        const login = login_of[role], current_password = world.passwords[login];
        return { body: { current_password, new_password: (world.passwords[login] = `Kz${++count}-harvest-Moon`) } };
    },
    offer_two_factor: (role) => ({ body: { password: world.passwords[login_of[role]] } }),
    bind_two_factor: async (role) => {
        const offer = await (await world.user(login_of[role])).post('/api/account/two_factor', { password: world.passwords[login_of[role]] });
        return { body: { code: code_of(offer.json.secret) } };
    },
    // What the line before bound.
    unbind_two_factor: (role) => ({ body: { password: world.passwords[login_of[role]] } }),
    remove_two_factor: async (role) => {
        const { id } = await account();
        if (role !== 'security_officer') return { path: { id }, version: 1, body: { reason: '换手机' } };
        const password = (await (await security()).post(`/api/accounts/${id}/password_reset`)).json.password;
        const holder = new User(world.server);
        await holder.log_in(`matrix.${count}`, password);
        const offer = await holder.post('/api/account/two_factor', { password });
        await holder.post('/api/account/two_factor/confirmation', { code: code_of(offer.json.secret) });
        return { path: { id }, version: (await (await security()).get(`/api/accounts/${id}`)).json.row_version, body: { reason: '换手机' } };
    },
    get_account_rules: () => ({}),
    set_account_rules: () => ({ body: { two_factor_asked: false } }),
    set_preferences: () => ({ body: { language: 'zh-CN', type_size: 'standard', shortcuts: true } }),
    list_sessions: () => ({}),
    end_session: async () => {
        await fresh_session('viewer');
        const online = (await (await security()).get('/api/sessions')).json.items.filter((s: any) => s.login === login_of.viewer);
        return { path: { id: online.reduce((a: any, b: any) => (a.created_at > b.created_at ? a : b)).id } };
    },
    list_accounts: () => ({}),
    get_account: async () => ({ path: { id: (await account()).id } }),
    open_account: () => ({ body: { login: `opened.${++count}`, display_name: '开户', unit_name: '某单位' } }),
    amend_account: async () => ({ path: { id: (await account()).id }, version: 1, body: { unit_name: '新单位' } }),
    lock_account: async () => ({ path: { id: (await account()).id }, version: 1, body: { reason: '离岗' } }),
    unlock_account: async () => ({ path: { id: (await account()).id }, version: 1, body: { reason: '回岗' } }),
    disable_account: async () => ({ path: { id: (await account()).id }, version: 1, body: { reason: '离岗' } }),
    reset_password: async () => ({ path: { id: (await account()).id } }),
    list_roles: () => ({}),
    list_grants: () => ({}),
    preview_grant: async () => ({ path: { id: (await proposal()).id } }),
    propose_grant: async () => ({ body: { account_id: (await account()).id, role: 'inspector', region_code: places.county } }),
    confirm_grant: async () => ({ path: { id: (await proposal()).id }, version: 1 }),
    reject_grant: async () => ({ path: { id: (await proposal()).id }, version: 1, body: { reason: '不同意' } }),
    revoke_grant: async () => {
        const grant = await proposal();
        await (await security()).post(`/api/grants/${grant.id}/confirmation`, undefined, { version: 1 });
        return { path: { id: grant.id }, version: 2, body: { reason: '调离' } };
    },
    list_events: () => ({}),
    verify_trail: () => ({}),
    list_code_tables: () => ({}),
    list_codes: () => ({ path: { table: 'education' } }),
    list_regions: () => ({}),
    get_region: (_, code) => ({ path: { code } }),
    summarise_region: (_, code) => ({ path: { code } }),
    amend_region: async (_, code) => ({
        path: { code }, version: (await (await keeper(code)).get(`/api/regions/${code}`)).json.row_version, body: { brand: `品牌${++count}` },
    }),
    import_regions: () => ({
        body: Buffer.from('code,name\n411122109299,矩阵村\n'), headers: { 'content-type': 'application/octet-stream', 'x-file-name': 'regions.csv' },
    }),
    list_people: () => ({}),
    count_people_facets: () => ({}),
    count_people_places: () => ({}),
    register_person: (role) => ({ body: { name: '矩阵人', region_code: where[role]?.own ?? places.county } }),
    get_person: async (_, code) => ({ path: { id: (await person(code)).id } }),
    amend_person: async (_, code) => ({ path: { id: (await person(code)).id }, version: 1, body: { post_title: '理事' } }),
    archive_person: async (_, code) => ({ path: { id: (await person(code)).id }, version: 1, body: { reason: '迁出' } }),
    restore_person: async (_, code) => {
        const p = await person(code);
        await (await keeper(code)).post(`/api/people/${p.id}/archival`, { reason: '迁出' }, { version: 1 });
        return { path: { id: p.id }, version: 2, body: { reason: '返乡' } };
    },
    void_person: async (_, code) => ({ path: { id: (await person(code)).id }, version: 1, body: { reason: '录错' } }),
    unvoid_person: async (_, code) => {
        const p = await person(code);
        await (await keeper(code)).post(`/api/people/${p.id}/voiding`, { reason: '录错' }, { version: 1 });
        return { path: { id: p.id }, version: 2, body: { reason: '没有录错' } };
    },
    confirm_person: async (_, code) => ({ path: { id: (await person(code)).id }, version: 1 }),
    reveal_person_field: async (_, code) => ({ path: { id: (await person(code)).id }, body: { field: 'id_number', reason: '核对' } }),
    list_person_duplicates: async (_, code) => ({ path: { id: (await person(code)).id } }),
    list_person_history: async (_, code) => ({ path: { id: (await person(code)).id } }),
    get_person_origin: async (_, code) => ({ path: { id: (await person(code)).id } }),
    preview_people_batch: async (role) => ({ body: { act: 'confirm', people: [(await person(where[role]?.own ?? places.county)).id] } }),
    act_on_people: async (role) => ({ body: { act: 'confirm', people: [(await person(where[role]?.own ?? places.county)).id] } }),
    list_people_batches: () => ({}),
    undo_people_batch: async () => {
        const p = await person(places.own_village);
        const by = await world.user('county2');
        return { path: { id: (await by.post('/api/people/batches', { act: 'archive', reason: '迁出', people: [p.id] })).json.id } };
    },
    merge_people: async (_, code) => ({
        path: { id: (await person(code)).id }, version: 1, body: { other_id: (await person(code, { id_number: null })).id, take: [] },
    }),
    undo_merger: async (_, code) => {
        const kept = await person(code), other = await person(code, { id_number: null });
        await (await keeper(code)).post(`/api/people/${kept.id}/merger`, { other_id: other.id }, { version: 1 });
        return { path: { id: kept.id } };
    },
    tell_people_apart: async (_, code) => ({ path: { id: (await person(code)).id }, body: { other_id: (await person(code)).id } }),
    list_duplicate_groups: () => ({}),
    export_people: (role) => ({ body: { columns: ['name'], reason: '核对', filters: { region: [where[role]?.child ?? places.own_village] } } }),
    list_exports: () => ({}),
    approve_export: async (_, code) => {
        const r = await export_request(code, await exporter(code));
        return { path: { id: r.id }, version: r.row_version };
    },
    reject_export: async (_, code) => {
        const r = await export_request(code, await exporter(code));
        return { path: { id: r.id }, version: r.row_version, body: { reason: '不必' } };
    },
    get_export_limits: () => ({}),
    withdraw_export: async () => ({ path: { id: (await export_request(places.county, await world.user('county2'))).id }, version: 1 }),
    fetch_export: async () => ({ path: { id: (await export_request(places.county, await world.user('county2'))).id } }),
    list_organizations: () => ({}),
    register_organization: (role) => ({ body: { name: `矩阵社${++count}`, kind: 'family_farm', region_code: where[role]?.own ?? places.county } }),
    get_organization: async (_, code) => ({ path: { id: (await unit(code, 'family_farm')).id } }),
    amend_organization: async (_, code) => ({ path: { id: (await unit(code, 'family_farm')).id }, version: 1, body: { name: `改名${++count}` } }),
    approve_organization: async (_, code) => ({ path: { id: (await talent_group(code)).id }, version: 1, body: {} }),
    reject_organization: async (_, code) => ({ path: { id: (await talent_group(code)).id }, version: 1, body: { reason: '不符' } }),
    suspend_organization: async (_, code) => ({ path: { id: (await group(code, 'active')).id }, version: 1, body: { reason: '停' } }),
    resume_organization: async (_, code) => ({ path: { id: (await group(code, 'suspended')).id }, version: 2, body: { reason: '复' } }),
    dissolve_organization: async (_, code) => ({ path: { id: (await group(code, 'active')).id }, version: 1, body: { reason: '散' } }),
    list_requests: () => ({}),
    register_request: async (role) => ({ body: { kind: 'objection', title: '来信', content: '有误', document_id: (await public_list(where[role]?.own ?? places.own_village)).id } }),
    get_request: async (_, code) => ({ path: { id: (await objection(code)).id } }),
    get_request_timeline: async (_, code) => ({ path: { id: (await objection(code)).id } }),
    reveal_request_author: async (_, code) => ({ path: { id: (await objection(code)).id }, body: { reason: '核实' } }),
    accept_request: async (_, code) => ({ path: { id: (await objection(code)).id }, version: 1, body: {} }),
    decide_request: async (_, code) => {
        const q = await objection(code);
        const accepted = await (await keeper(code)).post(`/api/requests/${q.id}/acceptance`, {}, { version: q.row_version });
        return { path: { id: q.id }, version: accepted.json.row_version, body: { outcome: 'dismissed', result: '经查属实' } };
    },
    void_request: async (_, code) => ({ path: { id: (await objection(code)).id }, version: 1, body: { reason: '重复' } }),
    unvoid_request: async (_, code) => {
        const q = await objection(code);
        const gone = await (await keeper(code)).post(`/api/requests/${q.id}/voiding`, { reason: '重复' }, { version: q.row_version });
        return { path: { id: q.id }, version: gone.json.row_version, body: { reason: '不重复' } };
    },
    check_paper_code: async () => (await wrong_codes(), { path: { code: '0'.repeat(26) } }),
    check_paper_file: () => ({ body: Buffer.from('%PDF'), headers: { 'content-type': 'application/octet-stream', 'x-file-name': 'a.pdf' } }),
    list_public_notices: () => ({}),
    list_public_stories: () => ({}),
    object_to_notice: async () => {
        const { id } = await public_list(places.county);
        for (let i = 0; i < 5; ++i) await world.nobody().post(`/api/public/notices/${id}/objections`, { content: '有误' });
        return { path: { id }, body: { content: '有误' } };
    },
    follow_objection: async () => (await wrong_codes(), { path: { receipt: '0'.repeat(26) } }),
    list_activities: () => ({}),
    start_activity_log: () => ({}),
    get_activity: async (_, code) => ({ path: { id: (await deed(code)).id } }),
    get_activity_timeline: async (_, code) => ({ path: { id: (await deed(code)).id } }),
    register_activity: (role) => ({ body: deed_body(where[role]?.own ?? places.own_village, 'held') }),
    amend_activity: async (_, code) => ({ path: { id: (await deed(code)).id }, version: 1, body: { title: `改名${++count}` } }),
    hold_activity: async (_, code) => ({ path: { id: (await deed(code, 'planned')).id }, version: 1, body: {} }),
    cancel_activity: async (_, code) => ({ path: { id: (await deed(code, 'planned')).id }, version: 1, body: { reason: '下雨' } }),
    correct_activity: async (_, code) => {
        const a = await deed(code);
        const back = await (await verifier(code)).post(`/api/activities/${a.id}/rejection`, { reason: '不全' }, { version: a.row_version });
        return { path: { id: a.id }, version: back.json?.row_version ?? 1, body: {} };
    },
    // The county verifies what lies at the county itself; below it village and township do (activities.test.ts).
    verify_activity: async (role, code) => {
        const a = await deed(role === 'county_officer' && code.startsWith('411122') ? places.county : code);
        return { path: { id: a.id }, version: a.row_version, body: {} };
    },
    reject_activity: async (role, code) => {
        const a = await deed(role === 'county_officer' && code.startsWith('411122') ? places.county : code);
        return { path: { id: a.id }, version: a.row_version, body: { reason: '不全' } };
    },
    void_activity: async (_, code) => ({ path: { id: (await deed(code)).id }, version: 1, body: { reason: '记错' } }),
    unvoid_activity: async (_, code) => {
        const a = await deed(code);
        await (await deed_author(code)).post(`/api/activities/${a.id}/voiding`, { reason: '记错' }, { version: a.row_version });
        return { path: { id: a.id }, version: a.row_version + 1, body: { reason: '没记错' } };
    },
    list_documents: () => ({}),
    get_document: async (_, code) => ({ path: { id: (await paper(code)).id } }),
    get_document_procedure: async (_, code) => ({ path: { id: (await paper(code)).id } }),
    take_document_step: async (_, code) => ({ path: { id: (await paper(code)).id }, version: 1, body: { step: 'check' } }),
    send_document_back: async (_, code) => ({ path: { id: (await paper(code)).id }, version: 1, body: { to: 'write', note: '再改' } }),
    get_document_timeline: async (_, code) => ({ path: { id: (await paper(code)).id } }),
    list_document_versions: async (_, code) => ({ path: { id: (await paper(code)).id } }),
    get_document_version: async (_, code) => ({ path: { id: (await paper(code)).id, no: '1' } }),
    compare_document_versions: async (_, code) => ({ path: { id: (await paper(code)).id }, query: 'from=1&to=1' }),
    list_document_publications: async (_, code) => ({ path: { id: (await paper(code)).id } }),
    get_board_sheet: async (_, code) => ({ path: { id: (await paper(code)).id } }),
    print_papers: async () => ({ body: { documents: ['1'] } }),
    download_document_file: async (_, code) => ({ path: { id: (await paper(code)).id } }),
    draft_document: (role) => ({ body: paper_body(where[role]?.own ?? places.own_village) }),
    amend_document: async (_, code) => ({ path: { id: (await paper(code)).id }, version: 1, body: { title: `改名${++count}` } }),
    add_document_version: async (_, code) => ({ path: { id: (await paper(code)).id }, version: 1, body: { sections: [{ code: 'text', text: '新' }], contributors: [] } }),
    put_out_document: async (_, code) => ({ path: { id: (await paper(code, 'published')).id }, body: { channel: 'website', on_day: '2022-07-30' } }),
    submit_document: (_, code) => paper_at(code, 'draft'),
    approve_document: (_, code) => paper_at(code, 'in_review'),
    return_document: (_, code) => paper_at(code, 'in_review'),
    publicize_document: (_, code) => paper_at(code, 'approved', { workdays: 5 }),
    publish_document: (_, code) => paper_at(code, 'approved'),
    withdraw_document: (_, code) => paper_at(code, 'publicized'),
    archive_document: (_, code) => paper_at(code, 'published'),
    supersede_document: (_, code) => paper_at(code, 'published'),
    revoke_document: (_, code) => paper_at(code, 'published'),
    void_document: (_, code) => paper_at(code, 'draft'),
    unvoid_document: async (_, code) => {
        const d = await paper(code);
        await (await deed_author(code)).post(`/api/documents/${d.id}/voiding`, { reason: '重复' }, { version: 1 });
        return { path: { id: d.id }, version: 2, body: { reason: '不重复' } };
    },
    list_packs: () => ({}),
    get_pack: () => ({ path: { pack: 'honorary-village-head', edition: '2022.1' } }),
    download_pack: () => ({ path: { pack: 'honorary-village-head', edition: '2022.1' } }),
    install_pack: () => ({ query: 'trial=true', body: zipped(pack_folder('2040.1')), headers: pack_headers }),
    remove_pack: async () => {
        await (await world.user('system')).send('POST', '/api/packs', { body: zipped(pack_folder('2040.2')), headers: pack_headers });
        return { path: { pack: 'honorary-village-head', edition: '2040.2' } };
    },
    list_schemes: () => ({}),
    propose_scheme: () => ({ body: { pack_id: 'honorary-village-head', pack_edition: '2022.1', name: '矩阵方案', region_code: places.county, starts_on: '2022-01-01' } }),
    get_scheme: async (_, code) => ({ path: { id: (await active_scheme(code)).id } }),
    activate_scheme: async (_, code) => {
        end_in(code);
        running.clear();
        return { path: { id: (await scheme_draft(code)).id }, version: 1 };
    },
    close_scheme: async (_, code) => {
        const made = await scheme_draft(places.next_village);
        end_in(code);
        running.clear();
        await (await keeper(code)).post(`/api/schemes/${made.id}/activation`, undefined, { version: 1 });
        return { path: { id: made.id }, version: 2 };
    },
    change_scheme_edition: async (_, code) => ({ path: { id: (await scheme_draft(code)).id }, version: 1, body: { edition: await other_edition(), from_on: '2030-01-01', reason: '换版' } }),
    list_scheme_params: async (_, code) => ({ path: { id: (await active_scheme(code)).id } }),
    list_consequences: async (_, code) => ({ path: { id: (await active_scheme(code)).id } }),
    list_consequence_records: async (_, code) => ({ path: { id: (await active_scheme(code)).id, rule: 'passive' } }),
    explain_scheme: async (_, code) => ({ path: { id: (await active_scheme(code)).id } }),
    try_scheme: async (_, code) => ({ path: { id: (await active_scheme(code)).id }, body: { params: [] } }),
    set_scheme_param: async (_, code) => ({ path: { id: (await scheme_draft(code)).id }, body: { name: 'heads_per_village', value: '3', from_on: '2030-01-01', reason: '村大' } }),
    list_engagements: () => ({}),
    get_engagement_board: async (_, code) => ({ query: `role=honorary_village_head&scheme=${(await active_scheme(code)).id}` }),
    get_engagement: async (_, code) => post_of(code, 'serving'),
    propose_engagement: async (_, code) => ({
        body: { scheme_id: (await active_scheme(code)).id, role: 'honorary_village_head', person_id: (await person(code)).id, region_code: code, source_group: 'notable' },
    }),
    take_step: async (_, code) => ({ ...(await post_of(code, 'identified', ['survey', 'opinions'])), body: { step: 'match', inputs: marks } }),
    take_steps: () => ({ body: { ids: ['424242'], step: { step: 'match' }, trial: true } }),
    return_engagement: async (_, code) => ({ ...(await post_of(code, 'pooled', ['survey', 'opinions', 'match'])), body: { to: 'match', note: '重算' } }),
    reject_engagement: async (_, code) => ({ ...(await post_of(code, 'identified', ['survey', 'opinions'])), body: { note: '不合适' } }),
    log_engagement_visit: async (_, code) => ({ ...(await post_of(code, 'vetted')), body: { method: 'home_visit', visitor_name: '镇长' } }),
    end_engagement: async (_, code) => ({ ...(await post_of(code, 'serving')), body: { end_reason: 'term_over' } }),
    suspend_engagement: async (_, code) => ({ ...(await post_of(code, 'serving')), body: { note: '学习' } }),
    resume_engagement: async (_, code) => ({ ...(await post_of(code, 'suspended')), body: { note: '回来' } }),
    renew_engagement: async (_, code) => ({ ...(await post_of(code, 'serving')), body: {} }),
    reopen_engagement: async (_, code) => ({ ...(await post_of(code, 'declined')), body: { note: '再请' } }),
    track_engagement: async (_, code) => ({ ...(await post_of(code, 'ended')), body: {} }),
    void_engagement: async (_, code) => ({ ...(await post_of(code, 'serving')), body: { note: '录错' } }),
    unvoid_engagement: async (_, code) => {
        const made = await post_of(code, 'ended');
        sql(world.place, `UPDATE engagement SET is_void = 1, void_reason = '录错' WHERE id = ${made.path.id}`);
        return { ...made, body: { note: '没有录错' } };
    },
    list_attachments: async (_, code) => ({ query: `entity=person&entity_id=${(await person(code)).id}` }),
    attach_file: async (_, code) => ({
        query: `entity=person&entity_id=${(await person(code)).id}`, body: picture(),
        headers: { 'content-type': 'application/octet-stream', 'x-file-name': 'photo.png' },
    }),
    download_attachment: async (_, code) => ({ path: { id: (await attachment(code)).id } }),
    void_attachment: async (_, code) => ({ path: { id: (await attachment(code)).id }, version: 1, body: { reason: '传错' } }),
    restore_attachment: async (_, code) => {
        const a = await attachment(code);
        await (await keeper(code)).post(`/api/attachments/${a.id}/voiding`, { reason: '传错' }, { version: 1 });
        return { path: { id: a.id }, version: 2, body: { reason: '没传错' } };
    },
    open_import: (role) => ({
        query: `entity=people&region=${where[role]?.own ?? places.county}`, body: roster([{ name: '矩阵名册' }]),
        headers: { 'content-type': 'application/octet-stream', 'x-file-name': 'roster.csv' },
    }),
    list_imports: () => ({}),
    get_import_template: () => ({ query: 'entity=people' }),
    get_import: async (_, code) => ({ path: { id: (await import_batch(code)).id } }),
    list_import_rows: async (_, code) => ({ path: { id: (await import_batch(code)).id } }),
    get_import_original: async (_, code) => ({ path: { id: (await import_batch(code)).id } }),
    get_import_error_workbook: async (_, code) => ({ path: { id: (await import_batch(code)).id } }),
    map_import: async (_, code) => ({ path: { id: (await import_batch(code)).id }, body: { columns: [] } }),
    decide_import: async (_, code) => ({ path: { id: (await import_batch(code)).id }, body: { decision: 'accepted', kind: 'only_name' } }),
    commit_import: async (_, code) => ({ path: { id: (await import_batch(code)).id }, body: { mode: 'all' } }),
    cancel_import: async (_, code) => ({ path: { id: (await import_batch(code)).id } }),
    undo_import: async (_, code) => ({ path: { id: (await import_batch(code, 'committed')).id }, body: { reason: '导错' } }),
    list_figures: async (_, code) => ({ query: `scheme=${(await active_scheme(code)).id}` }),
    get_figure: async (_, code) => ({ path: { id: 'S0-F02' }, query: `scheme=${(await active_scheme(code)).id}` }),
    list_figure_rows: async (_, code) => ({ path: { id: 'S0-F02' }, query: `scheme=${(await active_scheme(code)).id}` }),
    list_standings: async (_, code) => ({ query: `scheme=${(await active_scheme(code)).id}` }),
    list_standing_rows: async (_, code) => ({ query: `scheme=${(await active_scheme(code)).id}&rule=quotas.heads_per_village` }),
    preview_report: async (role, code) => ({ query: `region=${where[role]?.own ?? places.county}&report=situation&scheme=${(await active_scheme(code)).id}` }),
    get_report_preview_file: async (role, code) => ({ query: `region=${where[role]?.own ?? places.county}&report=situation&format=docx&scheme=${(await active_scheme(code)).id}` }),
    list_report_issues: async (_, code) => ({ path: { id: (await active_scheme(code)).id } }),
    begin_report_issue: async (_, code) => ({ body: await issue_body(code) }),
    get_report_issue: async (_, code) => ({ path: { id: (await report_issue(code)).id } }),
    write_report_issue: async (_, code) => ({ path: { id: (await report_issue(code)).id }, version: 1, body: { text: '# 情况汇报' } }),
    issue_report: async (_, code) => ({ path: { id: (await report_issue(code)).id }, version: 1 }),
    withdraw_report_issue: async (_, code) => {
        const made = await report_issue(code);
        const out = await (await keeper(code)).post(`/api/report_issues/${made.id}/issuing`, undefined, { version: 1 });
        return { path: { id: made.id }, version: out.json.issue?.row_version ?? 2, body: { reason: '有误' } };
    },
    get_report_issue_file: async (_, code) => ({ path: { id: (await report_issue(code)).id }, query: 'format=docx' }),
    compare_report_issues: async (_, code) => ({ path: { id: (await report_issue(code)).id }, query: `with=${(await report_issue(code)).id}` }),
    count_talent_statistics: () => ({}),
    export_talent_statistics: () => ({ query: `reason=${encodeURIComponent('汇报')}` }),
    search: () => ({ query: `q=${encodeURIComponent('王')}` }),
    list_notices: () => ({}),
    count_notices: () => ({}),
    read_all_notices: () => ({}),
    read_notice: () => ({ path: { id: '424242' } }),
    list_saved_filters: () => ({}),
    save_filter: () => ({ body: { list: 'people', name: `常用${++count}`, query: 'sex=2' } }),
    drop_saved_filter: async (role) => {
        const of = await world.user(role === 'county_officer' ? 'county2' : 'county');
        return { path: { id: (await of.post('/api/saved_filters', { list: 'people', name: `别人的${++count}`, query: 'sex=2' })).json.id } };
    },
};

describe('the table', () => {
    it('has every operation of the interface, and no other', () => {
        const there = operations.map((o) => o.id).sort();
        expect(there.filter((id) => !rights[id]), 'operations without a line in rights.ts').toEqual([]);
        expect(Object.keys(rights).filter((id) => !there.includes(id)), 'lines without an operation').toEqual([]);
        expect(there.filter((id) => !ask[id]), 'operations that are not asked').toEqual([]);
        for (const [id, rule] of Object.entries(rights)) expect(rule.by, id).toMatch(/^[YRLN-]{11}$/);
    });

    it('agrees with what the server itself runs', async () => {
        const served = (await world.nobody().get('/api/openapi.json')).json;
        const ids = Object.values<any>(served.paths).flatMap((m) => Object.values<any>(m).map((o) => o.operationId)).sort();
        // Health, figures of the program and the description belong to nobody's records and are open to all.
        const open = ['get_api_page', 'get_health', 'get_metrics', 'get_openapi'];
        expect(ids.filter((id) => !open.includes(id))).toEqual(operations.map((o) => o.id).sort());
    });
});

describe('nobody in particular', () => {
    it.each(operations.filter((o) => o.id !== 'log_in'))('$id', async ({ id, method, path: template }) => {
        const answer = await world.nobody().send(method, template.replaceAll(/\{\w+\}/g, '1'), {
            body: method === 'GET' || method === 'DELETE' ? undefined : id === 'set_up' ? { code: 'x', system_name: 'x', officers: [] } : {},
        });
        expect(answer.status).toBe(rights[id].without);
    });
});

// One operation after the other: each makes its own records, so they do not disturb each other.
describe('every role', () => {
    it.each(operations)('$id', async ({ id, method, path: template }) => {
        const rule = rights[id];
        const wrong: string[] = [];
        for (const [i, role] of roles.entries()) {
            const letter = rule.by[i];
            const about_records = rule.by.includes('R');
            const lies = where[role] ?? { own: places.own_village, other: places.other_county };
            for (const relation of about_records ? relations : (['own'] as const)) {
                const code = about_records ? lies[relation] : places.own_village;
                if (!code) continue;
                const expected =
                    letter === '-' ? 403 : letter === 'Y' ? rule.ok : letter === 'N' ? 404 : !is_in_reach(relation) ? 404 : letter === 'R' ? rule.ok : 403;
                const { path: names = {}, query, as, ...how } = await ask[id](role, code);
                const address = template.replaceAll(/\{(\w+)\}/g, (_, name) => names[name]) + (query ? `?${query}` : '');
                const user = as ?? (await world.user(login_of[role]));
                const answer = await user.send(method, address, { key: fresh_key(), ...how });
                if (answer.status !== expected)
                    wrong.push(`${role} ${relation}: ${answer.status} instead of ${expected} ${answer.status >= 400 ? answer.text.slice(0, 300) : ''}`);
            }
        }
        expect(wrong).toEqual([]);
    });
});

describe('after all of it', () => {
    it('no answer carries a number that a browser would round', () => {
        // Ids are text: JavaScript loses integers past 2^53.
        return Promise.all(
            Object.values(login_of).map(async (login) => {
                for (const { what, text } of (await world.user(login)).seen)
                    if (!what.endsWith('/original')) for (const [found] of text.matchAll(/[:[,]-?\d{16,}(?=[,}\]])/g)) expect.soft(found, what).toBe('');
            }),
        );
    });

    it('roles without the right to see full numbers saw none', async () => {
        for (const role of roles) {
            const user = await world.user(login_of[role]);
            for (const { what, text } of user.seen) {
                if (what.endsWith('/reveal') || what.includes('/original') || what.includes('/export')) continue;
                for (const [found] of text.matchAll(/(?<!\d)4111221991\d{7}[\dX](?!\d)/g)) expect.soft(found, `${role} ${what}`).toBe('');
            }
        }
    });

    it('the trail is sound', () => {
        const verdict = command('verify', ...world.place.options);
        expect(verdict.code, verdict.output).toBe(0);
    });

    it('somebody of another county is untouched', async () => {
        const p = await person(places.other_county);
        expect((await current(await world.user('nancheng'), p.id)).row_version).toBe(1);
        expect((await (await world.user('xishan')).get(`/api/people/${p.id}`)).status).toBe(404);
    });
});
