// What the list of activities can be asked.
import type { ActivityQuery } from './calls'

export const DEFAULTS = {
  q: '',
  scheme: '',
  kind: [] as string[],
  state: [] as string[],
  region: '',
  duty: [] as string[],
  evidence: [] as string[],
  from: '',
  to: '',
  waits: '',
  voided: '',
  engagement: '',
  person: '',
  sort: '',
  page: 1,
  size: 20,
  open: '',
}
export type ActivityView = typeof DEFAULTS
export const STATES = ['planned', 'held', 'verified', 'rejected', 'cancelled']

export function queryOf(view: ActivityView): ActivityQuery {
  const query: Record<string, unknown> = { page: view.page, size: view.size }
  if (view.q.trim()) query.q = view.q.trim()
  if (view.scheme) query.scheme_id = view.scheme
  if (view.region) query.region = [view.region]
  for (const key of ['kind', 'state', 'duty', 'evidence'] as const) if (view[key].length) query[key] = view[key]
  for (const key of ['from', 'to', 'sort'] as const) if (view[key]) query[key] = view[key]
  if (view.waits) query.waits_for_me = true
  if (view.voided) query.voided = true
  if (view.engagement) query.engagement_id = view.engagement
  if (view.person) query.person_id = view.person
  return query as ActivityQuery
}

export const NO_CONDITIONS: Partial<ActivityView> = { q: '', kind: [], state: [], region: '', duty: [], evidence: [], from: '', to: '', waits: '', voided: '', engagement: '', person: '' }
export const hasConditions = (view: ActivityView) =>
  Object.entries(NO_CONDITIONS).some(([key, none]) => JSON.stringify(view[key as keyof ActivityView]) !== JSON.stringify(none))
