// The schemes of the county, once per log-in: which are running, which one the menu is set to, what their packs use.
import { defineStore } from 'pinia'
import { useSession } from '@/app/session'
import { scheme as ask, schemes } from './calls'
import type { Scheme, SchemeDetail } from './calls'

const CHOSEN = 'gy.scheme'

interface State {
  items: Scheme[]
  /** null: not asked yet. */
  asked: Promise<void> | null
  /** '': all schemes. */
  chosen: string
  details: Record<string, SchemeDetail>
  /** What the packs of the running schemes use; null while it is not known. */
  parts: string[] | null
}

export const useSchemes = defineStore('schemes', {
  state: (): State => ({ items: [], asked: null, chosen: sessionStorage.getItem(CHOSEN) ?? '', details: {}, parts: null }),
  getters: {
    active: (state) => state.items.filter((one) => one.state === 'active'),
    byId: (state) => (id: string) => state.items.find((one) => one.id === id),
  },
  actions: {
    /** Asks once; who may not read schemes has none. */
    want(): Promise<void> {
      if (!useSession().can('schemes.read')) return Promise.resolve()
      return (this.asked ??= this.load())
    },
    async load() {
      try {
        this.items = (await schemes()).items
        if (this.chosen && !this.active.some((one) => one.id === this.chosen)) this.choose('')
        const parts = new Set<string>()
        for (const one of this.active) for (const part of (await this.detail(one.id)).parts) parts.add(part)
        this.parts = [...parts]
      } catch {
        this.asked = null
      }
    },
    async detail(id: string): Promise<SchemeDetail> {
      return (this.details[id] ??= await ask(id))
    },
    choose(id: string) {
      this.chosen = id
      if (id) sessionStorage.setItem(CHOSEN, id)
      else sessionStorage.removeItem(CHOSEN)
    },
    /** After an act that changes schemes: everything is asked anew. */
    async renew() {
      this.details = {}
      this.asked = this.load()
      await this.asked
    },
  },
})

/** The name of a code in a scheme's own tables; the code itself where the pack does not know it. */
export function codeName(detail: SchemeDetail | null | undefined, table: string | null | undefined, code: string | null | undefined): string {
  if (!code) return '—'
  return detail?.tables.find((one) => one.table === table)?.items.find((item) => item.code === code)?.name ?? code
}
