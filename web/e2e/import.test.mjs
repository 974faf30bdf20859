// The main job: from a clerk's file to people in the bank, and back.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { choose, findings, logIn, number, open, page } from './house.mjs'

let house
before(async () => (house = await open()))
after(() => house?.stop())

const ROSTER = `王孟镇2026年乡村人才登记表,,,,,
填报单位：王孟镇人民政府,,,,,单位：人
序号,姓  名,性别,出生年月,所在村,特长
1,演示甲,男,1985.3,石拐村,蜜瓜种植
2,演 乙,女,1990年5月,石拐,辣椒种植
3,演示丙,男性,85-3-1,石拐村,农机维修
小计,3,,,,
填表人：,,,审核人：,,
`
const file = (name, text) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

async function handIn(tab, roster) {
  await choose(tab, '名册导入')
  await tab.click('main button:has-text("导入名册")')
  await tab.setInputFiles('input[type=file]', roster)
  await tab.click('button:has-text("读取文件")')
  await tab.waitForURL(/\/imports\/\d+$/)
}

test('a messy roster becomes people, step by step, and is taken back as a whole', async () => {
  const tab = await page(house)
  await logIn(house, tab, 'wangmeng', '/people')
  await handIn(tab, file('王孟镇人才名册.csv', ROSTER))

  await tab.waitForSelector('th:has-text("对应字段")')
  assert.match(await tab.textContent('.about'), /标题“王孟镇2026年乡村人才登记表”/)
  const meaning = await tab.$$eval('tbody tr', (rows) => rows.map((row) => row.innerText.replace(/\s+/g, ' ')))
  assert.ok(meaning.some((line) => /姓 ?名/.test(line)), meaning.join('\n'))
  assert.deepEqual(await findings(tab), [])

  await tab.click('button:has-text("下一步")')
  await tab.waitForSelector('.kinds tbody tr')
  await tab.click('.kinds button:has-text("日期写法")')
  await tab.waitForSelector('.rows del:has-text("1985.3")')
  assert.match(await tab.textContent('.rows'), /1985\.3[\s\S]*1985-03/)
  assert.deepEqual(await findings(tab), [])

  await tab.click('button:has-text("下一步")')
  await tab.waitForSelector('h2:has-text("将写入 3 人")')
  await tab.click('button:has-text("写入 3 人")')
  await tab.waitForSelector('h2:has-text("已写入 3 人")')

  await tab.click('button:has-text("查看这批人员")')
  await tab.fill('main input[type=text] >> nth=0', '演示丙')
  await tab.keyboard.press('Enter')
  await tab.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1)
  await tab.click('tbody .name')
  await tab.waitForSelector('.gy-record >> text=农机')
  await tab.keyboard.press('Escape')

  await tab.goBack()
  await choose(tab, '名册导入')
  await tab.click('tbody a >> nth=0')
  await tab.click('button:has-text("整批撤销")')
  await tab.click('.el-dialog button:has-text("整批撤销")')
  await tab.waitForSelector('h2:has-text("已整批撤销")')
  assert.deepEqual(tab.complaints, [])
})

test('two lines of one name are told to be two people, by the keyboard', async () => {
  const tab = await page(house)
  await logIn(house, tab, 'wangmeng', '/people')
  await handIn(tab, file('同名.csv', '姓名,性别,出生年月,所在村\n演示双,男,1985-03,石拐村\n演示双,男,1985-03,石拐村\n演示单,女,1985-13,石拐村\n'))
  await tab.click('button:has-text("下一步")')
  await tab.click('.kinds button:has-text("文件内重复")')
  await tab.waitForSelector('.rows tbody button:has-text("这是另一个人")')
  await tab.focus('.rows tbody tr >> nth=0')
  await tab.keyboard.press('1')
  await tab.waitForSelector('.rows tbody .settled:has-text("另一个人")')
  await tab.keyboard.press('z')
  await tab.waitForSelector('.rows tbody button:has-text("这是另一个人")')
  await tab.click('.rows .bar button:has-text("这是另一个人")')
  await tab.waitForSelector('.rows tbody .settled:has-text("另一个人")')
  assert.deepEqual(await findings(tab), [])

  // A date that is none is put right in place.
  await tab.click('.kinds button:has-text("日期不存在")')
  await tab.focus('.rows tbody tr >> nth=0')
  await tab.keyboard.press('e')
  await tab.fill('.rows tbody input', '1985-12')
  await tab.keyboard.press('Enter')
  await tab.waitForSelector('.rows tbody .settled:has-text("已改")')
  await tab.click('button:has-text("下一步")')
  await tab.waitForSelector('h2:has-text("将写入 3 人")')
  assert.deepEqual(tab.complaints, [])
})

test('what cannot be read is named', async () => {
  const tab = await page(house, { expected: /4\d\d/ })
  await logIn(house, tab, 'wangmeng', '/imports/new')
  await tab.setInputFiles('input[type=file]', file('通知.pdf', '%PDF-1.4'))
  assert.match(await tab.textContent('[role=alert]'), /不是能读的格式/)
  await tab.setInputFiles('input[type=file]', file('名册.xlsx', '<html><table><tr><td>姓名</td></tr></table></html>'))
  await tab.click('button:has-text("读取文件")')
  await tab.waitForSelector('h2:has-text("这个文件读不了"), [role=alert]')
  const said = await tab.textContent('.refused, [role=alert]')
  assert.ok(said.trim().length > 6 && !/undefined|null|\{/.test(said), said)
})

test('the list of rosters tells where each stands', async () => {
  const tab = await page(house)
  await logIn(house, tab, 'wangmeng', '/imports')
  await tab.waitForSelector('tbody tr')
  assert.ok(number(await tab.textContent('.pager .summary')) >= 1)
  assert.match(await tab.textContent('tbody'), /已撤销|待处理|已写入|读不了/)
})
