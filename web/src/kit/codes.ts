// Code tables, fetched once per table and kept: a code becomes its word, a table becomes choices.
import { reactive } from 'vue'
import { api, ok } from '@/api/client'
import type { Item, Reply } from '@/api/types'
import { NOTHING } from './format'

export type Code = Item<Reply<'/api/codes/{table}', 'get'>>

interface Table {
  rows: Code[]
  names: Map<string, string>
}

const tables = reactive(new Map<string, Table>())
const asked = new Map<string, Promise<void>>()

async function fetchTable(table: string) {
  const { items } = await ok(api.GET('/api/codes/{table}', { params: { path: { table } } }))
  tables.set(table, { rows: items, names: new Map(items.map((code) => [code.code, code.name])) })
}

/** Makes sure a table is there or on its way. */
export function want(table: string): Promise<void> {
  let call = asked.get(table)
  if (!call) {
    call = fetchTable(table).catch(() => {
      asked.delete(table)
    })
    asked.set(table, call)
  }
  return call
}

/** The rows of a table, empty until they have arrived. */
export function codes(table: string): Code[] {
  void want(table)
  return tables.get(table)?.rows ?? []
}

/** The word for a code; the code itself while the table is not there or does not know it. */
export function word(table: string, code: string | null | undefined): string {
  if (code === null || code === undefined || code === '') return NOTHING
  void want(table)
  return tables.get(table)?.names.get(code) ?? code
}

export const words = (table: string, list: string[] | null | undefined) =>
  list?.length ? list.map((code) => word(table, code)).join('、') : NOTHING

/** The rows in tree order with a depth, for choices that show where a code belongs. */
export function tree(table: string): (Code & { depth: number })[] {
  const rows = codes(table)
  const below = new Map<string, Code[]>()
  const known = new Set(rows.map((row) => row.code))
  for (const row of rows) {
    const parent = row.parent_code && known.has(row.parent_code) ? row.parent_code : ''
    below.set(parent, [...(below.get(parent) ?? []), row])
  }
  const out: (Code & { depth: number })[] = []
  const walk = (parent: string, depth: number) => {
    for (const row of below.get(parent) ?? []) {
      out.push({ ...row, depth })
      walk(row.code, depth + 1)
    }
  }
  walk('', 0)
  return out
}

export function forgetCodes() {
  tables.clear()
  asked.clear()
}
