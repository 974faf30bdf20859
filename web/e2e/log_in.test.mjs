import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { choose, logIn, open, page } from './house.mjs'

let house
before(async () => (house = await open()))
after(() => house?.stop())

const menu = async (tab) => {
  const labels = []
  for (const group of await tab.$$('nav.menu button.group')) {
    if ((await group.getAttribute('aria-expanded')) === 'false') await group.click()
    labels.push(...(await tab.$$eval('nav.menu a.entry', (links) => links.filter((link) => link.offsetParent).map((link) => link.textContent.trim()))))
  }
  return [...new Set(labels)]
}

test('a wrong password is refused in a sentence, the right one opens the first page', async () => {
  const tab = await page(house, { expected: /401/ })
  await tab.goto(`${house.url}/people`)
  await tab.waitForURL(/\/login\?next=/)
  await tab.fill('#login', 'county')
  await tab.fill('#password', 'certainly not this one')
  await tab.click('button[type=submit]')
  const said = await tab.textContent('[role=alert]')
  assert.ok(said.length > 4 && !/undefined|null|\{/.test(said), said)
  await tab.fill('#password', house.accounts.county)
  await tab.click('button[type=submit]')
  await tab.waitForURL(/\/people$/)
  await tab.waitForSelector('h1:has-text("人才库")')
  assert.deepEqual(tab.complaints, [])
})

test('the menu shows what an identity may do and nothing else', async () => {
  const expected = {
    // No scheme runs in this county: what only a scheme has is absent.
    county: ['待办', '人才库', '区划与村情', '组织机构', '名册导入', '存疑与重复', '方案', '活动与服务', '村级确认', '记一次服务', '文书与公示', '人才队伍情况统计表', '导出审批', '字典'],
    leader: ['待办', '人才库', '区划与村情', '组织机构', '方案', '活动与服务', '文书与公示', '人才队伍情况统计表', '字典'],
    audit: ['字典', '操作日志'],
    security: ['待办', '用户', '授权', '角色', '在线用户', '字典'],
  }
  for (const [login, labels] of Object.entries(expected)) {
    const tab = await page(house)
    await logIn(house, tab, login)
    assert.deepEqual((await menu(tab)).sort(), [...labels].sort(), login)
    assert.deepEqual(tab.complaints, [], login)
    await tab.context().close()
  }
})

test('a page without the right looks like a page that does not exist', async () => {
  const tab = await page(house)
  await logIn(house, tab, 'audit', '/people')
  const closed = await tab.textContent('main')
  await tab.goto(`${house.url}/nowhere`)
  await tab.waitForSelector('main h1')
  assert.equal(await tab.textContent('main'), closed)
})

test('a leader reads and has no buttons that change anything', async () => {
  const tab = await page(house)
  await logIn(house, tab, 'leader', '/people')
  await tab.waitForSelector('tbody tr')
  const buttons = await tab.$$eval('main button', (all) => all.map((one) => one.textContent.trim()))
  for (const word of ['登记人才', '导入名册', '导出', '修改', '批量确认']) assert.ok(!buttons.includes(word), word)
})

test('an ended session asks for the password over the page and goes on with it', async () => {
  const tab = await page(house, { expected: /401/ })
  await logIn(house, tab, 'county', '/people/new')
  await tab.fill('#name', '演示人')
  await tab.context().clearCookies()
  await tab.click('button[type=submit]')
  await tab.fill('#strengths', '种瓜')
  await tab.fill('#name', '演示人')
  // Leaving for a list makes a call, which finds the session gone.
  await choose(tab, '区划与村情')
  await tab.fill('.el-dialog #password', house.accounts.county)
  await tab.click('.el-dialog button[type=submit]')
  await tab.waitForSelector('[role=treeitem]')
  await tab.click('nav.tabs a:has-text("登记人才")')
  assert.equal(await tab.inputValue('#name'), '演示人')
})

test('log-out leaves nothing but the language', async () => {
  const tab = await page(house)
  await logIn(house, tab, 'county', '/people')
  await tab.click('.user')
  await tab.click('button.line:has-text("退出登录")')
  await tab.waitForURL(/\/login/)
  const kept = await tab.evaluate(() => [Object.keys(localStorage).filter((key) => !/language|menu_folded/.test(key)), Object.keys(sessionStorage)])
  assert.deepEqual(kept, [[], []])
})

test('the bare address opens the first page of the menu', async () => {
  const tab = await page(house)
  await logIn(house, tab, 'county', '/people')
  await tab.goto(`${house.url}/`)
  await tab.waitForURL(/\/workbench$/)
})
