// The acts that can be done to many people at once, and their refusals put together by reason.
import type { PeopleBatchOutcome } from '@/api/types'

/** The list a value is of, where the act takes one, and whether it asks for a reason. */
export const ACTS = {
  confirm: { table: '', reason: false },
  set_availability: { table: 'availability', reason: false },
  add_skill: { table: 'skill', reason: false },
  add_category: { table: 'category', reason: true },
  archive: { table: '', reason: true },
} as const
export type BatchAct = keyof typeof ACTS

const SHOWN = 5

/** Why people are left out, the commonest reason first, each with its first names. */
export function reasonsOf(failed: PeopleBatchOutcome['failed']) {
  const by = new Map<string, string[]>()
  for (const one of failed) by.set(one.why, [...(by.get(one.why) ?? []), one.name])
  return [...by]
    .map(([why, names]) => ({ why, names, shown: names.filter(Boolean).slice(0, SHOWN).join('、') + (names.length > SHOWN ? '…' : '') }))
    .sort((a, b) => b.names.length - a.names.length)
}
