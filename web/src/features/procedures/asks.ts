// What a step of the pack asks for, as boxes of a form; and what was filled in, as the server takes it.
import { tell } from '@/i18n'
import type { Field, Model } from '@/kit/fields'
import { findPeople, findUnits } from '../people/choices'
import type { SchemeTable } from '../schemes/calls'
import type { Ask, ExtraValue } from './types'

const NUMBERS = new Set(['number', 'int', 'integer', 'decimal', 'money', 'real'])

/** The pack names its own fields, the house those that every engagement has. */
export const askName = (ask: Ask) => ask.label || tell(`engagement_page.field.${ask.name}`, ask.name)

export function fieldOf(ask: Ask, tables: SchemeTable[]): Field {
  const name = askName(ask)
  const label = ask.unit ? `${name}（${ask.unit}）` : name
  const base = { name: ask.name, label, required: ask.required }
  const own = ask.table ? tables.find((one) => one.table === ask.table) : undefined
  if (own) return { ...base, kind: 'choice', choices: own.items.map((item) => ({ value: item.code, label: item.name })) }
  if (ask.kind === 'code' && ask.table) return { ...base, kind: 'code', table: ask.table }
  if (NUMBERS.has(ask.kind)) return { ...base, kind: 'number' }
  if (ask.kind === 'day' || ask.kind === 'date') return { ...base, kind: 'day' }
  if (ask.kind === 'bool' || ask.kind === 'flag' || ask.kind === 'boolean') return { ...base, kind: 'flag' }
  if (ask.kind === 'region') return { ...base, kind: 'region' }
  if (ask.kind === 'person') return { ...base, kind: 'record', find: findPeople }
  if (ask.kind === 'organization') return { ...base, kind: 'record', find: findUnits }
  return { ...base, kind: 'text', max: 200 }
}

/** The filled boxes as texts; a box left open is left out. */
export function inputsOf(asks: Ask[], model: Model): ExtraValue[] {
  const out: ExtraValue[] = []
  for (const { name, kind } of asks) {
    const value = model[name]
    if (['bool', 'flag', 'boolean'].includes(kind)) out.push({ name, value: value === true ? 'true' : 'false' })
    else if (value !== undefined && value !== null && String(value).trim() !== '') out.push({ name, value: String(value).trim() })
  }
  return out
}
