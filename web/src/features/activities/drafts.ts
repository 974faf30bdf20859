// Logs on their way: a draft kept after every answer, and a queue that is sent once when there is a line again.
// They lie on this device, per account, and go with the log-out.
import { reactive } from 'vue'
import { submissionKey } from '@/api/client'
import { Problem, sentence } from '@/api/problem'

export interface LogDraft {
  scheme_id: string | null
  engagement_id: string | null
  region_code: string
  region_name: string
  starts_at: string
  kind: string
  duty: string
  days: number
  summary: string
  with_whom: string
  headcount: number | null
  saved_at: string
}
export interface Waiting {
  /** Sent along each time, so that the server records the submission once. */
  key: string
  draft: LogDraft
  /** Why the server refused it; such a log waits for its author, not for a line. */
  refused: string | null
}
export interface Shelf {
  draft: LogDraft | null
  queue: Waiting[]
}

export const PREFIX = 'gy.log.'
const empty = (): Shelf => ({ draft: null, queue: [] })

/** What lies on this device for an account; unreadable remains are as good as none. */
export function readShelf(account: string, store: Pick<Storage, 'getItem'> = localStorage): Shelf {
  try {
    return { ...empty(), ...(JSON.parse(store.getItem(PREFIX + account) ?? '{}') as Partial<Shelf>) }
  } catch {
    return empty()
  }
}

export function useShelf(account: string) {
  const shelf = reactive(readShelf(account))
  const keep = () => localStorage.setItem(PREFIX + account, JSON.stringify(shelf))
  return {
    shelf,
    save(draft: LogDraft | null) {
      shelf.draft = draft
      keep()
    },
    put(draft: LogDraft): Waiting {
      const one = { key: submissionKey(), draft, refused: null }
      shelf.queue.push(one)
      shelf.draft = null
      keep()
      return shelf.queue[shelf.queue.length - 1]!
    },
    drop(key: string) {
      shelf.queue = shelf.queue.filter((one) => one.key !== key)
      keep()
    },
    /** Takes a refused log back into the form. */
    take(key: string): LogDraft | null {
      const one = shelf.queue.find((each) => each.key === key)
      if (!one) return null
      shelf.queue = shelf.queue.filter((each) => each.key !== key)
      shelf.draft = one.draft
      keep()
      return one.draft
    },
    flush: (send: (one: Waiting) => Promise<unknown>) => flush(shelf, send, keep),
  }
}

/** No line, a busy or broken server: the log stays and is tried again. Everything else is the server's answer. */
export const isPassing = (error: unknown) => !(error instanceof Problem) || error.code === 'offline' || error.status >= 500 || error.status === 429 || error.status === 401

/** Sends what waits, one after the other; answers how many arrived. The first failure of the line ends the round. */
export async function flush(shelf: Shelf, send: (one: Waiting) => Promise<unknown>, keep: () => void): Promise<number> {
  let sent = 0
  for (const one of shelf.queue.filter((each) => each.refused === null)) {
    try {
      await send(one)
      shelf.queue = shelf.queue.filter((each) => each.key !== one.key)
      sent++
    } catch (error) {
      if (isPassing(error)) break
      one.refused = sentence(error)
    } finally {
      keep()
    }
  }
  return sent
}

/** Logs of any account that would be lost with a log-out. */
export const waitingHere = () =>
  Object.keys(localStorage)
    .filter((name) => name.startsWith(PREFIX))
    .reduce((sum, name) => {
      const { draft, queue } = readShelf(name.slice(PREFIX.length))
      return sum + queue.length + (draft ? 1 : 0)
    }, 0)

export function forgetDrafts() {
  for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name)
}
