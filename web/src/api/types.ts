// Names for what the generated interface description already says. No shape is written by hand here.
import type { paths } from './schema'

type Responses<O> = O extends { responses: infer R } ? R : never
type Success<R> = R[Extract<keyof R, 200 | 201>]
type Json<S> = S extends { content: { 'application/json': infer T } } ? T : never
type Id = 'id' | 'grant_id' | 'account_id'
/** The description lets ids be null, since a draft has none yet; a record that the server answers always has one. */
export type Stored<T> = T extends (infer I)[]
  ? Stored<I>[]
  : T extends object
    ? { [K in keyof T]: K extends Id ? NonNullable<T[K]> : Stored<T[K]> }
    : T
/** Calls name path and query; the headers of a submission and a version are the client's own business. */
export type Calls = {
  [P in keyof paths]: {
    [M in keyof paths[P]]: paths[P][M] extends { parameters: infer A }
      ? Omit<paths[P][M], 'parameters'> & { parameters: Omit<A, 'header'> & { header?: never } }
      : paths[P][M]
  }
}

/** What a call answers when it succeeds. */
export type Reply<P extends keyof paths, M extends keyof paths[P]> = Stored<Json<Success<Responses<paths[P][M]>>>>
/** One line of a list. */
export type Item<L> = L extends { items: (infer I)[] } ? I : never
/** What a call accepts as body. */
export type Body<P extends keyof paths, M extends keyof paths[P]> = paths[P][M] extends {
  requestBody?: { content: { 'application/json': infer T } }
}
  ? T
  : never
/** What a list accepts as conditions. */
export type Query<P extends keyof paths> = paths[P] extends { get: { parameters: { query?: infer Q } } }
  ? NonNullable<Q>
  : never

export type Session = Reply<'/api/session', 'get'>
export type Person = Reply<'/api/people/{id}', 'get'>
export type PeopleBatch = Item<Reply<'/api/people/batches', 'get'>>
export type PeopleBatchOutcome = Reply<'/api/people/batch_preview', 'post'>
export type PersonItem = Item<Reply<'/api/people', 'get'>>
export type PersonDraft = Body<'/api/people/{id}', 'patch'>
export type PeopleQuery = Query<'/api/people'>
export type Facet = Item<Reply<'/api/people/facets', 'get'>>
export type Understood = Reply<'/api/people', 'get'>['understood_words'][number]
export type Region = Reply<'/api/regions/{code}', 'get'>
export type RegionItem = Item<Reply<'/api/regions', 'get'>>
export type Organization = Item<Reply<'/api/organizations', 'get'>>
export type Account = Item<Reply<'/api/accounts', 'get'>>
export type Role = Item<Reply<'/api/roles', 'get'>>
export type Grant = Item<Reply<'/api/grants', 'get'>>
export type PlaceCount = Item<Reply<'/api/people/places', 'get'>>
export type AuditEntry = Item<Reply<'/api/audit', 'get'>>
export type ImportBatch = Reply<'/api/imports/{id}', 'get'>
export type ImportSheet = ImportBatch['sheets'][number]
export type ImportRow = Item<Reply<'/api/imports/{id}/rows', 'get'>>
export type ImportReport = ImportRow['reports'][number]
export type Notice = Item<Reply<'/api/notices', 'get'>>
export type PersonOrigin = Reply<'/api/people/{id}/origin', 'get'>
export type HistoryEntry = Item<Reply<'/api/people/{id}/history', 'get'>>
export type TalentStatistics = Reply<'/api/reports/talent_statistics', 'get'>
export type SearchGroup = Reply<'/api/search', 'get'>['groups'][number]
export type SavedFilter = Item<Reply<'/api/saved_filters', 'get'>>
export type Attachment = Item<Reply<'/api/attachments', 'get'>>
