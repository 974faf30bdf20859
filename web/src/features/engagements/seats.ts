// Places of a village on the board: filled, under way, open.
import type { Holder, VillageSeats } from './contract'

/** Within this many days of its end a term is shown as ending. */
const SOON = 60

export const isServing = (holder: Holder) => holder.state === 'serving' || holder.state === 'suspended'
export const isVacant = (village: VillageSeats) => village.holders.filter(isServing).length < Math.max(1, village.least ?? 0)
export const isEndingSoon = (holder: Holder) => isServing(holder) && holder.days_left !== null && holder.days_left <= SOON

/** One mark per place: serving first, then under way, then open up to the most that are allowed (or one). */
export function marks(village: VillageSeats): ('serving' | 'pending' | 'open')[] {
  const serving = village.holders.filter(isServing).length
  const pending = village.holders.length - serving
  const places = Math.max(village.most ?? village.least ?? 1, serving + pending)
  const shown = Math.min(places, 6)
  return Array.from({ length: shown }, (_, at) => (at < serving ? 'serving' : at < serving + pending ? 'pending' : 'open'))
}
