import { expect, test } from 'vitest'
import { bare, grouped } from './codes'

test('a code is the same however it is typed', () => {
  expect(bare(' k7wm-4d2q 9XHT ')).toBe('K7WM4D2Q9XHT')
  expect(grouped('k7wm4d2q9x')).toBe('K7WM-4D2Q-9X')
  expect(grouped('  ')).toBe('')
})
