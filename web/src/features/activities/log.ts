// The six answers of a log, and the record they make.
import type { ActivityDraft, LogStart } from './calls'
import type { LogDraft } from './drafts'
import { today } from '@/kit/format'

/** A log of a duty is a service done for the place; which duty it was is what counts. */
const KIND = 'volunteer'
const TITLE = 24

/** The next log begins like the last one: same place, today, same duty. */
export function firstDraft(start: LogStart | null, home: { code: string; name: string }): LogDraft {
  const last = start?.last[0]
  const place = start?.places.find((one) => one.region_code === last?.region_code) ?? start?.places[0]
  return {
    scheme_id: place?.scheme_id ?? last?.scheme_id ?? null,
    engagement_id: place?.engagement_id ?? last?.participants[0]?.engagement_id ?? null,
    region_code: place?.region_code ?? last?.region_code ?? home.code,
    region_name: place?.region_name ?? last?.region_name ?? home.name,
    starts_at: today(),
    kind: last?.kind ?? KIND,
    duty: last?.duty ?? '',
    days: last?.days ?? 0.5,
    summary: '',
    with_whom: '',
    headcount: null,
    saved_at: '',
  }
}

/** What the list calls it: the first words of what was done. */
export const titleOf = (summary: string) => {
  const first = summary.trim().split(/[。；\n]/)[0]!.trim()
  return first.length > TITLE ? `${first.slice(0, TITLE)}…` : first
}

export function activityOf(draft: LogDraft): ActivityDraft {
  const summary = [draft.summary.trim(), draft.with_whom.trim()].filter(Boolean).join('\n')
  return {
    scheme_id: draft.scheme_id,
    kind: draft.kind,
    title: titleOf(draft.summary),
    region_code: draft.region_code,
    starts_at: draft.starts_at,
    days: draft.days,
    duty: draft.duty || null,
    summary,
    headcount: draft.headcount,
    participants: draft.engagement_id ? [{ engagement_id: draft.engagement_id, days: draft.days }] : [],
    state: 'held',
  }
}

/** The answers still open. */
export const openAnswers = (draft: LogDraft, dutyNeeded: boolean): ('region' | 'day' | 'duty' | 'summary')[] => [
  ...(draft.region_code ? [] : (['region'] as const)),
  ...(draft.starts_at ? [] : (['day'] as const)),
  ...(draft.duty || !dutyNeeded ? [] : (['duty'] as const)),
  ...(draft.summary.trim() ? [] : (['summary'] as const)),
]
