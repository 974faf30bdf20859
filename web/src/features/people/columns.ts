// The columns of the talent list. Personal numbers are never among the usual ones.
import type { PersonItem } from '@/api/types'
import { t } from '@/i18n'
import { word, words } from '@/kit/codes'
import type { Column } from '@/kit/columns'
import { day } from '@/kit/format'

/** Only who may see whole birth dates can sort by them: an order tells what the mask hides. */
export const peopleColumns = (wholeBirthDates: boolean): Column<PersonItem>[] => [
  { key: 'name', label: t('people.field.name'), width: 84, sort: 'name', card: 'head' },
  { key: 'sex', label: t('people.field.sex'), width: 52, text: (row) => word('sex', row.sex) },
  { key: 'birth_date', label: t('people.field.birth_date'), width: 104, ...(wholeBirthDates ? { sort: 'birth_date' } : {}), text: (row) => day(row.birth_date?.slice(0, 7)) },
  { key: 'categories', label: t('people.field.categories'), text: (row) => words('category', row.categories) },
  { key: 'skills', label: t('people.field.skills'), text: (row) => words('skill', row.skills) },
  { key: 'region_name', label: t('people.field.region_code'), text: (row) => [row.town_name, row.region_name].filter(Boolean).join('·') || '—' },
  { key: 'education', label: t('people.field.education'), width: 112, optional: true, text: (row) => word('education', row.education) },
  { key: 'professional_title', label: t('people.field.professional_title'), width: 112, optional: true, text: (row) => word('professional_title', row.professional_title) },
  { key: 'availability', label: t('people.field.availability'), width: 96, optional: true, text: (row) => word('availability', row.availability) },
  { key: 'employer_name', label: t('people.field.employer_name'), width: 140, optional: true },
  { key: 'post_title', label: t('people.field.post_title'), width: 112, optional: true },
  { key: 'confirmed_on', label: t('people.field.confirmed_on'), width: 112, optional: true, sort: 'confirmed_on', text: (row) => day(row.confirmed_on) },
  { key: 'state', label: t('people.field.state'), width: 84 },
]

/** What an export may carry; the last ones are personal numbers, masked unless asked for whole. */
export const EXPORT_COLUMNS = [
  'name',
  'sex',
  'birth_date',
  'nation',
  'political_status',
  'education',
  'professional_title',
  'skill_level',
  'categories',
  'skills',
  'region_code',
  'employer_name',
  'post_title',
  'availability',
  'confirmed_on',
  'state',
  'id_number',
  'phone',
]
export const USUAL_EXPORT = ['name', 'sex', 'birth_date', 'education', 'categories', 'skills', 'region_code', 'state']
/** Asked for whole, these send the export to approval. */
export const PERSONAL_COLUMNS = ['id_number', 'phone']
