import { describe, expect, it } from 'vitest'
import { nextSort, shownColumns } from './columns'

describe('columns', () => {
  it('turn none, up, down, none', () => {
    expect(nextSort('', 'name')).toBe('name')
    expect(nextSort('name', 'name')).toBe('-name')
    expect(nextSort('-name', 'name')).toBe('')
    expect(nextSort('birth_date', 'name')).toBe('name')
  })

  it('show the usual ones until some are chosen', () => {
    const columns = [
      { key: 'name', label: '' },
      { key: 'phone', label: '', optional: true },
    ]
    expect(shownColumns(columns, []).map((column) => column.key)).toEqual(['name'])
    expect(shownColumns(columns, ['phone']).map((column) => column.key)).toEqual(['phone'])
  })
})
