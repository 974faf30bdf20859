// A pack of a few lines for what the packs of the program do not have: ways chosen by `where` and channel, bodies that
// all have to act, steps that are only sometimes asked for, publicities inside a procedure.
import { createHash } from 'node:crypto';
import { sql, type World } from './world';

export const small = { pack_id: 'small-ways', pack_edition: '2022.1' };

const text = `
language: 1
meta: {id: small-ways, edition: "2022.1", name: 顾问, lead: 县委组织部, level: county, village_word: 村, documents: {notice: {title: 顾问工作通知}}}
modules: [{id: all, name: 顾问}]
roles:
  adviser: {name: 顾问, serves: village, multi: true, basis: {document: notice, clause: 一}, channels: [open, direct, late], asks: [required_days]}
procedures:
  open_way:
    name: 公开选聘
    basis: {document: notice, clause: 二}
    for: engagement
    where: "role == 'adviser'"
    channels: [open]
    steps:
      - {id: propose, name: 提名, by: village, to: pooled, asks: [required_days]}
      - {id: consult, name: 会商, by: [township, county], each: true}
      - {id: leave, name: 请假备案, by: county, when: required_days > 30}
      - {id: vet, name: 审核, by: county, to: vetted, opinion: true, publicity: five, back_to: [propose], file_to: bureau}
      - {id: appoint, name: 聘任, by: county, to: serving, within: {workdays: 3}, back_to: [vet]}
  direct_way:
    name: 直接聘任
    basis: {document: notice, clause: 三}
    for: engagement
    where: "role == 'adviser' && source_channel == 'direct'"
    steps:
      - {id: decide, name: 决定, by: county, to: serving, opinion: true, publicity: five}
  late_way:
    name: 无人会走
    basis: {document: notice, clause: 三}
    for: engagement
    where: "role == 'adviser' && source_channel == 'direct'"
    steps:
      - {id: never, name: 无, by: county, to: serving}
  plan_way:
    name: 工作计划
    basis: {document: notice, clause: 四}
    for: document
    where: "kind == 'work_plan'"
    steps:
      - {id: write, name: 起草, by: township, asks: [contributors]}
      - {id: check, name: 审核, by: [county, township], opinion: true, back_to: [write], needs: [{id: goals, name: 有目标, test: "sections.exists(x, x == 'goals')", say: 计划须有目标}]}
      - {id: publish, name: 公布, by: county, publicity: three_days}
publicity:
  five: {name: 聘任公示, basis: {document: notice, clause: 五}, length: {workdays: 5}, first_day: next_day, channels: [website], shows: [person.name, region, role], objections: {to: county, named: true, secret: true, reply: {workdays: 5}}}
  three_days: {name: 计划公示, basis: {document: notice, clause: 六}, length: {days: 3}, first_day: counts, channels: [bulletin_board], shows: [title, region], objections: {to: [county, township]}}
`;

/** Puts the pack on the shelf of a running world. */
export async function install_small(world: World): Promise<void> {
    const files = JSON.stringify({ 'scheme.yaml': text });
    const sum = createHash('sha256').update(files).digest('hex');
    sql(world.place, `INSERT INTO pack_edition (id, pack_id, edition, name, sha256, files, installed_at, installed_by)
        VALUES (7700001, '${small.pack_id}', '${small.pack_edition}', '顾问', '${sum}', '${files.replaceAll("'", "''")}', '2022-01-01T00:00:00.000Z', 1)`);
    await world.restart();
}
