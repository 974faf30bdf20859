import { describe, expect, it } from 'vitest'
import { entryOf, visibleMenu } from './menu'

const paths = (rights: string[]) => visibleMenu((right) => rights.includes(right)).flatMap((group) => group.entries.map((entry) => entry.path))

describe('the menu', () => {
  it('shows only what the rights allow, and no empty group', () => {
    expect(paths([])).toEqual([])
    expect(paths(['audit.read'])).toEqual(['/audit'])
    expect(visibleMenu((right) => right === 'people.read').map((group) => group.key)).toEqual(['workbench', 'people'])
  })

  it('shows no business entry to the three officers', () => {
    expect(paths(['accounts.read', 'accounts.write', 'grants.propose', 'sessions.manage', 'codes.read', 'audit.read'])).toEqual(['/accounts', '/grants', '/roles', '/sessions', '/codes', '/audit'])
  })

  it('knows the entry of a page below it', () => {
    expect(entryOf('/people/12/edit')?.entry.path).toBe('/people')
    expect(entryOf('/engagements/12')?.entry.path).toBe('/engagements/board')
    expect(entryOf('/engagements')?.entry.path).toBe('/engagements/board')
    expect(entryOf('/nowhere')).toBeUndefined()
  })

  it('leaves out what no running scheme uses, and hides nothing while that is not known', () => {
    const all = () => true
    const shown = (parts: string[] | null) => visibleMenu(all, parts).flatMap((group) => group.entries.map((entry) => entry.path))
    expect(shown(null)).toContain('/engagements/board')
    expect(shown([])).not.toContain('/engagements/board')
    expect(shown([])).toContain('/people')
    expect(shown(['engagements'])).toContain('/engagements/board')
  })
})
