// A form as data: each box names its field, kind and rules; the server's field errors find their way back by name.
export type FieldKind = 'text' | 'textarea' | 'code' | 'codes' | 'day' | 'region' | 'number' | 'flag' | 'choice' | 'words' | 'record'

export interface Choice {
  value: string
  label: string
}

export interface Field {
  name: string
  label: string
  kind: FieldKind
  required?: boolean
  help?: string
  purpose?: string
  /** The code table of `code` and `codes`. */
  table?: string
  choices?: Choice[]
  /** `record`: who answers to part of a name, and what the chosen one is called. */
  find?: (text: string) => Promise<Choice[]>
  shown?: string | null
  /** The whole row of a two-column form. */
  wide?: boolean
  max?: number
  placeholder?: string
  disabled?: boolean
}

export type Model = Record<string, unknown>

/** Only what differs from the start: empty boxes become null, so that the server can tell cleared from untouched. */
export function changes(before: Model, after: Model, fields: Field[]): Model {
  const out: Model = {}
  for (const { name } of fields) {
    const was = plain(before[name])
    const is = plain(after[name])
    if (JSON.stringify(was) !== JSON.stringify(is)) out[name] = is
  }
  return out
}

function plain(value: unknown): unknown {
  if (value === undefined || value === '') return null
  return typeof value === 'string' ? value.trim() || null : value
}

/** Everything that was filled in, for a new record. */
export function filled(model: Model, fields: Field[]): Model {
  const out: Model = {}
  for (const { name } of fields) {
    const value = plain(model[name])
    if (value !== null && !(Array.isArray(value) && value.length === 0)) out[name] = value
  }
  return out
}
