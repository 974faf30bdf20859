// Zips as tests need them: honest ones, and ones that no program would write.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';

export interface Part {
    name: string | Buffer; // bytes where the name is no UTF-8
    data: string | Buffer;
    mode?: number; // as stat says it, with the kind of file
    claims?: number; // another unpacked size than the true one
    utf8?: boolean; // says that the name is UTF-8
    flags?: number;
}

export function zip(parts: Part[]): Buffer {
    const files: Buffer[] = [], directory: Buffer[] = [];
    let at = 0;
    for (const p of parts) {
        const name = Buffer.from(p.name as any), data = Buffer.from(p.data as any), packed = deflateRawSync(data);
        const flags = (p.flags ?? 0) | (p.utf8 ? 0x800 : 0), size = p.claims ?? data.length;
        const common = Buffer.alloc(26);
        [20, flags, 8, 0, 0x5821].forEach((v, i) => common.writeUInt16LE(v, i * 2));
        common.writeUInt32LE(crc32(data), 10);
        common.writeUInt32LE(packed.length, 14);
        common.writeUInt32LE(size, 18);
        common.writeUInt16LE(name.length, 22);
        files.push(Buffer.from('PK\x03\x04', 'latin1'), common, name, packed);
        const more = Buffer.alloc(14);
        more.writeUInt32LE(((p.mode ?? 0o100644) << 16) >>> 0, 6);
        more.writeUInt32LE(at, 10);
        directory.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common, more, name);
        at += 4 + 26 + name.length + packed.length;
    }
    const listed = Buffer.concat(directory), end = Buffer.alloc(22);
    end.write('PK\x05\x06', 'latin1');
    end.writeUInt16LE(parts.length, 8);
    end.writeUInt16LE(parts.length, 10);
    end.writeUInt32LE(listed.length, 12);
    end.writeUInt32LE(at, 16);
    return Buffer.concat([...files, listed, end]);
}

export type Folder = Record<string, string | Buffer>;
export const zipped = (folder: Folder, root = 'pack/') => zip(Object.entries(folder).map(([name, data]) => ({ name: root + name, data })));

/** The files of a pack's folder; `root` counts from the project. */
export function folder_of(root: string): Folder {
    const base = join(import.meta.dirname, '../../..', root);
    const out: Folder = {};
    for (const at of readdirSync(base, { recursive: true, withFileTypes: true }))
        if (at.isFile()) {
            const path = join(at.parentPath, at.name);
            out[path.slice(base.length + 1)] = readFileSync(path, 'utf8');
        }
    return out;
}

/** The first scheme of the program under another edition, with changes: a file that is undefined is left out. */
export function pack_folder(edition: string, changes: Record<string, string | Buffer | undefined | ((text: string) => string)> = {}): Folder {
    const out = folder_of('schemes/honorary-village-head/2022.1');
    out['scheme.yaml'] = (out['scheme.yaml'] as string).replace('edition: "2022.1"', `edition: "${edition}"`);
    for (const [name, change] of Object.entries(changes))
        if (change === undefined) delete out[name];
        else out[name] = typeof change === 'function' ? change(String(out[name])) : change;
    return out;
}

/** A pack with nothing in it but its name. */
export const bare_pack = (id: string, edition = '2024.1') => `language: 1\nmeta:\n  id: ${id}\n  edition: "${edition}"\n  name: 空包\n`;
