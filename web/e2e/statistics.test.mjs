import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { logIn, number, open, page } from './house.mjs'

let house
before(async () => (house = await open()))
after(() => house?.stop())

test('every cell of the table opens the people it counted', async () => {
  const tab = await page(house)
  await logIn(house, tab, 'county', '/reports/talent_statistics')
  await tab.waitForSelector('tbody .gy-door')
  const doors = await tab.$$eval('tbody .gy-door', (links) => links.map((link) => ({ to: link.getAttribute('href'), text: link.textContent })))
  assert.ok(doors.length > 50)
  for (const at of [0, 3, Math.floor(doors.length / 3), Math.floor(doors.length / 2), doors.length - 1]) {
    const { to, text } = doors[at]
    await tab.goto(house.url + to)
    await tab.waitForSelector('tbody tr')
    await tab.waitForFunction(() => !document.querySelector('main section[aria-busy=true]'))
    assert.equal(number((await tab.textContent('.pager .summary')).split('人')[0]), number(text), to)
  }
  assert.deepEqual(tab.complaints, [])
})

test('the office sheet is exported with a reason', async () => {
  const tab = await page(house)
  await logIn(house, tab, 'county', '/reports/talent_statistics')
  await tab.waitForSelector('tbody .gy-door')
  await tab.click('button:has-text("导出 Excel")')
  await tab.click('.el-dialog button:has-text("导出")')
  await tab.waitForSelector('.el-dialog [role=alert]')
  await tab.fill('.el-dialog textarea', '上报市委组织部')
  const [file] = await Promise.all([tab.waitForEvent('download'), tab.click('.el-dialog button:has-text("导出")')])
  assert.match(file.suggestedFilename(), /人才队伍情况统计表.*\.xlsx$/)
})
