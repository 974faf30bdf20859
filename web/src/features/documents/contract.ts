// What the server answers about documents, their versions, and requests that hang on them.
export interface Section {
  code: string
  text: string
}
export interface Doc {
  id: string
  scheme_id: string | null
  kind: string
  title: string
  doc_no: string | null
  org_name: string | null
  region_code: string
  region_name: string
  engagement_id: string | null
  activity_id: string | null
  activity_title: string | null
  public_from: string | null
  public_to: string | null
  published_on: string | null
  channels: string[]
  content: Section[]
  contributor_names: string[]
  version_no: number
  state: string
  is_void: boolean
  void_reason: string | null
  created_by_name: string
  open_objections: number
  has_file: boolean
  is_mine: boolean
  acts: string[]
  updated_at: string
  row_version: number
}
export interface Version {
  no: number
  made_on: string
  made_by_name: string
  contributors: string[]
  note: string | null
  sections: Section[]
}
export interface Comparison {
  from: number
  to: number
  sections: { code: string; kind: string; paragraphs: { kind: string; text: string }[] }[]
  contributors_added: string[]
  contributors_removed: string[]
}
export interface Publication {
  channel: string
  on_day: string
  link: string | null
  note: string | null
}
export interface Asked {
  id: string
  kind: string
  title: string
  content: string
  person_name: string | null
  engagement_id: string | null
  document_id: string | null
  submitted_on: string | null
  result: string | null
  channel: string | null
  asked: number | null
  votes_for: number | null
  votes_against: number | null
  abstained: number | null
  adopted: boolean | null
  author: string | null
  state: string
  is_void: boolean
  acts: string[]
  row_version: number
}
