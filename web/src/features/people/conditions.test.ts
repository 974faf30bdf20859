import { describe, expect, it, vi } from 'vitest'

vi.mock('@/kit/codes', () => ({ word: (_table: string, code: string) => ({ slack: '农闲时' })[code] ?? code }))
vi.mock('@/kit/regions', () => ({ regionName: (code: string) => code }))
const { chipsOf, conditionsOf, DEFAULTS, dropChip, queryOf } = await import('./conditions')

const view = { ...DEFAULTS, region: '411122107000', availability: ['slack'], age_from: '35', q: '浇园' }

describe('the conditions of the talent list', () => {
  it('ask the server only what was set', () => {
    expect(conditionsOf(DEFAULTS)).toEqual({})
    expect(conditionsOf(view)).toEqual({ q: '浇园', region: ['411122107000'], availability: ['slack'], age_from: 35 })
    expect(queryOf({ ...view, sort: '-name', page: 2 })).toMatchObject({ sort: '-name', page: 2, size: 20 })
    expect(conditionsOf({ ...DEFAULTS, age_from: '3x' })).toEqual({})
  })

  it('show as chips, with how a word was understood', () => {
    const chips = chipsOf(view, '王孟镇', [{ text: '浇园', kind: 'skill', code: '010101', label: '灌溉技术' }])
    expect(chips.map((chip) => chip.text)).toEqual(['区划 王孟镇', '“浇园”按 灌溉技术 理解', '可服务 农闲时', '年龄 35–—'])
  })

  it('go away one by one', () => {
    expect(dropChip(view, 'region')).toEqual({ region: '' })
    expect(dropChip(view, 'availability:slack')).toEqual({ availability: [] })
    expect(dropChip(view, 'age')).toEqual({ age_from: '', age_to: '' })
  })
})
