import { expect, it, vi } from 'vitest'

vi.mock('@/api/client', () => ({ api: {}, ok: () => Promise.reject(new Error('not asked here')) }))
const { isWithin } = await import('./regions')

it('tells whether a place lies in an area by its code', () => {
  expect(isWithin('411122109203', '411122109000')).toBe(true)
  expect(isWithin('411122000000', '411122109000')).toBe(false)
  expect(isWithin('411122109000', '410000000000')).toBe(true)
  expect(isWithin('361021100000', '411122000000')).toBe(false)
  expect(isWithin('411122109203', '411122109203')).toBe(true)
})
