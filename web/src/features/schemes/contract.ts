// What the server answers about a pack's text, its installation and a trial: until it describes them itself.
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
export interface Trial {
  figures: { id: string; name: string; before: number | null; after: number | null; unit: string }[]
  rules: { rule: string; name: string; basis: string; changes: { entity: string; id: string; label: string; before: string; after: string }[] }[]
}
