// The menu as data: groups, entries, the right that shows each. An entry without its right is absent, not grey.
export interface Entry {
  path: string
  label: string
  /** Any one of these rights shows the entry; none listed means every business identity sees it. */
  rights: string[]
  /** The part of a scheme pack that the entry serves: absent while no running scheme uses it. */
  part?: string
}
export interface Group {
  key: string
  label: string
  icon: string
  entries: Entry[]
}

export const menu: Group[] = [
  {
    key: 'workbench',
    label: 'app.menu.workbench',
    icon: 'Monitor',
    entries: [{ path: '/workbench', label: 'app.menu.todo', rights: ['people.read', 'imports.write', 'grants.confirm'] }],
  },
  {
    key: 'people',
    label: 'app.menu.people_and_places',
    icon: 'User',
    entries: [
      { path: '/people', label: 'app.menu.people', rights: ['people.read'] },
      { path: '/regions', label: 'app.menu.regions', rights: ['regions.read'] },
      { path: '/organizations', label: 'app.menu.organizations', rights: ['organizations.read'] },
      { path: '/imports', label: 'app.menu.imports', rights: ['imports.write'] },
      { path: '/questions', label: 'app.menu.questions', rights: ['people.merge'] },
    ],
  },
  {
    key: 'selection',
    label: 'app.menu.selection',
    icon: 'Connection',
    entries: [
      { path: '/schemes', label: 'app.menu.schemes', rights: ['schemes.read'] },
      { path: '/engagements/board', label: 'app.menu.engagements', rights: ['engagements.read'], part: 'engagements' },
      { path: '/consequences', label: 'app.menu.consequences', rights: ['engagements.read'], part: 'consequences' },
      { path: '/standings', label: 'standing_page.title', rights: ['figures.read'], part: 'standings' },
    ],
  },
  {
    key: 'service',
    label: 'app.menu.service',
    icon: 'Calendar',
    entries: [
      { path: '/activities', label: 'app.menu.activities', rights: ['activities.read'] },
      { path: '/activities/confirm', label: 'activity_page.confirm_title', rights: ['activities.verify'] },
      { path: '/meetings', label: 'document_page.meetings', rights: ['documents.read'], part: 'activities' },
      { path: '/log', label: 'log_page.title', rights: ['activities.own', 'activities.write'] },
    ],
  },
  {
    key: 'reports',
    label: 'app.menu.figures_and_reports',
    icon: 'DataAnalysis',
    entries: [
      { path: '/figures', label: 'app.menu.figures', rights: ['figures.read'], part: 'figures' },
      { path: '/documents', label: 'app.menu.documents', rights: ['documents.read'] },
      { path: '/reports', label: 'app.menu.reports', rights: ['figures.read'], part: 'reports' },
      { path: '/reports/talent_statistics', label: 'app.menu.talent_statistics', rights: ['reports.read'] },
    ],
  },
  {
    key: 'system',
    label: 'app.menu.system',
    icon: 'Setting',
    entries: [
      { path: '/accounts', label: 'app.menu.accounts', rights: ['accounts.read'] },
      { path: '/grants', label: 'app.menu.grants', rights: ['grants.propose', 'grants.confirm'] },
      { path: '/divisions', label: 'app.menu.divisions', rights: ['regions.begin'] },
      { path: '/roles', label: 'app.menu.roles', rights: ['accounts.read'] },
      { path: '/sessions', label: 'app.menu.sessions', rights: ['sessions.manage'] },
      { path: '/exports', label: 'app.menu.exports', rights: ['people.export', 'exports.approve'] },
      { path: '/packs', label: 'app.menu.packs', rights: ['packs.install'] },
      { path: '/codes', label: 'app.menu.codes', rights: ['codes.read'] },
      { path: '/audit', label: 'app.menu.audit', rights: ['audit.read'] },
    ],
  },
]

/** The groups that are left for somebody with these rights; `parts`: what running schemes use, null while not known. */
export function visibleMenu(can: (right: string) => boolean, parts: string[] | null = null, groups: Group[] = menu): Group[] {
  return groups
    .map((group) => ({
      ...group,
      entries: group.entries.filter((entry) => (entry.rights.length === 0 || entry.rights.some(can)) && (!entry.part || !parts || parts.includes(entry.part))),
    }))
    .filter((group) => group.entries.length > 0)
}

/** Pages that belong to an entry whose address is not the beginning of theirs. */
const UNDER: Record<string, string> = { '/engagements': '/engagements/board' }

export const entryOf = (path: string) => {
  const first = `/${path.split('/')[1] ?? ''}`
  const known = (at: string) => path === at || path.startsWith(`${at}/`)
  let best: { group: Group; entry: Entry } | undefined
  for (const group of menu) for (const entry of group.entries) if (known(entry.path) && entry.path.length > (best?.entry.path.length ?? 0)) best = { group, entry }
  if (best) return best
  for (const group of menu) for (const entry of group.entries) if (UNDER[first] === entry.path) return { group, entry }
  return undefined
}
