// What the server answers about reports: the paper of a moment, and issues that are kept.
import type { Figure } from '../figures/contract'

export interface Run {
  text: string
  bold: boolean
  /** The figure that the text prints; "" for plain text. */
  figure: string | null
}
export interface Block {
  kind: string
  level: number
  runs: Run[]
  items: Run[][]
  rows: Run[][][]
}
export interface ReportPaper {
  title: string
  blocks: Block[]
  figures: Figure[]
  findings: { rule: string; text: string; level: string }[]
}
export interface Issue {
  id: string
  scheme_id: string
  report: string
  title: string
  region_code: string
  region_name: string
  as_of: string
  state: string
  number: number | null
  issued_at: string | null
  issued_by_name: string | null
  row_version: number
}
export interface IssueDetail {
  issue: Issue
  paper: ReportPaper
  /** The text of the issue with its holes. */
  text: string
}
export interface ReportsOfScheme {
  items: { id: string; name: string; kind: string; by: string }[]
  issues: Issue[]
}
export interface Difference {
  figure: string
  name: string
  before: number | null
  after: number | null
  difference: number | null
  causes: { kind: string; text: string; rows: { entity: string; id: string; label: string }[] }[]
}
