// Every role walks through every page that its menu offers, and the pages ask for nothing that the role may not have:
// no answer is a refusal, and the trail names none.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { logIn, open, page } from './house.mjs'

let house
before(async () => (house = await open()))
after(() => house?.stop())

const ACCOUNTS = ['county', 'leader', 'bureau', 'wangmeng', 'village', 'inspector', 'province', 'system', 'security', 'audit']

/** Addresses of the menu, folded groups too. */
const menuOf = async (tab) => {
  for (const group of await tab.locator('nav.menu button.group[aria-expanded=false]').all()) await group.click()
  return tab.$$eval('nav.menu a.entry', (links) => [...new Set(links.map((link) => new URL(link.href).pathname))])
}

for (const login of ACCOUNTS)
  test(`${login}: no page of the menu asks for what is refused`, async () => {
    const tab = await page(house)
    const refused = []
    tab.on('response', (answer) => {
      if (answer.url().includes('/api/') && answer.status() >= 400) refused.push(`${new URL(tab.url()).pathname}: ${answer.status()} ${answer.url().slice(house.url.length)}`)
    })
    await logIn(house, tab, login)
    await tab.waitForLoadState('networkidle')
    const paths = await menuOf(tab)
    assert.ok(paths.length, 'the menu offers pages')
    for (const path of [...paths, '/notices', '/search?q=王']) {
      await tab.goto(house.url + path)
      await tab.waitForSelector('main h1')
      await tab.waitForLoadState('networkidle')
      // The first line of a list, and the first place of a tree, open what lies behind them.
      const line = tab.locator('main tbody tr').first()
      if (await line.count()) {
        await line.click()
        await tab.waitForLoadState('networkidle')
        await tab.keyboard.press('Escape')
      }
      const place = tab.locator('main [role=treeitem]').nth(1)
      if (await place.count()) {
        await place.click()
        await tab.waitForLoadState('networkidle')
      }
    }
    assert.deepEqual(refused, [])
    assert.deepEqual(tab.complaints, [])
  })

test('the security officer picks the area of a grant in the tree', async () => {
  const tab = await page(house)
  await logIn(house, tab, 'security', '/grants')
  await tab.click('main button:has-text("提出授权")')
  const choose = async (box, words) => {
    await tab.click(`.el-dialog .el-select:has(#${box})`)
    await tab.click(`.el-select-dropdown__item:visible:has-text("${words}")`)
  }
  await choose('account_id', 'wangmeng')
  await choose('role', '乡镇')
  await tab.click('.el-dialog #region_code')
  await tab.fill('.el-popover:visible input', '窝城')
  await tab.click('.el-popover:visible [role=treeitem]:has-text("窝城镇")')
  await tab.waitForFunction(() => document.querySelector('#region_code').textContent.includes('窝城镇'))
  await tab.keyboard.press('Escape')
  await tab.click('.el-dialog button:has-text("提交")')
  await tab.waitForSelector('tbody tr:has-text("窝城镇")')
  assert.deepEqual(tab.complaints, [])
})

test('nothing of this is in the trail as a refusal', async () => {
  const tab = await page(house)
  await logIn(house, tab, 'audit', '/audit?what=refused')
  await tab.waitForLoadState('networkidle')
  assert.equal(await tab.locator('main tbody tr').count(), 0, await tab.locator('main').innerText())
})
