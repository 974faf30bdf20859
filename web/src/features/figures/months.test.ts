import { expect, test } from 'vitest'
import { lastDayOf } from './months'

test('a month ends on its own last day', () => {
  expect(lastDayOf('2024-02')).toBe('2024-02-29')
  expect(lastDayOf('2022-02')).toBe('2022-02-28')
  expect(lastDayOf('2022-12')).toBe('2022-12-31')
})
