// What the pages of reports ask.
import { get, patch, post, queryText, type Asked } from '@/api/ask'
import type { Difference, Issue, IssueDetail, ReportPaper, ReportsOfScheme } from './contract'

export const reportsOf = (scheme: string) => get<ReportsOfScheme>(`/api/schemes/${scheme}/reports`)
export const preview = (query: Asked) => get<ReportPaper>('/api/report_preview', query)
export const previewFile = (query: Asked) => `/api/report_preview/file${queryText(query)}`

export const keep = (draft: { scheme_id: string; report: string; region_code: string; as_of: string }) => post<Issue>('/api/report_issues', draft)
export const issue = (id: string) => get<IssueDetail>(`/api/report_issues/${id}`)
export const issueFile = (id: string, format: string, annex: boolean) => `/api/report_issues/${id}/file${queryText({ format, annex })}`
export const saveText = (id: string, text: string, version: number) => patch<unknown>(`/api/report_issues/${id}`, { text }, version)
export const send = (id: string, version: number) => post<unknown>(`/api/report_issues/${id}/issuing`, {}, { version })
export const withdraw = (id: string, version: number, reason: string) => post<unknown>(`/api/report_issues/${id}/withdrawal`, { reason }, { version })
export const compare = (id: string, other: string) => get<{ rows: Difference[] }>(`/api/report_issues/${id}/comparison`, { with: other })
