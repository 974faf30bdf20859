// The strip of open pages: keyed by path, each remembers its last full address.
import { reactive } from 'vue'

export interface Tab {
  path: string
  address: string
  title: string
  dirty: boolean
}

const MOST = 10

export const tabs = reactive<Tab[]>([])
/** Pages that were refreshed get a new number, which makes their kept instance a new one. */
export const rounds = reactive<Record<string, number>>({})

/** Notes a visit: a known path keeps its place, a new one pushes out the oldest clean page beyond ten. */
export function visit(path: string, address: string, title: string) {
  const known = tabs.find((tab) => tab.path === path)
  if (known) {
    known.address = address
    if (title) known.title = title
    return
  }
  tabs.push({ path, address, title, dirty: false })
  if (tabs.length > MOST) {
    const oldest = tabs.findIndex((tab) => !tab.dirty && tab.path !== path)
    if (oldest >= 0) tabs.splice(oldest, 1)
  }
}

/** Takes a page off the strip; answers the neighbour to show instead. */
export function close(path: string): Tab | undefined {
  const at = tabs.findIndex((tab) => tab.path === path)
  if (at < 0) return undefined
  tabs.splice(at, 1)
  return tabs[Math.min(at, tabs.length - 1)]
}

export const closeOthers = (path: string) => tabs.splice(0, tabs.length, ...tabs.filter((tab) => tab.path === path))

export function setTitle(path: string, title: string) {
  const tab = tabs.find((one) => one.path === path)
  if (tab) tab.title = title
}

export function setDirty(path: string, dirty: boolean) {
  const tab = tabs.find((one) => one.path === path)
  if (tab) tab.dirty = dirty
}

export function forgetTabs() {
  tabs.splice(0)
  for (const path of Object.keys(rounds)) delete rounds[path]
}
