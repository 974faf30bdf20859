// A double click, a lost answer, a phone that sends again: one effect for one key (trust.md decision 7).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { current, fresh_id_number, places, register } from './support/people';
import { User, demo_world, fresh_key, type World } from './support/world';

let world: World;
let county: User, county2: User;
beforeAll(async () => {
    world = await demo_world();
    [county, county2] = [await world.user('county'), await world.user('county2')];
});
afterAll(() => world.close());

const named = async (name: string) => (await county.get(`/api/people?q=${encodeURIComponent(name)}`)).json.total;
const wish = (name: string) => ({ name, region_code: places.own_village });

describe('Idempotency-Key', () => {
    it('is needed for everything that adds or decides', async () => {
        for (const key of [undefined, '', 'short', 'x'.repeat(101)]) {
            const answer = await county.post('/api/people', wish('无钥人'), { headers: { 'idempotency-key': key } });
            expect(answer.status, String(key)).toBe(428);
        }
        expect(await named('无钥人')).toBe(0);
    });

    it('gives the same answer for the same request, once done', async () => {
        const key = fresh_key();
        const first = await county.post('/api/people', wish('钟离一次'), { key });
        const second = await county.post('/api/people', wish('钟离一次'), { key });
        expect(first.status).toBe(201);
        expect(second.status).toBe(201);
        expect(second.text).toBe(first.text);
        expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
        expect(await named('钟离一次')).toBe(1);
        const trail = await (await world.user('audit')).get(`/api/audit?entity=person&entity_id=${first.json.id}&what=created`);
        expect(trail.json.total).toBe(1);
    });

    it('is a mistake with another request', async () => {
        const key = fresh_key();
        await county.post('/api/people', wish('端木甲'), { key });
        const other = await county.post('/api/people', wish('端木乙'), { key });
        expect(other.status).toBe(409);
        expect(other.json.key).toBe('error.key_reused');
        expect(await named('端木乙')).toBe(0);
        const made = await register(county, {});
        const elsewhere = await county.post(`/api/people/${made.id}/archival`, { reason: '迁出' }, { key, version: 1 });
        expect(elsewhere.status).toBe(409);
        expect((await current(county, made.id)).state).toBe('active');
    });

    it('belongs to its account: another one is neither answered with it nor kept from it', async () => {
        const key = fresh_key();
        const mine = await county.post('/api/people', wish('夏侯同钥'), { key });
        const theirs = await county2.post('/api/people', wish('夏侯同钥'), { key });
        expect(mine.status).toBe(201);
        expect(theirs.status).toBe(201);
        expect(theirs.json.id).not.toBe(mine.json.id);
    });

    it('is free again after a refusal that changed nothing', async () => {
        const key = fresh_key();
        const wrong = await county.post('/api/people', wish(''), { key });
        expect(wrong.status).toBe(400);
        const right = await county.post('/api/people', wish('上官改正'), { key });
        expect(right.status).toBe(201);
        const number = fresh_id_number();
        await register(county, { id_number: number });
        const taken_key = fresh_key();
        expect((await county.post('/api/people', { ...wish('重号'), id_number: number }, { key: taken_key })).status).toBe(409);
        expect((await county.post('/api/people', { ...wish('诸葛不重'), id_number: fresh_id_number() }, { key: taken_key })).status).toBe(201);
    });

    it('one effect of two clicks at the same moment, of ten too', async () => {
        for (const [name, clicks] of [['赫连双击', 2], ['赫连十击', 10]] as const) {
            const key = fresh_key();
            const answers = await Promise.all(Array.from({ length: clicks }, () => county.post('/api/people', wish(name), { key })));
            const good = answers.filter((a) => a.status === 201);
            expect(good.length).toBeGreaterThanOrEqual(1);
            expect(new Set(good.map((a) => a.json.id)).size).toBe(1);
            for (const a of answers) expect([201, 409]).toContain(a.status);
            expect(await named(name)).toBe(1);
            // Whoever was told to wait gets the answer when he asks again.
            const again = await county.post('/api/people', wish(name), { key });
            expect(again.status).toBe(201);
            expect(again.json.id).toBe(good[0].json.id);
        }
    });

    it('an answer that was lost on the way is given when the request comes again', async () => {
        const key = fresh_key();
        const breaking = new AbortController();
        const lost = fetch(`${world.server.url}/api/people`, {
            method: 'POST',
            signal: breaking.signal,
            headers: { cookie: county.cookie, 'x-guiyan-csrf': county.csrf, 'idempotency-key': key, 'content-type': 'application/json' },
            body: JSON.stringify(wish('闾丘断线')),
        }).then(() => 'heard', () => 'lost');
        setTimeout(() => breaking.abort(), 2);
        await lost;
        let again = await county.post('/api/people', wish('闾丘断线'), { key });
        for (let i = 0; again.status === 409 && i < 50; ++i) again = await county.post('/api/people', wish('闾丘断线'), { key });
        expect(again.status).toBe(201);
        expect(await named('闾丘断线')).toBe(1);
    });

    it('holds for acts on a record: archived once, told twice', async () => {
        const made = await register(county, {});
        const key = fresh_key();
        const first = await county.post(`/api/people/${made.id}/archival`, { reason: '迁出' }, { key, version: 1 });
        const second = await county.post(`/api/people/${made.id}/archival`, { reason: '迁出' }, { key, version: 1 });
        expect([first.status, second.status]).toEqual([200, 200]);
        expect(second.text).toBe(first.text);
        expect((await current(county, made.id)).row_version).toBe(2);
    });

    it('is remembered over a power cut', async () => {
        const key = fresh_key();
        const first = await county.post('/api/people', wish('濮阳断电'), { key });
        await world.restart();
        const second = await county.post('/api/people', wish('濮阳断电'), { key });
        expect(second.status).toBe(201);
        expect(second.json.id).toBe(first.json.id);
        expect(await named('濮阳断电')).toBe(1);
    });

    it('the kept answer is not readable in the database', async () => {
        const { readFileSync, existsSync } = await import('node:fs');
        const { on_postgres, sql } = await import('./support/world');
        await county.post('/api/people', { ...wish('独孤密封'), biography: '只此一句不见于密文之外' }, { key: fresh_key() });
        if (on_postgres) {
            expect(sql(world.place, "SELECT COUNT(*) FROM once_key WHERE position('独孤密封' IN encode(body_sealed, 'escape')) > 0")).toBe('0');
        } else {
            for (const file of ['guiyan.db', 'guiyan.db-wal'])
                if (existsSync(`${world.place.data}/${file}`)) expect(readFileSync(`${world.place.data}/${file}`).length).toBeGreaterThan(0);
            expect(sql(world.place, "SELECT COUNT(*) FROM once_key WHERE instr(body_sealed, '独孤密封') > 0")).toBe('0');
        }
    });
});
