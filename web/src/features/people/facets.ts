// The facets of the talent list as its panel shows them: the five teams, skills by field, age bands, and so on.
import type { Facet } from '@/api/types'
import { t } from '@/i18n'
import { codes } from '@/kit/codes'
import { MANY, type Many, type PeopleView } from './conditions'

const ORDER = ['category', 'practical_line', 'skill', 'age', 'availability', 'education', 'sex', 'political_status', 'skill_level', 'source', 'state']
/** Lists with an order of their own; the others stand by count. */
const AS_GIVEN = new Set(['category', 'age', 'sex', 'state'])

function ageName(band: string): string {
  const [from, to] = band.split('-').map(Number) as [number, number]
  if (from === 0) return t('people.age_up_to', { n: to })
  return to >= 200 ? t('people.age_from_on', { n: from }) : t('people.age_band', { from, to })
}

export function facetsOf(facets: Facet[]): Facet[] {
  const teams = new Set(codes('talent_category').filter((code) => !code.parent_code).map((code) => code.code))
  return ORDER.map((field) => facets.find((facet) => facet.field === field))
    .filter((facet): facet is Facet => !!facet && facet.values.some((value) => value.count > 0))
    .map((facet) => {
      let values = facet.values.map((value) => ({ ...value, name: facet.field === 'age' ? ageName(value.code) : value.name }))
      if (facet.field === 'category' && teams.size) values = values.filter((value) => teams.has(value.code))
      if (!AS_GIVEN.has(facet.field)) values = values.sort((a, b) => b.count - a.count)
      return { ...facet, values }
    })
}

/** Which boxes are ticked. An age band is ticked when its bounds are the conditions. */
export const facetChoice = (view: PeopleView): Record<string, string[]> => ({
  ...Object.fromEntries(MANY.map((key) => [key, view[key]])),
  age: view.age_from || view.age_to ? [`${view.age_from || 0}-${view.age_to || 200}`] : [],
})

/** The conditions that a ticked box makes. */
export function choiceOf(model: Record<string, string[]>, view: PeopleView): Partial<PeopleView> {
  const out: Partial<PeopleView> = {}
  for (const key of MANY) if (model[key]) out[key as Many] = model[key]
  const before = facetChoice(view).age?.[0]
  const band = model.age?.find((one) => one !== before)
  if (band) {
    const [from, to] = band.split('-')
    Object.assign(out, { age_from: from === '0' ? '' : from, age_to: to === '200' ? '' : to })
  } else if (before && !model.age?.length) Object.assign(out, { age_from: '', age_to: '' })
  return out
}
