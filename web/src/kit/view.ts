// The address is the view: conditions, sort, page and open record live in the query, defaults are left out.
import { reactive, watch } from 'vue'
import { useRoute, useRouter, type LocationQuery, type LocationQueryRaw } from 'vue-router'

type Value = string | number | string[]
export type ViewShape = Record<string, Value>

/** An ID number, its fragments of six digits and more, or a phone number: never kept in an address or history. */
export const looksPersonal = (text: string) => /\d{6,}/.test(text.replace(/[\s-]/g, ''))

export function readView<V extends ViewShape>(query: LocationQuery, defaults: V): V {
  const out: ViewShape = {}
  for (const [key, fallback] of Object.entries(defaults)) {
    const raw = query[key]
    const many = (Array.isArray(raw) ? raw : [raw]).filter((one): one is string => typeof one === 'string')
    if (Array.isArray(fallback)) out[key] = many
    else if (typeof fallback === 'number') {
      const number = Number(many[0])
      out[key] = many.length && Number.isFinite(number) ? number : fallback
    } else out[key] = many[0] ?? fallback
  }
  return out as V
}

export function writeView<V extends ViewShape>(view: V, defaults: V): LocationQueryRaw {
  const query: LocationQueryRaw = {}
  for (const [key, value] of Object.entries(view)) {
    if (Array.isArray(value)) {
      if (value.length) query[key] = value
    } else if (value !== '' && value !== defaults[key]) query[key] = String(value)
  }
  return query
}

/** Binds a page to its address. `set` changes some of it; everything but paging and opening goes back to page 1. */
export function useView<V extends ViewShape>(defaults: V, hidden: string[] = []) {
  const route = useRoute()
  const router = useRouter()
  const path = route.path
  const secret: ViewShape = reactive({})
  const state = reactive({ ...readView(route.query, defaults) }) as V

  watch(
    () => (route.path === path ? route.query : null),
    (query) => {
      if (query) Object.assign(state, readView(query, defaults), secret)
    },
  )

  function set(change: Partial<V>, how: { push?: boolean } = {}) {
    const next: ViewShape = { ...state, ...change }
    const stays = Object.keys(change).every((key) => ['page', 'size', 'open', 'cols', 'view'].includes(key))
    if (!stays && 'page' in defaults && !('page' in change)) next.page = defaults.page!
    for (const key of hidden) {
      const value = next[key]
      if (typeof value === 'string' && looksPersonal(value)) {
        secret[key] = value
        next[key] = defaults[key]!
      } else delete secret[key]
    }
    Object.assign(state, next, secret)
    const to = { path, query: writeView(next as V, defaults) }
    return how.push ? router.push(to) : router.replace(to)
  }

  return { state, set }
}
