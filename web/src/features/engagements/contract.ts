// What the server answers about engagements, their procedure and papers.
import type { Refusal } from '@/kit/Refusals.vue'

export interface ExtraValue {
  name: string
  value: string
}
export interface Engagement {
  id: string
  scheme_id: string
  role: string
  role_name: string
  person_id: string
  person_name: string
  region_code: string | null
  region_name: string | null
  township_name: string | null
  org_id: string | null
  org_name: string | null
  source_channel: string | null
  source_group: string | null
  entered_pool_on: string | null
  vetted_on: string | null
  invited_on: string | null
  accepted_on: string | null
  appointed_on: string | null
  term_start: string | null
  term_end: string | null
  ended_on: string | null
  end_reason: string | null
  match_needs: number | null
  match_strength: number | null
  match_will: number | null
  match_total: number | null
  extra: ExtraValue[]
  pack_edition: string
  state: string
  state_since: string | null
  is_void: boolean
  void_reason: string | null
  row_version: number
}
export interface Ask {
  name: string
  label: string
  kind: string
  table: string | null
  required: boolean
  unit: string
}
export interface Check {
  id: string
  name: string
  ask: string
  evidence: boolean
  basis: string
  holds: boolean | null
  note: string | null
}
export interface Step {
  id: string
  name: string
  seq: number
  to: string
  standing: 'done' | 'current' | 'later' | 'skipped'
  by: string[]
  may_act: boolean
  asks: Ask[]
  checks: Check[]
  opinion: boolean
  evidence: boolean
  makes: string[]
  obstacles: Refusal[]
  waits_days: number | null
  due_on: string | null
  back_to: { id: string; name: string }[]
  basis: string
  edition: string | null
}
export interface StepTaken {
  id: string
  step: string
  name: string
  seq: number
  body: string
  done_on: string
  actor_name: string
  unit_name: string
  method: string | null
  inputs: ExtraValue[]
  opinion: string | null
  result: string
  is_void: boolean
  void_reason: string | null
  recorded_at: string
}
export interface Paper {
  id: string
  kind: string
  title: string
  doc_no: string | null
  issued_on: string | null
  valid_to: string | null
  state: string
  verify_code: string | null
}
export interface ProcedureEvent {
  at: string
  on_day: string
  what: string
  text: string
  name: string
  unit: string
  opinion: string
  late: boolean
}
export interface Procedure {
  engagement: Engagement
  steps: Step[]
  log: StepTaken[]
  papers: Paper[]
  timeline: ProcedureEvent[]
  acts: string[]
}
export interface Holder {
  engagement_id: string
  name: string
  state: string
  term_end: string | null
  days_left: number | null
  silent_days: number | null
  passive: string | null
}
export interface VillageSeats {
  code: string
  name: string
  least: number | null
  most: number | null
  holders: Holder[]
}
export interface Board {
  townships: { code: string; name: string; serving: number; vacant: number; pending: number; villages: VillageSeats[] }[]
  totals: { serving: number; vacant: number; pending: number; ending_soon: number; passive: number }
  steps: { step: string; name: string; count: number }[]
}
export interface EngagementList {
  items: Engagement[]
  total: number
  page: number
  size: number
  states: { state: string; count: number }[]
}
export interface BatchLine {
  id: string
  person_name: string
  place: string
  ok: boolean
  obstacles: Refusal[]
}
export interface Passive {
  engagement_id: string
  person_name: string
  place: string
  appointed_on: string
  last_day: string | null
  silent_days: number
  level: string
}
