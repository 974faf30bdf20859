// What the pages of reports ask.
import { api, ifMatch, ok } from '@/api/client'
import { queryText, type Asked } from '@/api/ask'
import type { Body, Item, Query, Reply } from '@/api/types'

/** A report as it reads: of a moment, or as it was frozen. */
export type ReportPaper = Reply<'/api/report_preview', 'get'>
export type Block = ReportPaper['blocks'][number]
export type Run = Block['runs'][number]
export type Issue = Item<Reply<'/api/schemes/{id}/reports', 'get'>>
export type Difference = Reply<'/api/report_issues/{id}/comparison', 'get'>['rows'][number]

const at = (id: string) => ({ params: { path: { id } } })

export const reportsOf = (scheme: string) => ok(api.GET('/api/schemes/{id}/reports', at(scheme)))
export const preview = (query: Query<'/api/report_preview'>) => ok(api.GET('/api/report_preview', { params: { query } }))
export const previewFile = (query: Asked) => `/api/report_preview/file${queryText(query)}`

export const keep = (draft: Body<'/api/report_issues', 'post'>) => ok(api.POST('/api/report_issues', { body: draft }))
export const issue = (id: string) => ok(api.GET('/api/report_issues/{id}', at(id)))
export const issueFile = (id: string, format: string, annex: boolean, reason?: string) => `/api/report_issues/${id}/file${queryText({ format, annex, reason })}`
export const saveText = (id: string, text: string, version: number) => ok(api.POST('/api/report_issues/{id}/text', { ...at(id), headers: ifMatch(version), body: { text } }))
export const send = (id: string, version: number) => ok(api.POST('/api/report_issues/{id}/issuing', { ...at(id), headers: ifMatch(version) }))
export const withdraw = (id: string, version: number, reason: string) => ok(api.POST('/api/report_issues/{id}/withdrawal', { ...at(id), headers: ifMatch(version), body: { reason } }))
export const compare = (id: string, other: string) => ok(api.GET('/api/report_issues/{id}/comparison', { params: { path: { id }, query: { with: other } } }))
