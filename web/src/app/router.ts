// Addresses of the pages and who may open them. What somebody may not open looks like what does not exist.
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { api, ok } from '@/api/client'
import { t } from '@/i18n'
import MissingPage from './MissingPage.vue'
import { entryOf, visibleMenu } from './menu'
import { useSession } from './session'

declare module 'vue-router' {
  interface RouteMeta {
    /** Pages without the frame: log in, first start, own password. */
    bare?: boolean
    /** Open without being logged in. */
    open?: boolean
    /** Any one of these rights opens the page; left out, the rights of its menu entry count. */
    rights?: string[]
    /** The title of a page that is not a menu entry. */
    title?: string
  }
}

const routes: RouteRecordRaw[] = [
  // Never drawn: the guard below leads on, once it knows who asks.
  { path: '/', component: MissingPage },
  { path: '/login', component: () => import('./LoginPage.vue'), meta: { bare: true, open: true } },
  { path: '/setup', component: () => import('./SetupPage.vue'), meta: { bare: true, open: true } },
  { path: '/password', component: () => import('./PasswordPage.vue'), meta: { bare: true } },
  { path: '/account_security', component: () => import('./SecurityPage.vue'), meta: { bare: true, title: 'app.security.title' } },
  { path: '/p', component: () => import('@/features/portal/PortalPage.vue'), meta: { bare: true, open: true, title: 'portal_page.title' } },
  { path: '/v/:code', component: () => import('@/features/portal/CheckPage.vue'), props: true, meta: { bare: true, open: true, title: 'portal_page.check' } },
  { path: '/workbench', component: () => import('@/features/workbench/WorkbenchPage.vue') },
  { path: '/search', component: () => import('@/features/search/SearchPage.vue'), meta: { title: 'app.search.title', rights: [] } },
  { path: '/notices', component: () => import('@/features/notices/NoticesPage.vue'), meta: { title: 'app.notices', rights: [] } },
  { path: '/people', component: () => import('@/features/people/PeoplePage.vue') },
  { path: '/people/new', component: () => import('@/features/people/PersonFormPage.vue'), meta: { title: 'people.register', rights: ['people.write'] } },
  { path: '/people/:id', component: () => import('@/features/people/PersonPage.vue'), props: true, meta: { title: 'people.portrait' } },
  { path: '/people/:id/edit', component: () => import('@/features/people/PersonFormPage.vue'), props: true, meta: { title: 'people.amend', rights: ['people.write'] } },
  { path: '/people/:id/merge/:other', component: () => import('@/features/people/MergePage.vue'), props: true, meta: { title: 'people.merge.title', rights: ['people.merge'] } },
  { path: '/questions', component: () => import('@/features/people/DuplicatesPage.vue') },
  { path: '/regions', component: () => import('@/features/regions/RegionsPage.vue') },
  { path: '/regions/import', component: () => import('@/features/regions/RegionImportPage.vue'), meta: { title: 'regions.import.title', rights: ['regions.import'] } },
  { path: '/regions/:code', component: () => import('@/features/regions/RegionsPage.vue'), props: true, meta: { title: 'app.menu.regions' } },
  { path: '/organizations', component: () => import('@/features/organizations/OrganizationsPage.vue') },
  { path: '/imports', component: () => import('@/features/imports/ImportsPage.vue') },
  { path: '/imports/new', component: () => import('@/features/imports/ImportNewPage.vue'), meta: { title: 'imports.new' } },
  { path: '/imports/:id', component: () => import('@/features/imports/ImportPage.vue'), props: true, meta: { title: 'app.menu.imports' } },
  { path: '/schemes', component: () => import('@/features/schemes/SchemesPage.vue') },
  { path: '/schemes/:id', component: () => import('@/features/schemes/SchemePage.vue'), props: true },
  { path: '/schemes/:id/params', component: () => import('@/features/schemes/ParamsPage.vue'), props: true, meta: { title: 'scheme_page.params' } },
  { path: '/schemes/:id/trial', component: () => import('@/features/schemes/TrialPage.vue'), props: true, meta: { title: 'scheme_page.trial' } },
  { path: '/schemes/:id/explanation', component: () => import('@/features/schemes/ExplanationPage.vue'), props: true, meta: { title: 'scheme_page.explanation' } },
  { path: '/packs', component: () => import('@/features/schemes/PacksPage.vue'), meta: { title: 'app.menu.packs', rights: ['packs.install', 'schemes.read'] } },
  { path: '/packs/:pack/:edition', component: () => import('@/features/schemes/PackPage.vue'), props: true, meta: { title: 'app.menu.packs', rights: ['packs.install', 'schemes.read'] } },
  { path: '/schemes/:id/consequences', component: () => import('@/features/consequences/ConsequencesPage.vue'), props: true, meta: { title: 'consequence_page.title', rights: ['engagements.read'] } },
  { path: '/schemes/:id/consequences/:rule', component: () => import('@/features/consequences/ConsequencePage.vue'), props: true, meta: { title: 'consequence_page.title', rights: ['engagements.read'] } },
  { path: '/consequences', component: () => import('@/features/consequences/ConsequencesPage.vue') },
  { path: '/engagements', component: () => import('@/features/engagements/EngagementsPage.vue'), meta: { title: 'engagement_page.title' } },
  { path: '/engagements/board', component: () => import('@/features/engagements/BoardPage.vue') },
  { path: '/engagements/steps', component: () => import('@/features/engagements/EngagementsPage.vue'), meta: { title: 'engagement_page.view.steps' } },
  { path: '/engagements/passive', component: () => import('@/features/engagements/PassivePage.vue'), meta: { title: 'engagement_page.passive_title' } },
  { path: '/engagements/:id', component: () => import('@/features/engagements/EngagementPage.vue'), props: true, meta: { title: 'engagement_page.procedure' } },
  { path: '/activities', component: () => import('@/features/activities/ActivitiesPage.vue') },
  { path: '/activities/confirm', component: () => import('@/features/activities/ConfirmPage.vue') },
  { path: '/meetings', component: () => import('@/features/documents/MeetingsPage.vue') },
  { path: '/documents', component: () => import('@/features/documents/DocumentsPage.vue') },
  { path: '/documents/:id', component: () => import('@/features/documents/DocumentPage.vue'), props: true, meta: { title: 'app.menu.documents', rights: ['documents.read', 'documents.own'] } },
  { path: '/log', component: () => import('@/features/activities/LogPage.vue') },
  { path: '/standings', component: () => import('@/features/figures/StandingsPage.vue'), meta: { title: 'standing_page.title', rights: ['figures.read'] } },
  { path: '/figures', component: () => import('@/features/figures/FiguresPage.vue') },
  { path: '/figures/:id', component: () => import('@/features/figures/FigurePage.vue'), props: true, meta: { title: 'figure_page.title' } },
  { path: '/reports', component: () => import('@/features/papers/ReportsPage.vue') },
  { path: '/reports/preview', component: () => import('@/features/papers/PreviewPage.vue'), meta: { title: 'report_page.preview' } },
  { path: '/reports/:id(\\d+)', component: () => import('@/features/papers/IssuePage.vue'), props: true, meta: { title: 'report_page.title' } },
  { path: '/reports/talent_statistics', component: () => import('@/features/reports/TalentStatisticsPage.vue') },
  { path: '/accounts', component: () => import('@/features/accounts/AccountsPage.vue') },
  { path: '/grants', component: () => import('@/features/accounts/GrantsPage.vue') },
  { path: '/divisions', component: () => import('@/features/regions/RegionImportPage.vue') },
  { path: '/roles', component: () => import('@/features/accounts/RolesPage.vue') },
  { path: '/sessions', component: () => import('@/features/accounts/SessionsPage.vue') },
  { path: '/exports', component: () => import('@/features/people/ExportsPage.vue') },
  { path: '/codes', component: () => import('@/features/codes/CodesPage.vue') },
  { path: '/audit', component: () => import('@/features/audit/AuditPage.vue') },
  { path: '/:rest(.*)*', component: MissingPage, meta: { title: 'app.missing.title', rights: [] } },
]

export const router = createRouter({ history: createWebHistory(), routes })

/** The first page of the menu that is left for this identity. */
function firstPage(): string {
  const session = useSession()
  return visibleMenu(session.can)[0]?.entries[0]?.path ?? '/notices'
}

let asked = false

router.beforeEach(async (to) => {
  const session = useSession()
  if (!asked) {
    asked = true
    await session.load().catch(() => undefined)
    if (!session.session) {
      const setup = await ok(api.GET('/api/setup')).catch(() => null)
      if (setup?.needed && to.path !== '/setup') return '/setup'
    }
  }
  if (to.meta.open) return session.session && to.path === '/login' ? '/' : true
  if (!session.session) return { path: '/login', query: to.path === '/' ? {} : { next: to.fullPath } }
  if (session.session.must_change_password && to.path !== '/password') return '/password'
  if (session.session.must_bind_two_factor && !['/password', '/account_security'].includes(to.path)) return '/account_security'
  if (to.path === '/') return firstPage()
  return true
})

/** True when the current identity may open this page. */
export function mayOpen(path: string, rights?: string[]): boolean {
  const session = useSession()
  const any = rights ?? entryOf(path)?.entry.rights ?? []
  return any.length === 0 || any.some(session.can)
}

router.afterEach((to) => {
  const session = useSession()
  const title = to.meta.title ?? entryOf(to.path)?.entry.label
  const name = session.session?.system_name || t('app.name')
  document.title = title ? `${t(title)} · ${name}` : name
})
