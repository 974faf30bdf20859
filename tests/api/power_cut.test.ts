// kill -9 in the middle of everything: what was acknowledged is there afterwards and nothing is half there (trust.md,
// Reliability goals; how soon it answers again is measured by bin/bench).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roster } from './support/files';
import { current, fresh_id_number, invented_name, places, register } from './support/people';
import { User, command, demo_world, fresh_key, sql, type World } from './support/world';

let world: World;
let county: User;
beforeAll(async () => {
    world = await demo_world();
    county = await world.user('county');
});
afterAll(() => world.close());

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const power_cut = () => world.restart();
const is_sound = () => {
    const verdict = command('verify', ...world.place.options);
    expect(verdict.code, verdict.output).toBe(0);
};
const count = (statement: string) => Number(sql(world.place, statement));

describe('a stream of writes', () => {
    it.each([1, 2, 3])('cut off, round %i', async (round) => {
        const told: { id: string; name: string; version: number; title: string | null }[] = [];
        const keys: { key: string; name: string }[] = [];
        let open = true;
        // Eight clerks who register and amend as fast as they are answered.
        const clerks = Array.from({ length: 8 }, async (_, n) => {
            for (let i = 0; open; ++i) {
                const name = `断电${round}号${n}次${i}`;
                const key = fresh_key();
                keys.push({ key, name });
                try {
                    const made = await county.post('/api/people', { name, region_code: places.own_village, skills: ['010203'], categories: [{ category: 'planting' }] }, { key });
                    if (made.status !== 201) continue;
                    const entry = { id: made.json.id, name, version: 1, title: null as string | null };
                    told.push(entry);
                    const title = `职务${i}`;
                    const changed = await county.patch(`/api/people/${entry.id}`, 1, { post_title: title });
                    if (changed.status === 200) Object.assign(entry, { version: 2, title });
                } catch {
                    return; // the line is dead
                }
            }
        });
        await wait(300 + round * 170);
        await power_cut();
        open = false;
        await Promise.all(clerks);
        expect(told.length).toBeGreaterThan(10);
        for (const entry of told) {
            const now = await current(county, entry.id);
            expect(now.name).toBe(entry.name);
            expect(now.row_version).toBeGreaterThanOrEqual(entry.version);
            if (entry.title) expect(now.post_title).toBe(entry.title);
            expect(now.skills).toEqual(['010203']);
            expect(now.categories.length).toBe(1);
        }
        // What was under way is there whole or not at all, and its key tells which.
        for (const { key, name } of keys.slice(-8)) {
            const again = await county.post('/api/people', { name, region_code: places.own_village, skills: ['010203'], categories: [{ category: 'planting' }] }, { key });
            expect([201, 409], again.text).toContain(again.status);
            expect((await county.get(`/api/people?q=${encodeURIComponent(name)}&size=200`)).json.items.filter((p: any) => p.name === name).length, name).toBe(1);
        }
        expect(count('SELECT COUNT(*) FROM person_category c WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.id = c.person_id)')).toBe(0);
        expect(count(`SELECT COUNT(*) FROM person p WHERE p.name LIKE '断电%' AND NOT EXISTS (SELECT 1 FROM person_category c WHERE c.person_id = p.id)`)).toBe(0);
        expect(count(`SELECT COUNT(*) FROM person p WHERE p.name LIKE '断电%' AND NOT EXISTS (SELECT 1 FROM event_log e WHERE e.entity = 'person' AND e.entity_id = p.id AND e.what = 'created')`)).toBe(0);
        is_sound();
    });

    it('mergers: the pair is merged whole or not at all', async () => {
        const pairs: [string, string][] = [];
        for (let i = 0; i < 12; ++i) {
            const a = await register(county, { name: `并${i}` }), b = await register(county, { name: `并${i}`, biography: '会的' });
            pairs.push([a.id, b.id]);
        }
        const told = new Set<string>();
        const acts = pairs.map(async ([a, b]) => {
            const merged = await county.post(`/api/people/${a}/merger`, { other_id: b }, { version: 1 }).catch(() => undefined);
            if (merged?.status === 200) told.add(a);
        });
        await wait(8);
        await power_cut();
        await Promise.all(acts);
        for (const [a, b] of pairs) {
            const kept = await current(county, a), gone = await current(county, b);
            if (gone.state === 'merged') expect(kept).toMatchObject({ row_version: 2, biography: '会的' });
            else expect([kept.row_version, kept.biography, gone.state]).toEqual([1, null, 'active']);
            if (told.has(a)) expect(gone.state).toBe('merged');
        }
        is_sound();
    });
});

describe('an import', () => {
    const rows = 3000;
    const file = () => roster(Array.from({ length: rows }, () => ({ name: invented_name(), id_number: fresh_id_number(), village: places.own_village_name })));
    const settled = async (id: string) => {
        for (let i = 0; i < 600; ++i) {
            const batch = (await county.get(`/api/imports/${id}`)).json;
            if (!['reading', 'committing'].includes(batch.state)) return batch;
            await wait(50);
        }
        throw new Error('the import does not come to rest');
    };
    const open = async () => {
        const opened = await county.send('POST', `/api/imports?entity=people&region=${places.own_village}`, {
            body: file(), headers: { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent('名册.csv') },
        });
        expect(opened.status, opened.text).toBe(201);
        return opened.json.id as string;
    };
    const written = (id: string) => count(`SELECT COUNT(*) FROM person WHERE import_batch_id = ${id} AND state = 'active'`);

    it.each([5, 60, 200, 500])('cut off %i ms into its commit is there whole or not at all', async (delay) => {
        const id = await open();
        const read = await settled(id);
        expect(read.counts.ok, JSON.stringify(read).slice(0, 600)).toBe(rows);
        const asked = county.post(`/api/imports/${id}/commit`, { mode: 'only_clean' }).then((a) => a.status, () => 0);
        await wait(delay);
        await power_cut();
        const status = await asked;
        const batch = await settled(id);
        const there = written(id);
        expect([0, rows], `${status} ${batch.state}`).toContain(there);
        if (batch.state === 'committed') expect(there).toBe(rows);
        const listed = (await county.get(`/api/people?region=${places.own_village}&size=1`)).json.total;
        expect(listed).toBe(count(`SELECT COUNT(*) FROM person p JOIN region r ON r.id = p.region_id WHERE r.code = '${places.own_village}' AND p.state = 'active'`));
        is_sound();
        // It can be finished or undone whatever happened.
        if (there === 0 && batch.state !== 'committed') {
            const again = await county.post(`/api/imports/${id}/commit`, { mode: 'only_clean' });
            expect(again.status, again.text).toBeLessThan(300);
            expect((await settled(id)).state).toBe('committed');
            expect(written(id)).toBe(rows);
        }
        const undone = await county.post(`/api/imports/${id}/undo`, { reason: '试验' });
        expect(undone.status, undone.text).toBeLessThan(300);
        await settled(id);
        expect(written(id)).toBe(0);
    });

    it('cut off while the file is read goes on or says so', async () => {
        const id = await open();
        await wait(10);
        await power_cut();
        const batch = await settled(id);
        expect(batch.state).not.toBe('reading');
        expect(written(id)).toBe(0);
    });
});
