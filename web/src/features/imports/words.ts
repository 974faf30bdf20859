// What a decision is called: about a value it is taken or not, about a whole line it goes into the bank or not.
import { t } from '@/i18n'

export type Decision = 'accepted' | 'declined' | 'edited' | 'open'

export const takeWord = (wholeLine: boolean) => t(wholeLine ? 'imports.take_line' : 'imports.take')
export const leaveWord = (wholeLine: boolean) => t(wholeLine ? 'imports.leave_line' : 'imports.leave')
export function decidedWord(decision: string, wholeLine: boolean): string {
  if (wholeLine && decision === 'accepted') return t('imports.decided.line_in')
  if (wholeLine && decision === 'declined') return t('imports.decided.line_out')
  return t(`imports.decided.${decision}`)
}

/** The act behind a key: Y take, N leave, E edit, Z open again, 1 to 3 choose. */
export function actOfKey(key: string): 'take' | 'leave' | 'edit' | 'open' | number | undefined {
  if (/^[1-3]$/.test(key)) return Number(key) - 1
  return ({ y: 'take', n: 'leave', e: 'edit', z: 'open' } as const)[key.toLowerCase()]
}

/** What a box to edit in starts with; a masked number would only be typed over. */
export const startOf = (after: string | null | undefined, before: string | null | undefined) => {
  const text = after ?? before ?? ''
  return text.includes('****') ? '' : text
}
