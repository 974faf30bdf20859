// What the pages of figures ask.
import { api, ok } from '@/api/client'
import type { Item, Query, Reply } from '@/api/types'
import type { FigureDoor } from '@/kit/doors'

export type Figure = Item<Reply<'/api/figures', 'get'>>
export type FigureDetail = Reply<'/api/figures/{id}', 'get'>

const conditions = (door: FigureDoor) => ({
  scheme: door.scheme ?? '',
  ...(door.region ? { region: door.region } : {}),
  ...(door.as_of ? { as_of: door.as_of } : {}),
  ...(door.evidence ? { evidence: door.evidence } : {}),
})

export const figuresOf = (query: Query<'/api/figures'>) => ok(api.GET('/api/figures', { params: { query } }))
export const figure = (door: FigureDoor) => ok(api.GET('/api/figures/{id}', { params: { path: { id: door.id }, query: conditions(door) } }))
export const rowsOf = (door: FigureDoor, page: number, size: number) =>
  ok(api.GET('/api/figures/{id}/rows', { params: { path: { id: door.id }, query: { ...conditions(door), page, size } } }))

export type Standing = Item<Reply<'/api/standings', 'get'>>
export type StandingRow = Item<Reply<'/api/standings/rows', 'get'>>
export type StandingState = 'met' | 'open' | 'missed' | 'waived' | 'unknown'
export const standingsOf = (query: Query<'/api/standings'>) => ok(api.GET('/api/standings', { params: { query } }))
export const standingRows = (query: Query<'/api/standings/rows'>) => ok(api.GET('/api/standings/rows', { params: { query } }))
