import { describe, expect, it } from 'vitest'
import { age, bytes, count, day, dayInWords, instant, money, show } from './format'

describe('formatters', () => {
  it('say nothing as a dash and a counted zero as 0', () => {
    for (const text of [count(null), day(''), instant(null), money(null), show([]), show(undefined)]) expect(text).toBe('—')
    expect(count(0)).toBe('0')
    expect(count(5605)).toBe('5,605')
  })

  it('write money in ten thousands with two decimals', () => {
    expect(money('582000.00')).toBe('58.20 万元')
    expect(money(0)).toBe('0.00 万元')
  })

  it('write days as text', () => {
    expect(dayInWords('2022-07-31')).toBe('2022年7月31日')
    expect(dayInWords('2022-07')).toBe('2022-07')
  })

  it('count full years from a day, a month or a year', () => {
    const at = new Date(2026, 10, 21)
    expect(age('1976-11-22', at)).toBe(49)
    expect(age('1976-11-21', at)).toBe(50)
    expect(age('1976-12', at)).toBe(49)
    expect(age('1976', at)).toBe(50)
    expect(age('4111**', at)).toBeNull()
  })

  it('shows flags and lists in words', () => {
    expect(show(true)).toBe('是')
    expect(show(['种植', '养殖'])).toBe('种植、养殖')
    expect(bytes(204800)).toBe('200 KB')
  })
})
