// The fields a column of a roster can become: the usual ones, and whatever the server named for this file.
import type { ImportSheet } from '@/api/types'
import { t, tell } from '@/i18n'

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
]

export function targets(columns: ImportSheet['columns']) {
  const named = new Map(columns.filter((column) => column.field).map((column) => [column.field!, column.field_name]))
  return [...new Set([...TARGETS, ...named.keys()])].map((value) => ({ value, label: named.get(value) || fieldLabel(value) }))
}

export const fieldLabel = (field: string | null | undefined) => (field ? tell(`people.field.${field}`, field) : t('imports.left_out'))
