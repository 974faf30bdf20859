// What the pages of engagements ask.
import { get, post, type Asked } from '@/api/ask'
import type { BatchLine, Board, Engagement, EngagementList, ExtraValue, Passive, Procedure } from './contract'

export const board = (query: Asked) => get<Board>('/api/engagements/board', query)
export const engagements = (query: Asked) => get<EngagementList>('/api/engagements', query)
export const passive = (query: Asked) => get<{ items: Passive[] }>('/api/engagements/passive', query)
export const procedure = (id: string) => get<Procedure>(`/api/engagements/${id}`)

export interface EngagementDraft {
  scheme_id: string
  role: string
  person_id: string
  region_code: string | null
  org_id: string | null
  source_channel: string | null
  source_group: string | null
  extra: ExtraValue[]
}
export const propose = (draft: EngagementDraft) => post<Engagement>('/api/engagements', draft)

export interface StepReport {
  step: string
  result: string
  done_on: string
  method: string | null
  opinion: string | null
  inputs: ExtraValue[]
  checks: { id: string; holds: boolean; note: string | null }[]
  reason: string | null
}
export const takeStep = (id: string, version: number, report: StepReport) => post<Procedure>(`/api/engagements/${id}/steps`, report, { version })
export const takeMany = (ids: string[], report: Omit<StepReport, 'reason'>, trial: boolean) =>
  post<{ items: BatchLine[]; done: number; failed: number }>('/api/engagements/batch', { ...report, ids, trial })

/** The resource that each act makes. */
export const ACT_PATHS: Record<string, string> = {
  return: 'return',
  reject: 'rejection',
  visit: 'visits',
  end: 'ending',
  suspend: 'suspension',
  resume: 'resumption',
  renew: 'renewal',
  reopen: 'reopening',
  void: 'voiding',
  unvoid: 'unvoiding',
}
export const act = (id: string, version: number, name: string, body: Record<string, unknown>) => post<Procedure>(`/api/engagements/${id}/${ACT_PATHS[name]}`, body, { version })

export const revoke = (paper: string, reason: string) => post<unknown>(`/api/papers/${paper}/revocation`, { reason })
