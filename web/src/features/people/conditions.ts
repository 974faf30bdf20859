// What the talent list can be asked: the view in the address, the query to the server, the chips in words.
import type { PeopleQuery, Understood } from '@/api/types'
import { t, tell } from '@/i18n'
import { word } from '@/kit/codes'
import type { Chip } from '@/kit/ChipRow.vue'
import { regionName } from '@/kit/regions'

export const DEFAULTS = {
  q: '',
  region: '',
  category: [] as string[],
  practical_line: [] as string[],
  sex: [] as string[],
  education: [] as string[],
  political_status: [] as string[],
  skill: [] as string[],
  availability: [] as string[],
  state: [] as string[],
  source: [] as string[],
  nation: [] as string[],
  professional_title: [] as string[],
  title_level: [] as string[],
  skill_level: [] as string[],
  missing: [] as string[],
  at_region: [] as string[],
  minority: '',
  as_of: '',
  stale: '',
  import_batch: '',
  employer_org_id: '',
  age_from: '',
  age_to: '',
  sort: '',
  page: 1,
  size: 20,
  cols: [] as string[],
  open: '',
}
export type PeopleView = typeof DEFAULTS

/** The conditions that take several values, and the code table of each. */
export const TABLES = {
  category: 'category',
  practical_line: 'practical_line',
  sex: 'sex',
  education: 'education',
  political_status: 'political_status',
  skill: 'skill',
  availability: 'availability',
  source: 'person_source',
  state: 'person_state',
  nation: 'nation',
  professional_title: 'professional_title',
  title_level: 'title_level',
  skill_level: 'skill_level',
  missing: 'missing_field',
} as const
export type Many = keyof typeof TABLES
export const MANY = Object.keys(TABLES) as Many[]

const number = (text: string) => (/^\d{1,3}$/.test(text) ? Number(text) : undefined)

/** The conditions alone, without sort and page: for counts, facets and exports. */
export function conditionsOf(view: PeopleView): PeopleQuery {
  const query: Record<string, unknown> = {}
  if (view.q.trim()) query.q = view.q.trim()
  if (view.region) query.region = [view.region]
  for (const key of [...MANY, 'at_region'] as const) if (view[key].length) query[key] = view[key]
  if (view.minority) query.minority = view.minority === 'true'
  if (view.as_of) query.as_of = view.as_of
  if (view.stale) query.stale = view.stale === 'true'
  if (view.import_batch) query.import_batch = view.import_batch
  if (view.employer_org_id) query.employer_org_id = view.employer_org_id
  for (const key of ['age_from', 'age_to'] as const) if (number(view[key]) !== undefined) query[key] = number(view[key])
  return query as PeopleQuery
}

export function queryOf(view: PeopleView): PeopleQuery {
  return { ...conditionsOf(view), ...(view.sort ? { sort: view.sort } : {}), page: view.page, size: view.size } as PeopleQuery
}

/** The conditions in words, each droppable by its key: `field`, or `field:value` where several are possible. */
export function chipsOf(view: PeopleView, region: string, understood: Understood[]): Chip[] {
  const chips: Chip[] = []
  if (view.region) chips.push({ key: 'region', text: `${t('people.condition.region')} ${region || view.region}` })
  if (view.q) {
    const meant = understood.map((one) => t('people.understood', { text: one.text, label: one.label || tell(`people.match.${one.kind}`, one.kind) })).join('，')
    chips.push({ key: 'q', text: meant || t('people.condition.q', { text: view.q }) })
  }
  for (const key of MANY)
    for (const value of view[key]) chips.push({ key: `${key}:${value}`, text: `${t(`people.condition.${key}`)} ${word(TABLES[key], value)}` })
  for (const code of view.at_region) chips.push({ key: `at_region:${code}`, text: t('people.condition.at_region', { name: regionName(code) }) })
  if (view.minority) chips.push({ key: 'minority', text: t(view.minority === 'true' ? 'people.condition.minority' : 'people.condition.majority') })
  if (view.stale) chips.push({ key: 'stale', text: t(view.stale === 'true' ? 'people.condition.stale' : 'people.condition.fresh') })
  if (view.employer_org_id) chips.push({ key: 'employer_org_id', text: t('people.condition.employer_org_id') })
  if (view.import_batch) chips.push({ key: 'import_batch', text: t('people.condition.import_batch') })
  if (view.as_of) chips.push({ key: 'as_of', text: t('people.condition.as_of', { day: view.as_of }) })
  if (view.age_from || view.age_to)
    chips.push({ key: 'age', text: t('people.condition.age_range', { from: view.age_from || '0', to: view.age_to || '—' }) })
  return chips
}

/** The change that takes one chip away. */
export function dropChip(view: PeopleView, key: string): Partial<PeopleView> {
  if (key === 'age') return { age_from: '', age_to: '' }
  const [field, value] = key.split(':') as [keyof PeopleView, string | undefined]
  if (value === undefined) return { [field]: DEFAULTS[field] } as Partial<PeopleView>
  return { [field]: (view[field] as string[]).filter((one) => one !== value) } as Partial<PeopleView>
}

export const NO_CONDITIONS: Partial<PeopleView> = Object.fromEntries(
  Object.entries(DEFAULTS).filter(([key]) => !['sort', 'size', 'cols', 'open', 'page'].includes(key)),
)
