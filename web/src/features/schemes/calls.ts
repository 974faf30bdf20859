// What the pages of packs and schemes ask.
import { get, post } from '@/api/ask'
import { upload } from '@/api/files'
import type { Explanation, Finding, Pack, Param, Scheme, SchemeDetail, Trial } from './contract'

export const packs = () => get<{ items: Pack[] }>('/api/packs')
export const installPack = (file: File) => upload<{ pack_id: string; edition: string; findings: Finding[] }>('/api/packs', file)
export const explanation = (pack: string, edition: string) => get<Explanation>(`/api/packs/${pack}/${edition}/explanation`)

export const schemes = () => get<{ items: Scheme[] }>('/api/schemes')
export const scheme = (id: string, as_of = '') => get<SchemeDetail>(`/api/schemes/${id}`, { as_of })
export interface SchemeDraft {
  pack_id: string
  pack_edition: string
  name: string
  region_code: string
  lead_org_id: string | null
  starts_on: string
  ends_on: string | null
}
export const begin = (draft: SchemeDraft) => post<Scheme>('/api/schemes', draft)
export const activate = (id: string, version: number) => post<unknown>(`/api/schemes/${id}/activation`, {}, { version })
export const close = (id: string, version: number) => post<unknown>(`/api/schemes/${id}/closing`, {}, { version })

export const params = (id: string) => get<{ items: Param[] }>(`/api/schemes/${id}/params`)
export const setParam = (id: string, change: { name: string; value: string; from_on: string; reason: string }) => post<{ items: Param[] }>(`/api/schemes/${id}/params`, change)
export const trial = (id: string, changes: { name: string; value: string }[], edition: string) => post<Trial>(`/api/schemes/${id}/trial`, { params: changes, pack_edition: edition })
