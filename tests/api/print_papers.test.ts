// Certificates and letters for the printer: many as one PDF, each as it was handed out, nothing left out in silence.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { good, why } from './support/journey';
import { User, demo_world, fresh_key, sql, type World } from './support/world';

let world: World;
let nancheng: User, county: User;
let papers: any[];
const folder = mkdtempSync(path.join(tmpdir(), 'guiyan-papers-'));
beforeAll(async () => {
    world = await demo_world();
    [nancheng, county] = await Promise.all(['nancheng', 'county'].map((login) => world.user(login)));
    const all = good(await nancheng.get('/api/documents?kind=certificate&size=200')).items;
    papers = all.filter((d: any) => d.has_file);
    expect(papers.length).toBeGreaterThan(2);
    expect(all.length).toBeGreaterThan(papers.length);
});
afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await world.close();
});

async function printed(by: User, body: object): Promise<{ status: number; bytes: Buffer; json: any }> {
    const answer = await fetch(`${world.server.url}/api/papers/batch_file`, {
        method: 'POST',
        headers: { cookie: by.cookie, 'x-guiyan-csrf': by.csrf, 'content-type': 'application/json', 'idempotency-key': fresh_key() },
        body: JSON.stringify(body),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    return { status: answer.status, bytes, json: answer.status === 200 ? null : JSON.parse(bytes.toString()) };
}
/** What each page says. */
function pages(bytes: Buffer): string[] {
    const file = path.join(folder, 'all.pdf');
    writeFileSync(file, bytes);
    return execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1);
}

describe('many papers', () => {
    it('are one file in the order asked for', async () => {
        const chosen = [papers[2], papers[0], papers[1]];
        const made = await printed(nancheng, { documents: chosen.map((p) => p.id) });
        expect(made.status).toBe(200);
        const read = pages(made.bytes);
        expect(read).toHaveLength(3);
        chosen.forEach((p, i) => expect(read[i]).toContain(p.doc_no));
        expect(made.bytes.length).toBeLessThan(3 * 100_000);
        expect(sql(world.place, "SELECT count(*) FROM event_log WHERE what = 'exported' AND entity = 'document'")).toBe('1');
    });

    it('are the newest of each engagement, or those of a list', async () => {
        const by_post = await printed(nancheng, { engagements: papers.slice(0, 2).map((p) => p.engagement_id) });
        expect(pages(by_post.bytes).map((text, i) => text.includes(papers[i].doc_no))).toEqual([true, true]);
        const of_list = await printed(nancheng, { kind: ['certificate'], q: papers[0].doc_no });
        expect(pages(of_list.bytes)).toHaveLength(1);
    });

    it('say which of them cannot be printed', async () => {
        const registered = good(await nancheng.get('/api/documents?kind=certificate&size=200')).items.find((d: any) => !d.has_file);
        const answer = await printed(nancheng, { documents: [papers[0].id, registered.id] });
        expect(answer.status).toBe(400);
        expect(answer.json.errors).toMatchObject([{ path: '/documents/1', message: expect.stringContaining(registered.doc_no) }]);
        // Papers of another county are not there for this one.
        expect((await printed(county, {})).status).toBe(422);
        expect((await printed(nancheng, { engagements: ['0', 'x'] })).json.errors.map((e: any) => e.path)).toEqual(['/engagements/0', '/engagements/1']);
        const other = await printed(county, { documents: [papers[0].id] });
        expect(other.status).toBe(400);
        expect(why({ json: other.json } as any)).not.toContain(papers[0].doc_no);
        expect((await printed(nancheng, { documents: Array.from({ length: 201 }, () => papers[0].id) })).json.errors[0].path).toBe('/documents');
        expect((await printed(await world.user('head'), { documents: [papers[0].id] })).status).toBe(403);
    });
});
