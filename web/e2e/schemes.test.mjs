// A scheme from its pack to the first candidate, a log of service from a phone to its confirmation, the public check.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { choose, findings, logIn, open, page } from './house.mjs'

let house
before(async () => (house = await open()))
after(() => house?.stop())

/** Asks the interface as the page's own account. */
const call = (tab, method, path, body, version) =>
  tab.evaluate(
    async ([method, path, body, version]) => {
      const session = await (await fetch('/api/session')).json()
      const answer = await fetch(path, {
        method,
        headers: { ...(version === undefined ? {} : { 'If-Match': `"${version}"` }), 'Content-Type': 'application/json', 'X-Guiyan-Csrf': session.csrf_token, 'Idempotency-Key': `journey-${Date.now()}-${Math.random()}` },
        body: body && JSON.stringify(body),
      })
      return answer.json()
    },
    [method, path, body, version],
  )
const pick = async (tab, box, text) => {
  await tab.click(box)
  await tab.locator('.el-select-dropdown__item:visible', { hasText: text }).first().click()
}

test('a scheme is begun from a pack, says what is missing, and is activated', async () => {
  const tab = await page(house)
  await logIn(house, tab, 'xishan', '/schemes')
  await call(tab, 'POST', '/api/organizations', { name: '演示区委组织部', kind: 'party_dept', region_code: '530112000000' })
  await tab.click('main .gy-buttons button:has-text("新建方案")')
  await pick(tab, '.el-dialog [data-field=pack] .el-select', '名誉村长')
  await tab.fill('#name', '名誉村长（演示）')
  await tab.fill('#starts_on', '2025-06-01')
  await tab.keyboard.press('Enter')
  await tab.click('.el-dialog [data-field=lead_org_id] .el-select')
  await tab.keyboard.type('演示区委')
  await tab.locator('.el-select-dropdown__item:visible', { hasText: '演示区委组织部' }).click()
  await tab.click('.el-dialog__footer button:has-text("新建方案")')
  await tab.waitForURL(/\/schemes\/\d+$/)
  await tab.waitForSelector('main >> text=已经齐备，可以启用')
  await tab.click('main button:has-text("启用方案")')
  await tab.waitForSelector('main .el-tag:has-text("运行中")')
  assert.deepEqual(await findings(tab), [])
})

/** The scheme of 南城县 that runs; begun here where the demonstration has none yet. */
async function running(tab) {
  const known = (await call(tab, 'GET', '/api/schemes')).items.find((one) => one.state === 'active')
  if (known) return known
  const lead = await call(tab, 'POST', '/api/organizations', { name: '演示县委组织部', kind: 'party_dept', region_code: '361021000000' })
  const { scheme } = await call(tab, 'POST', '/api/schemes', { pack_id: 'honorary-village-head', pack_edition: '2022.1', name: '名誉村长', region_code: '361021000000', starts_on: '2021-06-01', lead_org_id: lead.id })
  return (await call(tab, 'POST', `/api/schemes/${scheme.id}/activation`, {}, scheme.row_version)).scheme
}

test('the board proposes a person for a place; the procedure says why not yet', async () => {
  const tab = await page(house)
  await logIn(house, tab, 'nancheng')
  await running(tab)
  await call(tab, 'POST', '/api/people', { name: '演示人选', region_code: (await call(tab, 'GET', '/api/people?size=1')).items[0].region_code })
  await tab.reload()
  await choose(tab, '选聘与任职')
  await tab.waitForSelector('main .scroll tbody tr')
  await tab.locator('main .scroll button:has-text("提名")').first().click()
  await tab.click('.el-dialog [data-field=person_id] .el-select')
  await tab.keyboard.type('演示人选')
  await tab.locator('.el-select-dropdown__item:visible', { hasText: '演示人选' }).first().click()
  await pick(tab, '.el-dialog [data-field=source_group] .el-select', '乡贤能人')
  await tab.click('.el-dialog__footer button:has-text("提名")')
  await tab.waitForURL(/\/engagements\/\d+$/)
  await tab.waitForSelector('main h1:has-text("演示人选")')
  await tab.waitForSelector('main ol > li[aria-current=step]')
  assert.match(await tab.textContent('main ol > li[aria-current=step]'), /还不能办|等.+办理/)
  assert.equal(await tab.locator('main button:disabled').count(), 0)
  assert.deepEqual(await findings(tab), [])
})

test('a step for many is tried first and says who cannot', async () => {
  const tab = await page(house)
  await logIn(house, tab, 'nancheng', '/engagements/steps?step=survey')
  const row = tab.locator('main tbody tr', { hasText: '演示人选' })
  await row.locator('input').click()
  await tab.click('main button:has-text("办理这一步")')
  await tab.click('.el-dialog button:has-text("先看能不能办")')
  await tab.waitForSelector('.el-dialog >> text=/能办 0 人，不能办 1 人/')
  assert.deepEqual(tab.complaints, [])
})

test('a log without a line waits on the phone, is sent once, and the village confirms it', async () => {
  const tab = await page(house, { width: 360, height: 740, expected: /ERR_INTERNET_DISCONNECTED/ })
  await logIn(house, tab, 'talent', '/log')
  await tab.waitForSelector('#answer-summary')
  await tab.fill('#answer-summary', '看了两户大棚，讲了育苗')
  await tab.waitForSelector('main >> text=/草稿 \\d\\d:\\d\\d/')
  assert.equal(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true)
  assert.deepEqual(await findings(tab), [])
  await tab.context().setOffline(true)
  await tab.click('button:has-text("提交，请村里确认")')
  await tab.waitForSelector('main >> text=/1 条待提交/')
  await tab.context().setOffline(false)
  await tab.locator('main >> text=/1 条待提交/').waitFor({ state: 'detached' })
  assert.deepEqual(tab.complaints, [])

  const village = await page(house, { width: 360, height: 740 })
  await logIn(house, village, 'village', '/activities/confirm')
  const card = village.locator('main li', { hasText: '看了两户大棚' })
  assert.equal(await card.count(), 1)
  await card.locator('button:has-text("确认")').click()
  await card.waitFor({ state: 'detached' })
  const [kept] = (await call(village, 'GET', '/api/activities?q=%E4%B8%A4%E6%88%B7%E5%A4%A7%E6%A3%9A')).items
  assert.equal(kept.state, 'verified')
  assert.equal(kept.evidence, 'village')
  assert.deepEqual(village.complaints, [])
})

test('anybody checks a certificate and reads what is public, without an account', async () => {
  const tab = await page(house, { width: 360, height: 740, expected: /404/ })
  await tab.goto(`${house.url}/v/AAAABBBBCCCC`)
  await tab.waitForSelector('main >> text=未查到这张证书')
  await tab.goto(`${house.url}/p`)
  await tab.waitForSelector('main h1')
  await tab.fill('#code', 'dddd-eeee-ffff')
  await tab.click('main button:has-text("核验")')
  await tab.waitForURL(/\/v\/DDDDEEEEFFFF$/)
  await tab.waitForSelector('main >> text=未查到这张证书')
  assert.deepEqual(await findings(tab), [])
  assert.equal(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true)
})
