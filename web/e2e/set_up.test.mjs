import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { choose, findings, openEmpty, page } from './house.mjs'

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
})
