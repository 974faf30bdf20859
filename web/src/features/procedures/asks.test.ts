import { expect, test, vi } from 'vitest'

vi.mock('../people/choices', () => ({ findPeople: async () => [], findUnits: async () => [] }))
const { fieldOf, inputsOf } = await import('./asks')
const ask = (name: string, kind: string, table = '') => ({ name, label: name, kind, table, required: true, unit: '', value: '' })

test('a code of the pack is a choice of its table, a code of the house the list of the house', () => {
  const tables = [{ table: 'S0_GROWTH', name: '培养措施', items: [{ code: 'in_place', name: '就地扶持' }] }]
  expect(fieldOf(ask('growth', 'code', 'S0_GROWTH'), tables)).toMatchObject({ kind: 'choice', choices: [{ value: 'in_place', label: '就地扶持' }] })
  expect(fieldOf(ask('sex', 'code', 'sex'), tables)).toMatchObject({ kind: 'code', table: 'sex' })
})

test('numbers, days and unknown kinds have a box', () => {
  expect(fieldOf({ ...ask('match_needs', 'decimal'), unit: '分' }, []).label).toBe('match_needs（分）')
  expect(fieldOf(ask('term_start', 'date'), []).kind).toBe('day')
  expect(fieldOf(ask('anything', 'tomorrow'), []).kind).toBe('text')
})

test('what was left open is not sent, a truth is always said, zero is a value', () => {
  expect(inputsOf([ask('a', 'text'), ask('b', 'bool'), ask('c', 'number')], { a: '  ', c: 0 })).toEqual([
    { name: 'b', value: 'false' },
    { name: 'c', value: '0' },
  ])
})
