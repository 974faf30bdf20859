// What the pages of documents and of requests that hang on them ask.
import { api, ifMatch, ok } from '@/api/client'
import { post } from '@/api/ask'
import type { Body, Item, Query, Reply } from '@/api/types'
import type { StepReport } from '../procedures/types'

export type DocProcedure = Reply<'/api/documents/{id}/procedure', 'get'>
export type Doc = Reply<'/api/documents/{id}', 'get'>
export type DocItem = Item<Reply<'/api/documents', 'get'>>
export type Asked = Item<Reply<'/api/requests', 'get'>>

const at = (id: string) => ({ params: { path: { id } } })

export const documents = (query: Query<'/api/documents'>) => ok(api.GET('/api/documents', { params: { query } }))
export const document = (id: string) => ok(api.GET('/api/documents/{id}', at(id)))
/** The document with the steps of its procedure; none where its pack has none for it. */
export const procedure = (id: string) => ok(api.GET('/api/documents/{id}/procedure', at(id)))
export const takeStep = (one: Doc, report: StepReport) => ok(api.POST('/api/documents/{id}/steps', { ...at(one.id), headers: ifMatch(one.row_version), body: report }))
export const sendBack = (one: Doc, to: string, note: string) => ok(api.POST('/api/documents/{id}/sending_back', { ...at(one.id), headers: ifMatch(one.row_version), body: { to, note } }))
export const begin = (draft: Body<'/api/documents', 'post'>) => ok(api.POST('/api/documents', { body: draft }))
export const versions = (id: string) => ok(api.GET('/api/documents/{id}/versions', at(id)))
export const compare = (id: string, from: number, to: number) => ok(api.GET('/api/documents/{id}/comparison', { params: { path: { id }, query: { from, to } } }))
export const addVersion = (id: string, version: number, text: Body<'/api/documents/{id}/versions', 'post'>) => ok(api.POST('/api/documents/{id}/versions', { ...at(id), headers: ifMatch(version), body: text }))
export const publications = (id: string) => ok(api.GET('/api/documents/{id}/publications', at(id)))
export const addPublication = (id: string, one: Body<'/api/documents/{id}/publications', 'post'>) => ok(api.POST('/api/documents/{id}/publications', { ...at(id), body: one }))

/** The resource that each act of a document makes. */
export const ACT_PATHS: Record<string, string> = { submit: 'submission', approve: 'approval', return: 'return', publicize: 'publicity', publish: 'publication', withdraw: 'withdrawal', archive: 'archival', supersede: 'supersession', revoke: 'revocation', void: 'voiding', unvoid: 'unvoiding' }
export type Act = Partial<Body<'/api/documents/{id}/publicity', 'post'>>
export const act = (one: Doc, name: string, body: Act) => post<Doc>(`/api/documents/${one.id}/${ACT_PATHS[name]}`, body, { version: one.row_version })

export const requests = (query: Query<'/api/requests'>) => ok(api.GET('/api/requests', { params: { query } }))
export const ask = (draft: Body<'/api/requests', 'post'>) => ok(api.POST('/api/requests', { body: draft }))
const call = (one: Asked) => ({ ...at(one.id), headers: ifMatch(one.row_version) })
export const accept = (one: Asked) => ok(api.POST('/api/requests/{id}/acceptance', { ...call(one), body: {} }))
export const decide = (one: Asked, body: Body<'/api/requests/{id}/decision', 'post'>) => ok(api.POST('/api/requests/{id}/decision', { ...call(one), body }))
export const author = (one: Asked, reason: string) => ok(api.POST('/api/requests/{id}/author', { ...at(one.id), body: { reason } }))
