import assert from 'node:assert/strict'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { after, before, test } from 'node:test'
import { choose, findings, openEmpty, page } from './house.mjs'

const demo = fileURLToPath(new URL('../../demo', import.meta.url))
let house
before(async () => (house = await openEmpty()))
after(() => house?.stop())

const PASSWORD = 'geese come home in autumn'

test('the first day: three officers, an account, a grant that a second officer confirms', async () => {
  const tab = await page(house, { expected: /40\d|422/ })
  await tab.goto(house.url)
  await tab.waitForURL(/\/setup$/)
  assert.deepEqual(await findings(tab), [])
  const code = /[A-Z0-9]{4}(?:-[A-Z0-9]{4})+/.exec(house.printed())?.[0]
  assert.ok(code, house.printed())
  const officers = ['system', 'security', 'audit']
  await tab.fill('#code', 'AAAA-AAAA-AAAA')
  await tab.fill('#system_name', '演示县乡村人才振兴工作管理系统')
  for (const [at, login] of officers.entries()) {
    await tab.fill(`#login-${at}`, `${login}1`)
    await tab.fill(`#name-${at}`, `演示${'系安审'[at]}`)
    await tab.fill(`#password-${at}`, `${PASSWORD} ${at}`)
  }
  await tab.click('button[type=submit]')
  await tab.waitForSelector('[role=alert]')
  await tab.fill('#code', code)
  await tab.click('button[type=submit]')
  await tab.waitForURL(/\/login$/)

  const enter = async (login, at) => {
    await tab.goto(`${house.url}/login`)
    await tab.fill('#login', login)
    await tab.fill('#password', `${PASSWORD} ${at}`)
    await tab.click('button[type=submit]')
    await tab.waitForURL((address) => address.pathname !== '/login')
  }
  const leave = async () => {
    await tab.click('.user')
    await tab.click('button.line:has-text("退出登录")')
    await tab.waitForURL(/\/login/)
  }
  await enter('system1', 0)
  await tab.waitForSelector('text=还没有区划代码')
  await tab.click('main button:has-text("导入区划")')
  await tab.waitForURL(/\/divisions$/)
  await tab.waitForSelector('[role=tree] >> text=还没有区划')
  await tab.setInputFiles('input[type=file]', join(demo, 'linying.csv'))
  await tab.click('main button:has-text("写入 386 处变化")')
  await tab.waitForSelector('[role=status]:has-text("已写入 386 处变化")')
  await tab.waitForSelector('[role=treeitem]:has-text("河南省")')
  assert.deepEqual(await findings(tab), [])
  await leave()

  await enter('security1', 1)
  await choose(tab, '用户')
  await tab.click('main button:has-text("开户")')
  await tab.fill('.el-dialog #login', 'inspector1')
  await tab.fill('.el-dialog #display_name', '演示督查')
  await tab.fill('.el-dialog #unit_name', '督查室')
  await tab.click('.el-dialog button:has-text("保存")')
  const once = (await tab.textContent('.password')).trim()
  assert.ok(once.length >= 12)
  await tab.click('button:has-text("已记下")')
  await choose(tab, '授权')
  await tab.click('main button:has-text("提出授权")')
  const pick = async (box, words) => {
    await tab.click(`.el-dialog .el-select:has(#${box})`)
    await tab.click(`.el-select-dropdown__item:visible:has-text("${words}")`)
  }
  await pick('account_id', 'inspector1')
  await pick('role', '督查审计')
  await tab.click('.el-dialog #region_code')
  await tab.fill('.el-popover:visible input', '临颍县')
  await tab.click('.el-popover:visible [role=treeitem]:has-text("临颍县")')
  await tab.keyboard.press('Escape')
  await tab.click('.el-dialog button:has-text("提交")')
  await tab.waitForSelector('tbody tr:has-text("临颍县")')
  await leave()

  await enter('system1', 0)
  await choose(tab, '授权')
  await tab.click('tbody tr:has-text("演示督查") button:has-text("确认")')
  await tab.waitForSelector('.el-dialog:visible dd:has-text("人才库")')
  await tab.click('.el-dialog:visible footer button:has-text("确认")')
  await tab.waitForSelector('tbody tr:has-text("演示督查"):has-text("有效")')
  await leave()

  await tab.fill('#login', 'inspector1')
  await tab.fill('#password', once)
  await tab.click('button[type=submit]')
  await tab.waitForURL(/\/password$/)
  await tab.fill('#current_password', once)
  await tab.fill('#new_password', 'another sentence of my own 7')
  await tab.fill('#again', 'another sentence of my own 7')
  await tab.click('button[type=submit]')
  await tab.waitForURL((address) => address.pathname !== '/password')
  await tab.waitForSelector('main h1')
  await choose(tab, '人才库')
  await tab.waitForSelector('h1:has-text("人才库")')
})
