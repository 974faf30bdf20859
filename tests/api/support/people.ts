// People that tests make up and places they are kept at. Names are invented, numbers are computed.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { project } from '../../support/server.mjs';
import type { User } from './world';

/** The divisions of 临颍县 by name, from the file that the demonstration loads. */
const divisions_of = (county: string) =>
    readFileSync(path.join(project, `demo/${county}.csv`), 'utf8').split(/\r?\n/).map((line) => line.split(','));
const divisions = divisions_of('linying');
const town = (name: string) => divisions.find((d) => d[1] === name && d[2] === '4')![0];
const villages_of = (code: string) => divisions.filter((d) => d[3] === code).map((d) => ({ code: d[0], name: d[5] }));

const own_town = town('王孟镇'), other_town = town('城关街道');
const [own_village, next_village] = ['王孟西村', '王孟东村'].map((name) => villages_of(own_town).find((v) => v.name === name)!);

export const places = {
    county: '411122000000', // 临颍县
    own_town, // of the account wangmeng
    own_prefix: own_town.slice(0, 9),
    own_village: own_village.code, // of the account village
    own_village_name: own_village.name,
    next_village: next_village.code,
    other_town, // of the account chengguan
    other_village: villages_of(other_town)[0].code,
    other_village_name: villages_of(other_town)[0].name,
    other_county: '361021000000', // 南城县, of the account nancheng
    village_of_other_county: divisions_of('nancheng').find((d) => d[2] === '5')![5],
    third_county: '530112000000', // 西山区
};

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** An ID number with its checksum. `sex` "1" is a man (odd sequence), "2" a woman. */
export function id_number(birth = '1985-03-12', sex: '1' | '2' = '1', sequence = 0, division = '411122'): string {
    const order = String((sequence * 2 + (sex === '1' ? 1 : 0)) % 1000).padStart(3, '0');
    const first = division + birth.replaceAll('-', '') + order;
    const sum = [...first].reduce((all, digit, i) => all + Number(digit) * weights[i], 0);
    return first + '10X98765432'[sum % 11];
}

let next_number = 0;
/** A number that no other call of this file gives. */
export function fresh_id_number(sex: '1' | '2' = '1'): string {
    const n = next_number++;
    const day = 1 + (Math.floor(n / 400) % 28);
    const month = 1 + (Math.floor(n / 11_200) % 12);
    return id_number(`1991-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`, sex, n % 400, '411122');
}

export function fresh_phone(): string {
    return `1990000${String(next_number++).padStart(4, '0')}`;
}

export async function register(user: User, person: Record<string, unknown>): Promise<any> {
    const answer = await user.post('/api/people', { name: '黎明远', region_code: places.own_village, ...person });
    if (answer.status !== 201) throw new Error(`register: ${answer.status} ${answer.text}`);
    return answer.json;
}

export async function current(user: User, id: string): Promise<any> {
    const answer = await user.get(`/api/people/${id}`);
    if (answer.status !== 200) throw new Error(`person ${id}: ${answer.status} ${answer.text}`);
    return answer.json;
}

/** The people of the demonstration, from the file they come from. */
export function demo_people(): Record<string, string>[] {
    const text = readFileSync(path.join(project, 'demo/persons.csv'), 'utf8').replace(/^\uFEFF/, '');
    const rows: string[][] = [];
    let cell = '', row: string[] = [], quoted = false;
    for (let i = 0; i < text.length; ++i) {
        const c = text[i];
        if (quoted && c === '"' && text[i + 1] === '"') cell += text[++i];
        else if (c === '"') quoted = !quoted;
        else if (!quoted && c === ',') row.push(cell), (cell = '');
        else if (!quoted && c === '\n') row.push(cell.replace(/\r$/, '')), rows.push(row), (row = []), (cell = '');
        else cell += c;
    }
    const [names, ...lines] = rows;
    return lines.map((line) => Object.fromEntries(names.map((name, i) => [name, line[i]])));
}

let next_name = 0;
/** A name of three characters as people have them, another one each time. */
export function invented_name(): string {
    const n = next_name++;
    const of = (characters: string, i: number) => [...characters][i % [...characters].length];
    return of('贺秦顾孟龙万段雷钱汤尹黎', n) + of('守立光庆春秀玉建国海云志', Math.floor(n / 12)) + of('成田芳林华山水英军平松竹', Math.floor(n / 144));
}
