// Every act that the program writes into the trail, every kind of record and every operation has its words.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const sources = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return sources(path)
    return name.endsWith('.cpp') && !name.endsWith('_test.cpp') ? [readFileSync(path, 'utf8')] : []
  })
const program = [...sources('../src/modules'), ...sources('../src/app')].join('\n')
const words = (language: string): Record<string, string> =>
  Object.assign({}, ...readdirSync(`../locales/${language}`).map((room) => JSON.parse(readFileSync(`../locales/${language}/${room}`, 'utf8'))))
const found = (pattern: RegExp) => [...new Set([...program.matchAll(pattern)].flatMap(([, text]) => [...text!.matchAll(/"([a-z_]+)"/g)].map((match) => match[1]!)))]

describe.each(['zh-CN', 'en'])('the trail in %s', (language) => {
  const have = words(language)
  const lacking = (keys: string[]) => keys.filter((key) => !have[key])

  it('has a word for every act', () => {
    // Words that stand beside the names in a choice ("void" ? …) are states, not acts.
    const acts = found(/\.what = ([^,;]*),/g).concat(found(/change\(who, id, version, ("[a-z_]+")/g)).filter((act) => !['void', 'active'].includes(act))
    expect(acts.length).toBeGreaterThan(30)
    expect(lacking(acts.map((act) => `audit.what.${act}`))).toEqual([])
  })

  it('has a word for every kind of record', () => {
    // An entity of the trail stands beside an act; indicators name entities too, which is another matter.
    expect(lacking(found(/\.what = [^;]*?\.entity = ([^,]*),/g).map((one) => `audit.entity.${one}`))).toEqual([])
  })

  it('has a word for every operation that can be refused', () => {
    const described = JSON.parse(readFileSync('../schema/openapi.json', 'utf8'))
    const operations = Object.values<Record<string, { operationId: string }>>(described.paths).flatMap((path) => Object.values(path).map((one) => one.operationId))
    expect(lacking(operations.map((one) => `api.${one}`))).toEqual([])
  })
})
