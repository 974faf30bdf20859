import { describe, expect, it } from 'vitest'
import { isStale } from './freshness'

describe('a record waits for confirmation', () => {
  const today = new Date(2026, 10, 21)
  it('after 366 days, or when nobody ever confirmed it', () => {
    expect(isStale(null, today)).toBe(true)
    expect(isStale('2025-11-20', today)).toBe(true)
    expect(isStale('2025-11-21', today)).toBe(false)
    expect(isStale('2026-11-21', today)).toBe(false)
    expect(isStale('2024-02-29', new Date(2025, 1, 28))).toBe(false)
    expect(isStale('2024-02-29', new Date(2025, 2, 1))).toBe(true)
  })
})
