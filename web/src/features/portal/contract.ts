// What the server tells anybody: a paper's check, what is put out for objections, what was published.
export interface PaperCheck {
  status: string
  title: string
  number: string
  name: string
  role: string
  place: string
  issued_by: string
  issued_on: string | null
  valid_from: string | null
  valid_to: string | null
  revoked_on: string | null
  checked_at: string
}
export interface Section {
  code: string
  text: string
}
export interface PublicNotice {
  id: string
  title: string
  region_name: string
  issued_by: string
  public_from: string | null
  public_to: string | null
  open: boolean
  content: Section[]
}
export interface PublicStory {
  id: string
  kind: string
  title: string
  region_name: string
  published_on: string | null
  content: Section[]
}
export interface Receipt {
  receipt: string
  state: string
  title: string
  submitted_on: string | null
  handled_on: string | null
  outcome: string | null
  result: string | null
}
