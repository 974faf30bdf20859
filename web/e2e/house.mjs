// A running program with the demonstration county, and a browser to walk through it as somebody with an account.
// GUIYAN_BINARY names the program, built with its pages.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import assert from 'node:assert/strict'
import { chromium } from 'playwright-core'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const BINARY = process.env.GUIYAN_BINARY
assert.ok(BINARY, 'GUIYAN_BINARY names the program to walk through')
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)

const freePort = () =>
  new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => found(port))
    })
  })

/** "  county      u22FVDEbK3P2nM    县人才办（…）" → { county: "u22…" } */
function passwords(printed) {
  const list = {}
  for (const [, login, password] of printed.matchAll(/^ {2}(\w+) +(\S+) +\S+（/gm)) list[login] = password
  assert.ok(list.county, 'guiyan demo prints the accounts of the demonstration')
  return list
}

async function answers(url) {
  for (let turn = 0; turn < 300; turn++) {
    const up = await fetch(`${url}/healthz`).then((answer) => answer.ok).catch(() => false)
    if (up) return
    await new Promise((wait) => setTimeout(wait, 100))
  }
  throw new Error(`${url} does not answer`)
}

/** Serves a data folder on a free port; `printed` is what the program has said so far. */
async function serve(data) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server = spawn(BINARY, ['serve', '--data', data, '--listen', `127.0.0.1:${port}`], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (part) => (said += part))
  const ended = new Promise((over) => server.once('exit', over))
  await answers(url)
  return {
    url,
    printed: () => said,
    async stop() {
      server.kill('SIGTERM')
      await ended
      rmSync(data, { recursive: true, force: true })
    },
  }
}

const folder = () => mkdtempSync(join(tmpdir(), 'guiyan-journeys-'))

/** The house with its demonstration county. `stop` ends all that was started. */
export async function open() {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
  const data = folder()
  const made = spawnSync(BINARY, ['demo', '--data', data], { encoding: 'utf8' })
  assert.equal(made.status, 0, made.stderr)
  return furnished(browser, await serve(data), passwords(made.stdout))
}

/** An empty house, as on its first day. */
export async function openEmpty() {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
  return furnished(browser, await serve(folder()), {})
}

const furnished = (browser, server, accounts) => ({
  url: server.url,
  printed: server.printed,
  accounts,
  browser,
  async stop() {
    await browser.close()
    await server.stop()
  },
})

/** A fresh page; what its console complains about is gathered. `expected`: answers that belong to the journey. */
export async function page(house, { width = 1366, height = 768, expected = /$^/ } = {}) {
  const context = await house.browser.newContext({ viewport: { width, height }, locale: 'zh-CN', acceptDownloads: true, reducedMotion: 'reduce' })
  const tab = await context.newPage()
  tab.setDefaultTimeout(15_000)
  tab.complaints = []
  tab.on('pageerror', (error) => tab.complaints.push(String(error)))
  tab.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !expected.test(message.text())) tab.complaints.push(message.text())
  })
  return tab
}

export async function logIn(house, tab, login, path = '/') {
  await tab.goto(`${house.url}/login${path === '/' ? '' : `?next=${encodeURIComponent(path)}`}`)
  await tab.fill('#login', login)
  await tab.fill('#password', house.accounts[login])
  await tab.click('button[type=submit]')
  await tab.waitForURL((address) => address.pathname !== '/login')
  await tab.waitForSelector('main h1')
}

/** Serious and critical findings of axe on what the page shows now. */
export async function findings(tab) {
  // The content policy forbids foreign script elements, so the rules come in through the debugger.
  await tab.evaluate(axeSource)
  const { violations } = await tab.evaluate(() => globalThis.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }))
  return violations
    .filter((one) => ['serious', 'critical'].includes(one.impact))
    .map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).slice(0, 3).join(' | ')}`)
}

export const number = (text) => Number(text.replace(/[^\d]/g, ''))

/** Opens a menu entry by its exact words, unfolding its group. */
export async function choose(tab, words) {
  const entry = tab.locator('nav.menu a.entry', { hasText: new RegExp(`^${words}$`) })
  if (!(await entry.isVisible()))
    await tab.locator('nav.menu .groups > li', { has: tab.locator('a.entry', { hasText: new RegExp(`^${words}$`) }) }).locator('button.group').click()
  await entry.click()
}
