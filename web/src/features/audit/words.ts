// The trail in words: acts, entities and fields as the dictionary names them.
import type { AuditEntry, HistoryEntry, PersonOrigin } from '@/api/types'
import { t, tell } from '@/i18n'
import type { TimelineLine } from '@/kit/Timeline.vue'
import { day } from '@/kit/format'
import { inWords } from '../people/fields'

/** The acts of the trail that people search for. */
export const ACTS = [
  'login',
  'login_refused',
  'login_locked',
  'logout',
  'created',
  'changed',
  'confirmed',
  'archived',
  'restored',
  'voided',
  'unvoided',
  'merged',
  'merged_away',
  'merger_undone',
  'imported',
  'reminded',
  'import_undone',
  'exported',
  'revealed',
  'proposed',
  'approved',
  'rejected',
  'revoked',
  'locked',
  'unlocked',
  'disabled',
  'password_reset',
  'password_changed',
  'password_refused',
  'two_factor_bound',
  'two_factor_removed',
  'session_ended',
  'refused',
]
const ROOMS: Record<string, string> = { person: 'people', region: 'regions', organization: 'organizations' }

export const actWord = (what: string) => tell(`audit.what.${what}`, what)
export const entityWord = (entity: string) => (entity ? tell(`audit.entity.${entity}`, entity) : '')
/** The record an event is about, by name; of a refusal what was asked for, as the interface calls it. */
export const labelWord = (entry: Pick<AuditEntry, 'entity' | 'label'>) => (entry.entity === 'operation' ? tell(`api.${entry.label}`, entry.label) : entry.label)
/** What an event is called in the database: for whoever searches there, or asks a programmer. */
export const rawWords = (entry: Pick<AuditEntry, 'what' | 'entity' | 'label'>) => [entry.what, entry.entity, entry.entity === 'operation' ? entry.label : ''].filter(Boolean).join(' · ')
export function fieldWord(entity: string, field: string): string {
  for (const room of [ROOMS[entity] ?? 'accounts', 'people', 'regions', 'accounts', 'audit']) {
    const word = tell(`${room}.field.${field}`, '')
    if (word) return word
  }
  return field
}
/** A value of the trail as people read it: codes of a person's fields become their words. */
const valueWord = (entity: string, field: string, value: string) => (entity === 'person' && value ? inWords(field, value) : day(value))

/** The trail of a person as dated events: what happened, and of changes which fields. */
export const timelineOf = (entries: HistoryEntry[]): TimelineLine[] =>
  entries.map((entry) => ({
    at: entry.at,
    kind: entry.what,
    title: actWord(entry.what),
    detail: [entry.what === 'changed' && entry.changes.map((change) => fieldWord('person', change.field)).join('、'), entry.reason].filter(Boolean).join(' · ') || null,
    account_name: [entry.unit_name, entry.account_name].filter(Boolean).join(' '),
  }))

/** Of a person whom a roster brought: which file and row, and who wrote it. The trail has one event for the whole batch. */
export const beginningOf = (origin: PersonOrigin | null | undefined): TimelineLine[] =>
  origin?.file_name && origin.written_at
    ? [
        {
          at: origin.written_at,
          kind: 'imported',
          title: actWord('imported'),
          detail: t('imports.came_from', { file: origin.file_name, sheet: origin.sheet ? `${origin.sheet} ` : '', row: origin.row ?? '—' }),
          account_name: [origin.written_by_unit, origin.written_by_name].filter(Boolean).join(' '),
        },
      ]
    : []

type Changed = Pick<AuditEntry, 'changes'>
export const changeText = (entry: Changed, entity: string) =>
  entry.changes.map(({ field, before, after }) => `${fieldWord(entity, field)}：${valueWord(entity, field, before)} → ${valueWord(entity, field, after)}`)
