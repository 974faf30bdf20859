// The first scheme as its offices run it: activated by the county, a work group of people with accounts of their own,
// villages with a complete profile, and a candidate carried from proposal to certificate.
import { expect } from 'vitest';
import { fresh_id_number, invented_name, places, register } from './people';
import { User, sql, type Answer, type World } from './world';

export const pack = { pack_id: 'honorary-village-head', pack_edition: '2022.1' };
export const head = 'honorary_village_head';
export const day = (n = 0) => new Date(Date.now() + 8 * 3600_000 + n * 86_400_000).toISOString().slice(0, 10);

export const good = (answer: Answer, status = 200) => {
    expect(answer.status, answer.text).toBe(status);
    return answer.json;
};
/** Why something was refused: the sentence and those of its fields. */
export const why = (answer: Answer): string => [answer.json?.detail, ...(answer.json?.errors ?? []).map((e: any) => e.message)].join(' | ');

export interface Journey {
    world: World;
    county: User; // of the talent office, and a member of the work group
    outsider: User; // of the same office, not a member
    town: User;
    village: User;
    scheme: any;
    work_group: string; // organization
    members: any[]; // engagements
}

export async function unit(by: User, name: string, kind: string, more: object = {}): Promise<any> {
    return good(await by.post('/api/organizations', { name, kind, region_code: places.county, ...more }), 201);
}

/** A draft of the first scheme with a lead unit. */
export async function draft(by: User, more: object = {}): Promise<any> {
    const lead = await unit(by, `组织部${Math.random().toString(36).slice(2, 8)}`, 'party_dept');
    const made = await by.post('/api/schemes', { ...pack, name: '名誉村长选聘', region_code: places.county, lead_org_id: lead.id, starts_on: '2022-01-01', ...more });
    return good(made, 201).scheme;
}

export const activate = (by: User, scheme: any) => by.post(`/api/schemes/${scheme.id}/activation`, undefined, { version: scheme.row_version });

/** A profile with every field that is asked for. */
export async function complete_village(by: User, code: string): Promise<void> {
    const view = (await by.get(`/api/regions/${code}`)).json;
    good(await by.patch(`/api/regions/${code}`, view.place.row_version ?? view.row_version, {
        profile: {
            ...view.place.profile, households: 300, population: 1100, farmland_mu: 1800, collective_income: '120000.00', collective_income_year: 2021,
            main_industries: ['辣椒'], resources: '沿河滩地', shortages: '缺销售带头人', development_position: '辣椒专业村',
        },
    }));
}

/** An account with one grant, which logs in. */
export async function account(world: World, of: { login: string; name: string; role: string; region: string; person?: string }): Promise<User> {
    const security = await world.user('security');
    const made = good(await security.post('/api/accounts', { login: of.login, display_name: of.name, unit_name: '某单位', person_id: of.person }), 201);
    const grant = good(await security.post('/api/grants', { account_id: made.account.id, role: of.role, region_code: of.region }), 201);
    good(await (await world.user('system')).post(`/api/grants/${grant.id}/confirmation`, undefined, { version: 1 }));
    const user = new User(world.server);
    good(await user.log_in(of.login, made.password));
    good(await user.post('/api/account/password', { current_password: made.password, new_password: 'Kz7-harvest-Moon' }), 204);
    world.passwords[of.login] = 'Kz7-harvest-Moon';
    return user;
}

let made = 0;
export const somebody = (by: User, more: object = {}) => register(by, { name: invented_name(), id_number: fresh_id_number(), region_code: places.own_village, ...more });

export async function join_group(j: Pick<Journey, 'county' | 'scheme' | 'work_group'>, person: any): Promise<any> {
    return good(await j.county.post('/api/engagements', { scheme_id: j.scheme.id, role: 'work_group_member', person_id: person.id, region_code: places.county, org_id: j.work_group }), 201);
}

/** `members`: how many sit in the work group; the first of them is `county`. */
export async function begin(world: World, members = 3): Promise<Journey> {
    const [office, outsider, town, village] = await Promise.all(['county2', 'county2', 'wangmeng', 'village'].map((login) => world.user(login)));
    const signer = await somebody(office, { region_code: places.county });
    const county = await account(world, { login: `group.${++made}`, name: signer.name, role: 'county_officer', region: places.county, person: signer.id });
    const scheme = good(await activate(county, await draft(county))).scheme;
    const group = await unit(county, `选聘工作组${made}`, 'work_group', { level: 'county', serves_region_code: places.county });
    const j: Journey = { world, county, outsider, town, village, scheme, work_group: group.id, members: [] };
    for (let i = 0; i < members; ++i)
        j.members.push(await join_group(j, i ? await somebody(county, { region_code: places.county }) : signer));
    await complete_village(village, places.own_village);
    return j;
}

export async function propose(by: User, j: Journey, person: any, more: object = {}): Promise<Answer> {
    return by.post('/api/engagements', { scheme_id: j.scheme.id, role: head, person_id: person.id, region_code: places.own_village, source_channel: 'village', source_group: 'local_worthy', ...more });
}

/** Rounds are closed by their own office (requests); here the closed one is enough. */
let next_request = 8_000_000;
export function opinion_round(j: Journey, engagement: string, on = day()): void {
    sql(j.world.place, `INSERT INTO request (id, scheme_id, kind, title, content, region_id, engagement_id, skills, green_channel, priority, asked, votes_for, submitted_on, closed_on, extra, state, is_void, created_at, created_by, updated_at, row_version)
        VALUES (${++next_request}, ${j.scheme.id}, 'opinion_round', '征求意见', '听取村民意见', (SELECT id FROM region WHERE code = '${places.own_village}'), ${engagement}, '[]', 0, 0, 30, 28, '${on}', '${on}', '{}', 'closed', 0, '${on}T00:00:00.000Z', 1, '${on}T00:00:00.000Z', 1);
        INSERT INTO state_change (id, entity, entity_id, state, on_day, recorded_at, account_id) VALUES (${++next_request}, 'request', ${next_request - 1}, 'closed', '${on}', '${on}T00:00:00.000Z', 1)`);
}

export const take = (by: User, view: any, step: string, more: object = {}) =>
    by.post(`/api/engagements/${view.one.id}/steps`, { step, ...more }, { version: view.one.row_version });
export const act = (by: User, view: any, noun: string, more: object = {}) =>
    by.post(`/api/engagements/${view.one.id}/${noun}`, more, { version: view.one.row_version });
export const read = async (by: User, id: string) => good(await by.get(`/api/engagements/${id}`));

export const ticks = (but = '') =>
    ['politics', 'reputation', 'ability', 'service'].filter((id) => id !== but).map((id) => ({ id, holds: true, note: '见附件材料' }));
export const marks = [
    { name: 'match_needs', value: '80' }, { name: 'match_strength', value: '60' }, { name: 'match_will', value: '100' }, { name: 'growth', value: 'in_place_support' },
];

export const order = ['survey', 'opinions', 'match', 'vetting', 'visit', 'answer', 'certificate'];
/** From proposal up to, and with, the step `until`. */
export async function carry(j: Journey, until: string, of: { person?: any; on?: string; more?: object; village?: User } = {}): Promise<any> {
    const person = of.person ?? (await somebody(j.county));
    const on = of.on ? { done_on: of.on } : {};
    let view = good(await propose(j.county, j, person, of.more), 201);
    const go = async (by: User, step: string, more: object = {}) => (view = good(await take(by, view, step, { ...on, ...more })));
    for (const step of order) {
        if (step === 'survey') await go(j.town, step);
        if (step === 'opinions') {
            opinion_round(j, view.one.id, of.on);
            await go(j.town, step, { opinion: '群众赞成', evidence: '会议记录' });
        }
        if (step === 'match') await go(j.town, step, { inputs: marks });
        if (step === 'vetting') await go(j.county, step, { opinion: '同意', checks: ticks() });
        if (step === 'visit') {
            view = good(await act(j.town, view, 'visits', { method: 'home_visit', visitor_name: '镇长', ...(of.on ? { on: of.on } : {}) }));
            await go(j.town, step);
        }
        if (step === 'answer') await go(of.village ?? j.village, step);
        if (step === 'certificate') await go(j.county, step);
        if (step === until) break;
    }
    return view;
}
