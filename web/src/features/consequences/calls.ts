// What the pages of the rules that remind ask.
import { api, ok } from '@/api/client'
import type { Item, Query, Reply } from '@/api/types'

export type Rule = Item<Reply<'/api/schemes/{id}/consequences', 'get'>>
export type HeldPage = Reply<'/api/schemes/{id}/consequences/{rule}/records', 'get'>
export type HeldRecord = Item<HeldPage>

export const rules = (id: string) => ok(api.GET('/api/schemes/{id}/consequences', { params: { path: { id } } }))
export const held = (id: string, rule: string, query: Query<'/api/schemes/{id}/consequences/{rule}/records'>) =>
  ok(api.GET('/api/schemes/{id}/consequences/{rule}/records', { params: { path: { id, rule }, query } }))
