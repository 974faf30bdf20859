// Every key that a page uses stands in both dictionaries; both dictionaries have the same keys and arguments.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const dictionary = (language: string): Record<string, string> =>
  Object.assign({}, ...readdirSync(`../locales/${language}`).map((file) => JSON.parse(readFileSync(`../locales/${language}/${file}`, 'utf8'))))
const chinese = dictionary('zh-CN')
const english = dictionary('en')

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return files(path)
    return /\.(vue|ts)$/.test(name) && !/\.(test|d)\.ts$/.test(name) ? [path] : []
  })
}
const used = new Map<string, string>()
const starts = new Map<string, string>()
for (const path of files('src')) {
  const text = readFileSync(path, 'utf8')
  for (const [, key] of text.matchAll(/\b(?:t|tell|has)\(\s*'([a-z_]+\.[a-z_.]+)'/g)) used.set(key!, path)
  for (const [, key] of text.matchAll(/(?:label|title|help): '([a-z_]+\.[a-z_.]+)'/g)) used.set(key!, path)
  for (const [, start] of text.matchAll(/\b(?:t|tell|has)\(`([a-z_]+\.[a-z_.]*)\$\{/g)) starts.set(start!, path)
}

describe('the dictionary', () => {
  it('has every key that a page uses', () => {
    expect([...used].filter(([key]) => !(key in chinese))).toEqual([])
    expect([...starts].filter(([start]) => !Object.keys(chinese).some((key) => key.startsWith(start)))).toEqual([])
  })

  it('is complete in English, argument by argument', () => {
    const args = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()
    const pages = new Set([...used.keys(), ...Object.keys(chinese).filter((key) => [...starts.keys()].some((start) => key.startsWith(start)))])
    expect([...pages].filter((key) => key in chinese && !(key in english))).toEqual([])
    expect([...pages].filter((key) => key in english && String(args(chinese[key]!)) !== String(args(english[key]!)))).toEqual([])
  })
})
