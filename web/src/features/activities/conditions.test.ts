import { expect, test } from 'vitest'
import { DEFAULTS, hasConditions, queryOf } from './conditions'

test('only what was asked goes to the server', () => {
  expect(queryOf(DEFAULTS)).toEqual({ page: 1, size: 20 })
  expect(queryOf({ ...DEFAULTS, q: ' 果园 ', waits: 'yes', region: '361021101200', duty: ['governance'], scheme: '41' })).toEqual({ page: 1, size: 20, q: '果园', waits_for_me: true, region: ['361021101200'], duty: ['governance'], scheme_id: '41' })
})

test('the scheme is a scope, not a condition to clear', () => {
  expect(hasConditions({ ...DEFAULTS, scheme: '41' })).toBe(false)
  expect(hasConditions({ ...DEFAULTS, voided: 'yes' })).toBe(true)
})
