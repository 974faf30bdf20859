// Columns of a list as data.
export interface Column<T> {
  key: string
  label: string
  /** Fixed width in px; a column without one takes what is left. */
  width?: number
  min?: number
  align?: 'left' | 'right' | 'center'
  /** The name the server sorts by; left out where it cannot. */
  sort?: string
  /** The text of the cell; the plain field when left out. */
  text?: (row: T) => string
  /** Not shown until chosen. */
  optional?: boolean
  /** Codes and numbers in the fixed-width face. */
  mono?: boolean
  /** The place on a phone's card: its head line, a labelled line (the usual), or nowhere. */
  card?: 'head' | 'line' | 'none'
}

export type Density = 'compact' | 'standard' | 'loose'

/** The columns to show: the chosen ones, or all that are not optional. */
export function shownColumns<T>(columns: Column<T>[], chosen: string[]): Column<T>[] {
  return chosen.length ? columns.filter((column) => chosen.includes(column.key)) : columns.filter((column) => !column.optional)
}

/** none → up → down → none. */
export function nextSort(current: string, key: string): string {
  if (current === key) return `-${key}`
  return current === `-${key}` ? '' : key
}
