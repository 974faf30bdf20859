// Small files that tests upload.
import { deflateSync } from 'node:zlib';

const crc_table = Array.from({ length: 256 }, (_, n) => {
    for (let k = 0; k < 8; ++k) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
    return n >>> 0;
});
function chunk(type: string, data: Buffer): Buffer {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    let crc = 0xffffffff;
    for (const byte of body) crc = crc_table[(crc ^ byte) & 0xff] ^ (crc >>> 8);
    const out = Buffer.alloc(8);
    out.writeUInt32BE(data.length, 0);
    out.writeUInt32BE((crc ^ 0xffffffff) >>> 0, 4);
    return Buffer.concat([out.subarray(0, 4), body, out.subarray(4)]);
}

/** A PNG of 8 × 8 pixels. */
export function picture(): Buffer {
    const head = Buffer.from([0, 0, 0, 8, 0, 0, 0, 8, 8, 2, 0, 0, 0]);
    const rows = Buffer.alloc(8 * (1 + 8 * 3), 120);
    for (let y = 0; y < 8; ++y) rows[y * 25] = 0;
    return Buffer.concat([
        Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
        chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0)),
    ]);
}

/** A roster as a clerk sends it, as CSV. */
export function roster(people: { name: string; id_number?: string; phone?: string; village?: string }[]): Buffer {
    const lines = people.map((p, i) => [i + 1, p.name, p.id_number ?? '', p.phone ?? '', p.village ?? ''].join(','));
    return Buffer.from(['序号,姓名,身份证号,联系电话,所在村', ...lines, ''].join('\r\n'), 'utf8');
}
