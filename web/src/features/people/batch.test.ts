import { describe, expect, it } from 'vitest'
import { reasonsOf } from './batch'

describe('people left out of an act', () => {
  it('are told by reason, the commonest first, with their first names', () => {
    const failed = ['甲', '乙', '丙', '丁', '戊', '己'].map((name, n) => ({ id: String(n), name, why: 'people.batch.as_it_is' }))
    const told = reasonsOf([{ id: '9', name: '庚', why: 'people.not_active' }, ...failed])
    expect(told.map((one) => [one.why, one.names.length, one.shown])).toEqual([
      ['people.batch.as_it_is', 6, '甲、乙、丙、丁、戊…'],
      ['people.not_active', 1, '庚'],
    ])
  })
})
