// The fields a column of a roster can become.
import { t } from '@/i18n'

const TARGETS = [
  'name',
  'id_number',
  'sex',
  'birth_date',
  'nation',
  'political_status',
  'education',
  'degree',
  'professional_title',
  'skill_level',
  'phone',
  'contact',
  'town_name',
  'region_code',
  'native_region_code',
  'residence_note',
  'employer_name',
  'post_title',
  'skills',
  'categories',
  'practical_line',
  'availability',
  'strengths',
  'biography',
  'remark',
]
export const targets = (also: (string | null)[]) =>
  [...new Set([...TARGETS, ...also.filter((field): field is string => !!field)])].map((value) => ({ value, label: fieldLabel(value) }))

export const fieldLabel = (field: string | null | undefined) => {
  if (!field) return t('imports.left_out')
  const key = `people.field.${field}`
  const label = t(key)
  return label === key ? field : label
}
