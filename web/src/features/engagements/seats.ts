// Places of a village on the board: filled, under way, open.
import type { Board, Holder, VillageSeats } from './calls'

/** Within this many days of its end a term is shown as ending. */
const SOON = 60

export const isServing = (holder: Holder) => holder.state === 'serving' || holder.state === 'suspended'
export const isVacant = (village: VillageSeats) => village.holders.filter(isServing).length < Math.max(1, village.least ?? 0)
export const isEndingSoon = (holder: Holder) => isServing(holder) && holder.days_left !== null && holder.days_left <= SOON

/** Within this many days somebody is shown as silent on the board; whom to remind is the pack's rule. */
const SILENT = 90
export const isSilent = (holder: Holder) => isServing(holder) && (holder.silent_days ?? 0) >= SILENT

export interface SilentHolder {
  id: string
  name: string
  place: string
  silent_days: number
  term_end: string | null
}
/** Who has served for at least so many days without a verified record, the longest first. */
export const silentHolders = (board: Board, days: number): SilentHolder[] =>
  board.townships
    .flatMap((town) => town.villages.flatMap((village) => village.holders.map((holder) => ({ holder, place: `${town.name} ${village.name}` }))))
    .filter(({ holder }) => isServing(holder) && (holder.silent_days ?? -1) >= days)
    .map(({ holder, place }) => ({ id: holder.id, name: holder.name, place, silent_days: holder.silent_days ?? 0, term_end: holder.term_end }))
    .sort((a, b) => b.silent_days - a.silent_days)

/** One mark per place: serving first, then under way, then open up to the most that are allowed (or one). */
export function marks(village: VillageSeats): ('serving' | 'pending' | 'open')[] {
  const serving = village.holders.filter(isServing).length
  const pending = village.holders.length - serving
  const places = Math.max(village.most ?? village.least ?? 1, serving + pending)
  const shown = Math.min(places, 6)
  return Array.from({ length: shown }, (_, at) => (at < serving ? 'serving' : at < serving + pending ? 'pending' : 'open'))
}
