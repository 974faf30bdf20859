// Who is logged in, with which identity and rights; and what happens when that ends in the middle of a page.
import { defineStore } from 'pinia'
import { api, ok, setGate } from '@/api/client'
import { Problem } from '@/api/problem'
import type { Session } from '@/api/types'
import { forgetDrafts } from '@/features/activities/drafts'
import { setLanguage, type Language } from '@/i18n'
import { forgetTabs } from './tabs'

export type TypeSize = 'standard' | 'large' | 'largest'

interface State {
  session: Session | null
  /** Set while a request waits for the user to log in again. */
  expired: boolean
}

/** Says only that somebody logged in here, so that a visitor's first page asks for no session; the cookie is out of reach. */
const MARK = 'gy.logged_in'

let waiting: ((again: boolean) => void)[] = []

export const useSession = defineStore('session', {
  state: (): State => ({ session: null, expired: false }),
  getters: {
    identity: (state) =>
      state.session?.identities.find((one) => one.grant_id === state.session?.current_grant_id) ?? null,
    /** True when the current identity has the right. */
    can: (state) => (permission: string) => state.session?.permissions.includes(permission) ?? false,
  },
  actions: {
    async load() {
      if (!localStorage.getItem(MARK)) return
      try {
        this.accept(await ok(api.GET('/api/session')))
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== 'unauthenticated') throw error
        this.session = null
        localStorage.removeItem(MARK)
      }
    },
    async logIn(login: string, password: string, totp?: string) {
      this.accept(await ok(api.POST('/api/session', { body: { login, password, ...(totp ? { totp } : {}) } })))
    },
    async takeIdentity(grantId: string) {
      this.accept(await ok(api.POST('/api/session/identity', { body: { grant_id: grantId } })))
    },
    async prefer(change: { language?: Language; type_size?: TypeSize; shortcuts?: boolean }) {
      if (!this.session) return
      const preferences = { ...this.session.preferences, ...change }
      await ok(api.PATCH('/api/account/preferences', { body: preferences }))
      this.accept({ ...this.session, preferences })
    },
    accept(session: Session) {
      this.session = session
      localStorage.setItem(MARK, 'yes')
      setTypeSize(session.preferences.type_size)
      void setLanguage(session.preferences.language === 'en' ? 'en' : 'zh-CN')
    },
    async logOut() {
      await api.DELETE('/api/session').catch(() => undefined)
      this.forget()
    },
    /** A shared computer keeps nothing of the last user but the language. */
    forget() {
      this.session = null
      localStorage.removeItem(MARK)
      forgetTabs()
      forgetDrafts()
      sessionStorage.clear()
    },
    /** Called by the client on 401: opens the log-in dialog over the page and waits for its outcome. */
    again(): Promise<boolean> {
      if (!this.session) return Promise.resolve(false)
      this.expired = true
      return new Promise((done) => waiting.push(done))
    },
    settle(again: boolean) {
      this.expired = false
      const calls = waiting
      waiting = []
      for (const done of calls) done(again)
    },
  },
})

export function setTypeSize(size: string) {
  document.documentElement.dataset.typeSize = size
}

export function openGate() {
  const store = useSession()
  setGate({ csrf: () => store.session?.csrf_token, again: () => store.again() })
}
