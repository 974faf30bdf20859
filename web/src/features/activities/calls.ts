// What the pages of activities ask.
import { api, ifMatch, ok } from '@/api/client'
import { post } from '@/api/ask'
import type { Body, Item, Query, Reply } from '@/api/types'

export type Activity = Reply<'/api/activities/{id}', 'get'>
export type ActivityItem = Item<Reply<'/api/activities', 'get'>>
export type ActivityDraft = Body<'/api/activities', 'post'>
export type ActivityQuery = Query<'/api/activities'>
export type LogStart = Reply<'/api/activities/start', 'get'>

export const activities = (query: ActivityQuery) => ok(api.GET('/api/activities', { params: { query } }))
export const activity = (id: string) => ok(api.GET('/api/activities/{id}', { params: { path: { id } } }))
export const timeline = (id: string) => ok(api.GET('/api/activities/{id}/timeline', { params: { path: { id } } }))
export const logStart = () => ok(api.GET('/api/activities/start'))
/** `key`: of one submission, kept with its draft, so that a log sent twice is recorded once. */
export const register = (draft: ActivityDraft, key?: string) => post<Activity>('/api/activities', draft, { key })

const call = (one: { id: string; row_version: number }, reason: string) => ({ params: { path: { id: one.id } }, headers: ifMatch(one.row_version), body: { reason: reason || null } })
type Versioned = { id: string; row_version: number }
/** The acts that an answer may name in `acts`, beside "amend". */
export const ACTS: Record<string, (one: Versioned, reason: string) => Promise<Activity>> = {
  hold: (one, reason) => ok(api.POST('/api/activities/{id}/holding', call(one, reason))),
  cancel: (one, reason) => ok(api.POST('/api/activities/{id}/cancellation', call(one, reason))),
  verify: (one, reason) => ok(api.POST('/api/activities/{id}/verification', call(one, reason))),
  reject: (one, reason) => ok(api.POST('/api/activities/{id}/rejection', call(one, reason))),
  correct: (one, reason) => ok(api.POST('/api/activities/{id}/correction', call(one, reason))),
  void: (one, reason) => ok(api.POST('/api/activities/{id}/voiding', { ...call(one, reason), body: { reason } })),
  unvoid: (one, reason) => ok(api.POST('/api/activities/{id}/unvoiding', { ...call(one, reason), body: { reason } })),
}
/** Acts that ask why. */
export const REASONED = ['cancel', 'reject', 'void', 'unvoid']
