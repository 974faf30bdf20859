// What the pages of figures ask.
import { get, type Asked } from '@/api/ask'
import type { FigureDoor } from '@/kit/doors'
import type { Figure, FigureDetail, FigureRow } from './contract'

const conditions = (door: FigureDoor): Asked => ({ scheme: door.scheme, region: door.region, as_of: door.as_of, evidence: door.evidence })

export const figuresOf = (query: Asked) => get<{ items: Figure[]; as_of: string; region_code: string }>('/api/figures', query)
export const figure = (door: FigureDoor) => get<FigureDetail>(`/api/figures/${door.id}`, conditions(door))
export const rowsOf = (door: FigureDoor, page: number, size: number) =>
  get<{ items: FigureRow[]; total: number }>(`/api/figures/${door.id}/rows`, { ...conditions(door), page, size })
