// One act on many records: each by itself, in order, and everybody who could not be done is named with the reason.
import { sentence } from '@/api/problem'

export interface BatchOutcome {
  done: number
  failed: { label: string; reason: string }[]
}

export async function eachOf<T>(rows: T[], label: (row: T) => string, act: (row: T) => Promise<unknown>): Promise<BatchOutcome> {
  const outcome: BatchOutcome = { done: 0, failed: [] }
  for (const row of rows) {
    try {
      await act(row)
      outcome.done++
    } catch (error) {
      outcome.failed.push({ label: label(row), reason: sentence(error) })
    }
  }
  return outcome
}
