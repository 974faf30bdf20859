import { describe, expect, it } from 'vitest'
import { actOfKey, decidedWord, leaveWord, startOf, takeWord } from './words'

describe('words of a decision', () => {
  it('about a value and about a whole line', () => {
    expect([takeWord(false), leaveWord(false)]).toEqual(['收', '不收'])
    expect([takeWord(true), leaveWord(true)]).toEqual(['照样入库', '不入库'])
    expect(decidedWord('accepted', false)).toBe('已收')
    expect(decidedWord('declined', true)).toBe('不入库')
    expect(decidedWord('edited', true)).toBe('已改')
  })
  it('keys', () => {
    expect(['y', 'N', 'e', 'z', '2', '9', 'Enter'].map(actOfKey)).toEqual(['take', 'leave', 'edit', 'open', 1, undefined, undefined])
  })
  it('a box to edit in never starts with a mask', () => {
    expect(startOf('1985-03', '1985.3')).toBe('1985-03')
    expect(startOf(null, '3-4-85')).toBe('3-4-85')
    expect(startOf('140****1001', '140 0000 1001')).toBe('')
  })
})
