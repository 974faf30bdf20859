import { describe, expect, it, vi } from 'vitest'

vi.mock('@/kit/codes', () => ({ codes: () => [], word: (_table: string, code: string) => code }))
vi.mock('@/kit/regions', () => ({ regionName: (code: string) => code }))
const { DEFAULTS } = await import('./conditions')
const { choiceOf, facetChoice } = await import('./facets')

const bands = ['0-35', '36-45', '46-55', '56-60', '61-200']
const ages = (from: string, to: string) => ({ ...DEFAULTS, age_from: from, age_to: to })
const tick = (view: typeof DEFAULTS, age: string[]) => choiceOf({ ...facetChoice(view, bands), age }, view, bands)

describe('age bands', () => {
  it('are ticked when they lie within the ages asked for', () => {
    expect(facetChoice(DEFAULTS, bands).age).toEqual([])
    expect(facetChoice(ages('', '45'), bands).age).toEqual(['0-35', '36-45'])
    expect(facetChoice(ages('61', ''), bands).age).toEqual(['61-200'])
    expect(facetChoice(ages('40', '50'), bands).age).toEqual(['40-50'])
  })

  it('beside each other are asked for together', () => {
    expect(tick(DEFAULTS, ['36-45'])).toMatchObject({ age_from: '36', age_to: '45' })
    expect(tick(ages('36', '45'), ['36-45', '46-55'])).toMatchObject({ age_from: '36', age_to: '55' })
    expect(tick(ages('36', '55'), ['46-55'])).toMatchObject({ age_from: '46', age_to: '55' })
    expect(tick(ages('36', '45'), [])).toMatchObject({ age_from: '', age_to: '' })
  })

  it('apart from each other take the place of the others', () => {
    expect(tick(ages('', '35'), ['0-35', '61-200'])).toMatchObject({ age_from: '61', age_to: '' })
    expect(tick(ages('36', '60'), ['36-45', '56-60'])).toMatchObject({ age_from: '36', age_to: '45' })
    expect(tick(ages('40', '50'), ['40-50', '46-55'])).toMatchObject({ age_from: '46', age_to: '55' })
  })

  it('leave the other conditions as they are, and stay when those change', () => {
    expect(choiceOf({ ...facetChoice(ages('36', '45'), bands), sex: ['2'] }, ages('36', '45'), bands)).not.toHaveProperty('age_from')
  })
})
