// The only formatters: counts, days, instants, money. Nothing is shown as a dash, never as a blank or a zero.
import { language, t } from '@/i18n'

export const NOTHING = '—'

export const count = (value: number | null | undefined) =>
  value === null || value === undefined ? NOTHING : value.toLocaleString('en-US')

/** A civil day or month as it is stored: 2022-07-31, 1985-03, 1976. */
export const day = (value: string | null | undefined) => value || NOTHING

const pad = (number: number) => String(number).padStart(2, '0')

/** A day of the user's own calendar. */
export const localDay = (at: Date) => `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`
export const today = () => localDay(new Date())

/** An instant in the user's own time: 2022-07-31 14:02. */
export function instant(value: string | null | undefined): string {
  if (!value) return NOTHING
  const at = new Date(value)
  if (Number.isNaN(at.getTime())) return value
  return `${localDay(at)} ${pad(at.getHours())}:${pad(at.getMinutes())}`
}

export const clock = (at: Date) => `${pad(at.getHours())}:${pad(at.getMinutes())}`

/** Whole days from one civil day to another. */
export const daysBetween = (from: string, to: string) => Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / 86_400_000)

/** A day as text: 2022年7月31日, or 31 July 2022. */
export function dayInWords(value: string | null | undefined): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(value ?? '')
  if (!parts) return day(value)
  const [, year, month, date] = parts
  if (language() === 'zh-CN') return `${year}年${Number(month)}月${Number(date)}日`
  return new Date(Number(year), Number(month) - 1, Number(date)).toLocaleDateString('en-GB', { dateStyle: 'long' })
}

/** Yuan as ten thousands with two decimals, for tables and cards. */
export function money(value: string | number | null | undefined): string {
  if (value === null || value === undefined || value === '') return NOTHING
  const yuan = Number(value)
  if (!Number.isFinite(yuan)) return String(value)
  const wan = (yuan / 10_000).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  return t('kit.money_wan', { value: wan })
}

/** A figure with its unit: yuan from ten thousand on as 万元, others exact with at most two decimals. */
export function measure(value: number | null | undefined, unit: string): { text: string; unit: string } {
  if (value === null || value === undefined) return { text: NOTHING, unit: '' }
  if (unit === '元' && Math.abs(value) >= 10_000)
    return { text: (value / 10_000).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 }), unit: t('kit.unit_wan') }
  return { text: value.toLocaleString('en-US', { maximumFractionDigits: 2 }), unit }
}

export function bytes(value: number): string {
  if (value < 1024) return `${value} B`
  if (value < 1024 * 1024) return `${(value / 1024).toFixed(0)} KB`
  return `${(value / 1024 / 1024).toFixed(1)} MB`
}

/** Full years between a birth date (day, month or year) and today; null when it cannot be known. */
export function age(birth: string | null | undefined, at = new Date()): number | null {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(birth ?? '')
  if (!parts) return null
  const month = Number(parts[2] ?? 1)
  const date = Number(parts[3] ?? 1)
  const had = at.getMonth() + 1 > month || (at.getMonth() + 1 === month && at.getDate() >= date)
  return at.getFullYear() - Number(parts[1]) - (had ? 0 : 1)
}

/** Any value of a record for a table cell or a comparison. */
export function show(value: unknown): string {
  if (value === null || value === undefined || value === '') return NOTHING
  if (Array.isArray(value)) return value.length ? value.map(show).join('、') : NOTHING
  if (typeof value === 'boolean') return value ? t('kit.yes') : t('kit.no')
  if (typeof value === 'object') return JSON.stringify(value)
  return String(value)
}
