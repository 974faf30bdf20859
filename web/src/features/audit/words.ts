// The trail in words: events, entities and fields as the dictionary names them.
import type { AuditEntry } from '@/api/types'
import { tell } from '@/i18n'
import { day } from '@/kit/format'
import { inWords } from '../people/fields'

export const eventWord = (event: string) => tell(`audit.event.${event}`, event)
export const entityWord = (entity: string | null | undefined) => (entity ? tell(`audit.entity.${entity}`, entity) : '')
export const fieldWord = (entity: string | null | undefined, field: string) => {
  for (const room of [entity === 'person' ? 'people' : `${entity}s`, 'people', 'accounts', 'regions', 'organizations']) {
    const key = `${room}.field.${field}`
    const word = tell(key, '')
    if (word) return word
  }
  return field
}
/** A value of the trail as people read it: codes of a person's fields become their words. */
const valueWord = (entity: string | null | undefined, field: string, value: string | null) =>
  entity === 'person' && value ? inWords(field, value) : day(value)
export const changeText = (entry: AuditEntry) =>
  entry.changes.map(
    ({ field, before, after }) => `${fieldWord(entry.entity, field)}：${valueWord(entry.entity, field, before)} → ${valueWord(entry.entity, field, after)}`,
  )
