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

interface Band {
  code: string
  from: number
  to: number
}
const bandOf = (code: string): Band => {
  const [from, to] = code.split('-').map(Number) as [number, number]
  return { code, from, to }
}

/** Which boxes are ticked. An age band is ticked when it lies within the ages asked for; ages that make no bands are one of their own. */
export function facetChoice(view: PeopleView, bands: string[]): Record<string, string[]> {
  const from = Number(view.age_from || 0)
  const to = Number(view.age_to || 200)
  const within = bands.map(bandOf).filter((band) => band.from >= from && band.to <= to)
  const whole = within.length > 0 && within[0]!.from === from && within[within.length - 1]!.to === to
  const asked = view.age_from || view.age_to
  return {
    ...Object.fromEntries(MANY.map((key) => [key, view[key]])),
    age: !asked ? [] : whole ? within.map((band) => band.code) : [`${from}-${to}`],
  }
}

/** The conditions that a ticked box makes. Neighbouring age bands are asked for together; a band apart from the others takes their place. */
export function choiceOf(model: Record<string, string[]>, view: PeopleView, bands: string[]): Partial<PeopleView> {
  const out: Partial<PeopleView> = {}
  for (const key of MANY) if (model[key]) out[key as Many] = model[key]
  const before = facetChoice(view, bands).age!
  const now = model.age ?? []
  if (now.length === before.length && now.every((code) => before.includes(code))) return out
  const fresh = now.find((code) => !before.includes(code))
  const ticked = now.filter((code) => code === fresh || bands.includes(code)).map(bandOf).sort((a, b) => a.from - b.from)
  const joined = ticked.every((band, n) => n === 0 || band.from === ticked[n - 1]!.to + 1)
  const chosen = joined ? ticked : ticked.filter((band) => (fresh ? band.code === fresh : band.from === ticked[0]!.from))
  const from = chosen[0]?.from ?? 0
  const to = chosen[chosen.length - 1]?.to ?? 200
  return { ...out, age_from: from === 0 ? '' : String(from), age_to: to >= 200 ? '' : String(to) }
}
