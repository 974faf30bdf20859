import { beforeEach, describe, expect, it } from 'vitest'
import { close, forgetTabs, setDirty, tabs, visit } from './tabs'

describe('the tab strip', () => {
  beforeEach(forgetTabs)

  it('keeps one tab a path and its last address', () => {
    visit('/people', '/people', '人才库')
    visit('/people', '/people?page=2', '人才库')
    expect(tabs).toHaveLength(1)
    expect(tabs[0]!.address).toBe('/people?page=2')
  })

  it('lets the oldest clean page go beyond ten, never an unsaved one', () => {
    visit('/people/new', '/people/new', '登记人才')
    setDirty('/people/new', true)
    for (let n = 1; n <= 10; n++) visit(`/people/${n}`, `/people/${n}`, String(n))
    expect(tabs).toHaveLength(10)
    expect(tabs[0]!.path).toBe('/people/new')
    expect(tabs.some((tab) => tab.path === '/people/1')).toBe(false)
  })

  it('answers the neighbour when one is closed', () => {
    for (const path of ['/a', '/b', '/c']) visit(path, path, path)
    expect(close('/b')?.path).toBe('/c')
    expect(close('/c')?.path).toBe('/a')
    expect(close('/a')).toBeUndefined()
  })
})
