// One dictionary for the whole product: locales/<language>/*.json, flat keys. Messages are interpreted, never
// compiled to code, so the content policy needs no unsafe-eval.
import { createI18n } from 'vue-i18n'

export type Language = 'zh-CN' | 'en'
type Dictionary = Record<string, string>

const merge = (files: Record<string, Dictionary>): Dictionary => Object.assign({}, ...Object.values(files))
const chinese = merge(import.meta.glob<Dictionary>('../../locales/zh-CN/*.json', { eager: true, import: 'default' }))

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN',
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': chinese } as Record<string, Dictionary>,
  messageResolver: (messages, key) => (messages as Dictionary)[key] ?? null,
  missingWarn: import.meta.env.DEV,
  fallbackWarn: import.meta.env.DEV,
})

export const t = i18n.global.t
/** True when the dictionary has the key: for labels of fields and kinds that the server may name first. */
export const has = (key: string) => i18n.global.te(key)
/** The sentence of a key, or `otherwise` when the dictionary has none. */
export const tell = (key: string, otherwise: string, named: Record<string, unknown> = {}) => (has(key) ? t(key, named) : otherwise)

export const language = () => i18n.global.locale.value as Language

const KEPT = 'gy.language'

export async function setLanguage(next: Language) {
  if (next === 'en' && !i18n.global.availableLocales.includes('en')) {
    i18n.global.setLocaleMessage('en', (await import('./english')).default)
  }
  i18n.global.locale.value = next
  document.documentElement.lang = next
  localStorage.setItem(KEPT, next)
}

export const keptLanguage = (): Language => (localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh-CN')
