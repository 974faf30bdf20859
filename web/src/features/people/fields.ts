// The boxes of a person's record, by section.
import { t } from '@/i18n'
import { word, words } from '@/kit/codes'
import type { Field } from '@/kit/fields'
import { NOTHING, show } from '@/kit/format'
import { findUnits, unitName } from './choices'

export interface Section {
  key: string
  title: string
  fields: Field[]
}

type Spec = Omit<Field, 'label'>
const SECTIONS: Record<string, Spec[]> = {
  identity: [
    { name: 'name', kind: 'text', required: true, max: 40 },
    { name: 'id_number', kind: 'text', max: 18 },
    { name: 'sex', kind: 'code', table: 'sex' },
    { name: 'birth_date', kind: 'text', max: 10, placeholder: '1985-03-12' },
    { name: 'nation', kind: 'code', table: 'nation' },
    { name: 'political_status', kind: 'code', table: 'political_status' },
    { name: 'phone', kind: 'text', max: 20 },
    { name: 'contact', kind: 'text', max: 100 },
  ],
  places: [
    { name: 'region_code', kind: 'region', required: true },
    { name: 'native_region_code', kind: 'region' },
    { name: 'registered_region_code', kind: 'region' },
    { name: 'residence_region_code', kind: 'region' },
    { name: 'residence_note', kind: 'text', max: 200, wide: true },
    { name: 'is_outside', kind: 'flag' },
    { name: 'poverty_alleviated', kind: 'flag' },
  ],
  schooling: [
    { name: 'education', kind: 'code', table: 'education' },
    { name: 'degree', kind: 'code', table: 'degree' },
    { name: 'professional_title', kind: 'code', table: 'professional_title' },
    { name: 'skill_level', kind: 'code', table: 'skill_level' },
    { name: 'employer_name', kind: 'text', max: 100 },
    { name: 'employer_org_id', kind: 'record', find: findUnits },
    { name: 'post_title', kind: 'text', max: 60 },
    { name: 'high_level_grade', kind: 'code', table: 'high_level_grade' },
  ],
  abilities: [
    { name: 'skills', kind: 'codes', table: 'skill', wide: true },
    { name: 'availability', kind: 'code', table: 'availability' },
    { name: 'source', kind: 'code', table: 'person_source' },
    { name: 'strengths', kind: 'textarea', max: 2000 },
    { name: 'biography', kind: 'textarea', max: 2000 },
  ],
}

/** The labels come from the same keys as the Excel headings. */
export const sections = (): Section[] =>
  Object.entries(SECTIONS).map(([key, fields]) => ({
    key,
    title: t(`people.section.${key}`),
    fields: fields.map((field) => ({ ...field, label: t(`people.field.${field.name}`) })),
  }))

const TABLE_OF = new Map(
  Object.values(SECTIONS)
    .flat()
    .filter((field) => field.table)
    .map((field) => [field.name, field.table!]),
)

/** A value of a person's field in words. */
export function inWords(name: string, value: unknown): string {
  const table = TABLE_OF.get(name)
  if (table && Array.isArray(value)) return words(table, value as string[])
  if (table && typeof value === 'string') return word(table, value)
  if (name === 'employer_org_id' && typeof value === 'string' && value) return unitName(value)
  if (name === 'categories' && Array.isArray(value))
    return value.length ? value.map((one) => word('category', typeof one === 'string' ? one : (one as { category: string }).category)).join('、') : NOTHING
  return show(value)
}
