// What the pages of engagements ask.
import { download } from '@/api/files'
import { api, ifMatch, ok } from '@/api/client'
import { get, post } from '@/api/ask'
import type { Body, Item, Query, Reply } from '@/api/types'
import type { StepReport } from '../procedures/types'

export type EngagementPage = Reply<'/api/engagements', 'get'>
export type Engagement = Item<EngagementPage>
export type Procedure = Reply<'/api/engagements/{id}', 'get'>
export type Paper = Procedure['papers'][number]
export type ProcedureEvent = Procedure['timeline'][number]
export type Board = Reply<'/api/engagements/board', 'get'>
export type VillageSeats = Board['townships'][number]['villages'][number]
export type Holder = VillageSeats['holders'][number]
export type BatchLine = Item<Reply<'/api/engagements/batch', 'post'>>
export type Act = Body<'/api/engagements/{id}/ending', 'post'>

export const board = (query: Query<'/api/engagements/board'>) => ok(api.GET('/api/engagements/board', { params: { query } }))
export const engagements = (query: Query<'/api/engagements'>) => ok(api.GET('/api/engagements', { params: { query } }))
export const procedure = (id: string) => ok(api.GET('/api/engagements/{id}', { params: { path: { id } } }))
export const propose = (draft: Body<'/api/engagements', 'post'>) => ok(api.POST('/api/engagements', { body: draft }))

export const takeStep = (id: string, version: number, report: StepReport) => ok(api.POST('/api/engagements/{id}/steps', { params: { path: { id } }, headers: ifMatch(version), body: report }))
export const takeMany = (ids: string[], step: StepReport, trial: boolean) => ok(api.POST('/api/engagements/batch', { body: { ids, step, trial } }))

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
  track: 'tracking',
  void: 'voiding',
  unvoid: 'unvoiding',
}
export const act = (id: string, version: number, name: string, body: Act) => post<Procedure>(`/api/engagements/${id}/${ACT_PATHS[name]}`, body, { version })

/** A paper is a document; it is revoked in the version it has now. */
export async function revoke(paper: string, reason: string) {
  const { row_version } = await get<{ row_version: number }>(`/api/documents/${paper}`)
  return post<unknown>(`/api/documents/${paper}/revocation`, { reason }, { version: row_version })
}
/** One PDF of many papers, each on its own pages: chosen ones, the newest of each engagement, or those of a list. */
export const printPapers = (asked: Body<'/api/papers/batch_file', 'post'>, name: string) => download('/api/papers/batch_file', `${name}.pdf`, asked)
export const paperFile = (paper: string) => `/api/documents/${paper}/file`
