// Every page, by eye of the machine: no complaint in the console, no serious finding, nothing wider than the screen.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { findings, logIn, open, page } from './house.mjs'

let house
before(async () => (house = await open()))
after(() => house?.stop())

const PAGES = {
  county: ['/workbench', '/people', '/people?sex=2', '/people/new', '/questions', '/regions', '/organizations', '/imports', '/imports/new', '/reports/talent_statistics', '/exports', '/codes', '/notices', '/search?q=王'],
  nancheng: ['/schemes', '/engagements/board', '/engagements', '/engagements/passive', '/standings', '/standings?rule=obligations.not_passive', '/consequences', '/activities', '/meetings', '/figures', '/figures/S0-F02', '/documents', '/reports'],
  security: ['/accounts', '/grants', '/roles', '/sessions'],
  audit: ['/audit'],
}

for (const [width, height] of [
  [1366, 768],
  [360, 740],
]) {
  for (const [login, paths] of Object.entries(PAGES))
    test(`${login} at ${width}: readable by everybody, calm console`, async () => {
      const tab = await page(house, { width, height })
      await logIn(house, tab, login)
      for (const path of paths) {
        await tab.goto(house.url + path)
        await tab.waitForSelector('main h1')
        await tab.waitForLoadState('networkidle')
        assert.equal(await tab.$$eval('h1', (heads) => heads.length), 1, path)
        assert.deepEqual(await findings(tab), [], path)
        assert.equal(await tab.evaluate(() => document.documentElement.scrollWidth > window.innerWidth), false, `${path} is wider than ${width}`)
        assert.deepEqual(tab.complaints.splice(0), [], path)
      }
    })
}

test('a list shows at least ten rows on a small office screen', async () => {
  const tab = await page(house, { height: 640 })
  await logIn(house, tab, 'county', '/people')
  await tab.waitForSelector('tbody tr')
  const rows = await tab.evaluate(() => {
    const bottom = document.querySelector('.pager').getBoundingClientRect().top
    return [...document.querySelectorAll('tbody tr')].filter((row) => row.getBoundingClientRect().bottom <= bottom).length
  })
  assert.ok(rows >= 10, `${rows} rows`)
})

test('English is complete on the pages', async () => {
  const tab = await page(house)
  await logIn(house, tab, 'county', '/people')
  await tab.click('.user')
  await tab.click('button:has-text("English")')
  await tab.waitForSelector('h1:has-text("Talent bank")')
  const chinese = await tab.$$eval('nav.menu, main .gy-page-head, main thead, main .query', (parts) => parts.map((part) => part.innerText).join(' ').match(/[\u4e00-\u9fff]+/g) ?? [])
  assert.deepEqual(chinese.filter((word) => !/临颍县|演示/.test(word)), [])
  await tab.click('.user')
  await tab.click('button:has-text("中文")')
  await tab.waitForSelector('h1:has-text("人才库")')
})
