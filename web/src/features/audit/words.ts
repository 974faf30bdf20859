// The trail in words: events, entities and fields as the dictionary names them.
import type { AuditEntry } from '@/api/types'
import { tell } from '@/i18n'
import { day } from '@/kit/format'

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
export const changeText = (entry: AuditEntry) =>
  entry.changes.map((change) => `${fieldWord(entry.entity, change.field)}：${day(change.before)} → ${day(change.after)}`)
