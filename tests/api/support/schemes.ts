// Schemes and engagements as rows, for tests of what leans on them: they run the pack that travels in the program.
import { sql, type World } from './world';

let next = 4_000_000;
const fresh = () => String(++next);
const region = (code: string) => `(SELECT id FROM region WHERE code = '${code}')`;

/** The scheme that runs in a place, made where none does; gives its id. */
export function scheme(world: World, region_code: string): string {
    const running = sql(world.place, `SELECT id FROM scheme WHERE pack_id = 'honorary-village-head' AND region_id = ${region(region_code)} AND state = 'active'`);
    if (running) return running;
    const id = fresh();
    sql(world.place, `INSERT INTO scheme (id, pack_id, pack_edition, name, region_id, starts_on, state, created_at, created_by, updated_at, row_version)
        VALUES (${id}, 'honorary-village-head', '2022.1', '名誉村长', ${region(region_code)}, '2021-01-01', 'active', '2021-01-01T00:00:00.000Z', 1, '2021-01-01T00:00:00.000Z', 1)`);
    return id;
}

/** Somebody who serves a place; gives the id of the engagement. */
export function engagement(world: World, of: { scheme: string; person: string; region: string; role?: string; state?: string }): string {
    const id = fresh();
    sql(world.place, `INSERT INTO engagement (id, scheme_id, role, person_id, region_id, appointed_on, term_start, special_post, renewals, extra, pack_edition, state, is_void, created_at, created_by, updated_at, row_version)
        VALUES (${id}, ${of.scheme}, '${of.role ?? 'honorary_village_head'}', ${of.person}, ${region(of.region)}, '2022-01-01', '2022-01-01', 0, 0, '{}', '2022.1', '${of.state ?? 'serving'}', 0, '2022-01-01T00:00:00.000Z', 1, '2022-01-01T00:00:00.000Z', 1)`);
    return id;
}
