// What the server answers about packs and schemes.
import type { Refusal } from '@/kit/Refusals.vue'
import type { Figure } from '../figures/contract'

export interface Pack {
  pack_id: string
  edition: string
  name: string
  lead: string
  builtin: boolean
  installed_at: string
  errors: number
  warnings: number
  open: number
  in_use: number
}
export interface Finding {
  level: string
  file: string
  line: number
  column: number
  path: string
  message: string
  fix: string
}
export interface Explanation {
  title: string
  chapters: { title: string; lines: { text: string; basis: string }[] }[]
  open: { path: string; text: string }[]
}
export interface Scheme {
  id: string
  pack_id: string
  pack_edition: string
  pack_name: string
  name: string
  region_code: string
  region_name: string
  lead_org_id: string | null
  lead_org_name: string | null
  starts_on: string
  ends_on: string | null
  state: string
  row_version: number
}
export interface SchemeRole {
  code: string
  name: string
  serves: string
  sources: string | null
  duties: string | null
  places_least: number | null
  places_most: number | null
  procedure: string | null
}
export interface SchemeTable {
  table: string
  name: string
  items: { code: string; name: string }[]
}
export interface SchemeDetail {
  scheme: Scheme
  modules: { id: string; name: string; figures: Figure[] }[]
  parts: string[]
  obstacles: Refusal[]
  roles: SchemeRole[]
  tables: SchemeTable[]
  reports: { id: string; name: string; kind: string }[]
}
export interface Param {
  name: string
  label: string
  unit: string
  value: string
  initial: string
  min: string | null
  max: string | null
  choices: string[]
  set_by: string
  basis: string
  assumed: string | null
  from_on: string | null
  history: { value: string; from_on: string; reason: string; set_by_name: string; set_at: string }[]
}
export interface Trial {
  figures: { id: string; name: string; before: number | null; after: number | null; unit: string }[]
  rules: { rule: string; name: string; basis: string; changes: { entity: string; id: string; label: string; before: string; after: string }[] }[]
}
