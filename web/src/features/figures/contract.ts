// What the server answers about figures.
export interface Figure {
  id: string
  name: string
  module: string
  phrase: string
  /** Nothing was reported, which is not zero. */
  value: number | null
  unit: string
  printed: string
  /** The records behind the value. */
  rows: number
  /** Places that reported, and those that should. */
  known: number
  asked: number
  note: string
}
export interface AreaPart {
  code: string
  name: string
  value: number | null
  rows: number
}
export interface MonthPart {
  month: string
  value: number | null
  rows: number
}
export interface ClassSplit {
  field: string
  label: string
  items: AreaPart[]
}
export interface FigureDetail {
  figure: Figure
  definition: string
  where: string
  basis: string
  edition: string
  by_area: AreaPart[]
  by_month: MonthPart[]
  by_class: ClassSplit[]
}
export interface FigureRow {
  entity: string
  id: string
  label: string
  place: string
  day: string
  value: number | null
  url: string
}
