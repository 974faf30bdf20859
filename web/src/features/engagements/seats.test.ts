import { expect, test } from 'vitest'
import { isEndingSoon, isVacant, marks } from './seats'

const holder = (state: string, days_left: number | null = null) => ({ id: '1', name: '演示人', state, term_end: null, days_left, silent_days: null })
const village = (least: number | null, most: number | null, ...states: string[]) => ({ code: '1', name: '演示村', least, most, holders: states.map((state) => holder(state)) })

test('marks fill from serving over under way to open', () => {
  expect(marks(village(0, 2, 'invited', 'serving'))).toEqual(['serving', 'pending'])
  expect(marks(village(0, 2))).toEqual(['open', 'open'])
  expect(marks(village(null, null))).toEqual(['open'])
  expect(marks(village(0, 1, 'serving', 'serving'))).toEqual(['serving', 'serving'])
})

test('a village is vacant below its least, and without anybody', () => {
  expect(isVacant(village(0, 2))).toBe(true)
  expect(isVacant(village(0, 2, 'invited'))).toBe(true)
  expect(isVacant(village(2, 3, 'serving'))).toBe(true)
  expect(isVacant(village(0, 2, 'serving'))).toBe(false)
})

test('only a serving holder ends soon', () => {
  expect(isEndingSoon(holder('serving', 60))).toBe(true)
  expect(isEndingSoon(holder('serving', 61))).toBe(false)
  expect(isEndingSoon(holder('invited', 3))).toBe(false)
})
