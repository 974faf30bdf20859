// What the pages of documents and of requests that hang on them ask.
import { get, post, type Asked as Conditions } from '@/api/ask'
import type { Asked, Comparison, Doc, Publication, Version } from './contract'

export const documents = (query: Conditions) => get<{ items: Doc[]; total: number; page: number; size: number }>('/api/documents', query)
export const document = (id: string) => get<Doc>(`/api/documents/${id}`)
export const begin = (draft: Record<string, unknown>) => post<Doc>('/api/documents', draft)
export const versions = (id: string) => get<{ items: Version[] }>(`/api/documents/${id}/versions`)
export const compare = (id: string, from: number, to: number) => get<Comparison>(`/api/documents/${id}/comparison`, { from, to })
export const addVersion = (id: string, version: number, text: { sections: { code: string; text: string }[]; contributors: string[]; note: string | null }) => post<Doc>(`/api/documents/${id}/versions`, text, { version })
export const publications = (id: string) => get<{ items: Publication[] }>(`/api/documents/${id}/publications`)
export const addPublication = (id: string, one: { channel: string; on_day: string; link: string | null; note: string | null }) => post<unknown>(`/api/documents/${id}/publications`, one)

/** The resource that each act of a document makes. */
export const ACT_PATHS: Record<string, string> = { submit: 'submission', approve: 'approval', return: 'return', publicize: 'publicity', publish: 'publication', withdraw: 'withdrawal', archive: 'archival', supersede: 'supersession', void: 'voiding', unvoid: 'unvoiding' }
export const act = (one: Doc, name: string, body: Record<string, unknown>) => post<Doc>(`/api/documents/${one.id}/${ACT_PATHS[name]}`, body, { version: one.row_version })

export const requests = (query: Conditions) => get<{ items: Asked[]; total: number }>('/api/requests', query)
export const ask = (draft: Record<string, unknown>) => post<Asked>('/api/requests', draft)
const STEP_PATHS: Record<string, string> = { accept: 'acceptance', decide: 'decision' }
export const step = (one: Asked, name: string, body: Record<string, unknown>) => post<Asked>(`/api/requests/${one.id}/${STEP_PATHS[name]}`, body, { version: one.row_version })
