// A second factor, from the own account's page to the next log-in.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before, test } from 'node:test'
import { findings, logIn, open, page } from './house.mjs'

let house
before(async () => (house = await open()))
after(() => house?.stop())

/** What an authenticator shows for a secret (RFC 6238). */
function codeOf(secret, steps = 0) {
  const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const message = Buffer.alloc(8)
  message.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps))
  const mac = createHmac('sha1', Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))).update(message).digest()
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
const secretOf = async (tab) => (await tab.textContent('.secret')).replace(/\s/g, '')
async function bind(tab, login) {
  await tab.fill('#own_password', house.accounts[login])
  await tab.click('button:has-text("开始绑定")')
  await tab.waitForSelector('svg.qr path')
  const secret = await secretOf(tab)
  await tab.fill('#code', codeOf(secret))
  await tab.click('button:has-text("完成绑定")')
  return secret
}

test('bound by its own page, asked at the next log-in, taken off by the security officer', async () => {
  const tab = await page(house, { expected: /40\d/ })
  await logIn(house, tab, 'wangmeng')
  await tab.click('.user')
  await tab.click('button.line:has-text("账号安全")')
  await tab.waitForURL(/account_security$/)
  assert.deepEqual(await findings(tab), [])
  await tab.fill('#own_password', 'not the password')
  await tab.click('button:has-text("开始绑定")')
  await tab.waitForSelector('text=当前密码不正确')
  await tab.fill('#own_password', house.accounts.wangmeng)
  await tab.click('button:has-text("开始绑定")')
  await tab.waitForSelector('svg.qr path')
  assert.deepEqual(await findings(tab), [])
  await tab.fill('#code', '000000')
  await tab.click('button:has-text("完成绑定")')
  await tab.waitForSelector('text=动态口令不正确')
  const secret = await secretOf(tab)
  await tab.fill('#code', codeOf(secret))
  await tab.click('button:has-text("完成绑定")')
  await tab.waitForSelector('h2:has-text("已绑定")')
  await tab.click('button:has-text("回到系统")')
  await tab.waitForSelector('main h1')

  await tab.click('.user')
  await tab.click('button.line:has-text("退出登录")')
  await tab.waitForURL(/\/login/)
  await tab.fill('#login', 'wangmeng')
  await tab.fill('#password', house.accounts.wangmeng)
  await tab.click('button[type=submit]')
  // Refused without a word about the code; its box comes by itself.
  await tab.waitForSelector('[role=alert]')
  await tab.fill('#password', house.accounts.wangmeng)
  await tab.fill('#totp', codeOf(secret, 1))
  await tab.click('button[type=submit]')
  await tab.waitForURL((address) => address.pathname !== '/login')

  const officer = await page(house)
  await logIn(house, officer, 'security', '/accounts')
  const row = officer.locator('tbody tr', { hasText: 'wangmeng' })
  await row.locator('text=已绑定').waitFor()
  await row.locator('button', { hasText: '更多' }).click()
  await officer.click('.el-dropdown-menu__item:visible:has-text("解绑动态口令")')
  await officer.fill('.el-dialog:visible textarea', '手机丢失，当面核实')
  await officer.click('.el-dialog:visible button:has-text("解绑动态口令")')
  await row.locator('text=未绑定').waitFor()
  assert.deepEqual(officer.complaints, [])
})

test('asked of officers, it is the first thing they do', async () => {
  const officer = await page(house, { expected: /403/ })
  await logIn(house, officer, 'security', '/accounts')
  await officer.click('main button:has-text("动态口令：自愿")')
  await officer.click('.el-dialog:visible button:has-text("要求绑定")')
  await officer.waitForURL(/account_security$/)
  await officer.waitForSelector('text=绑定以后再使用')
  await bind(officer, 'security')
  await officer.waitForSelector('h2:has-text("已绑定")')
  await officer.goto(`${house.url}/accounts`)
  await officer.waitForSelector('main button:has-text("动态口令：必须")')

  const auditor = await page(house)
  await auditor.goto(`${house.url}/login`)
  await auditor.fill('#login', 'audit')
  await auditor.fill('#password', house.accounts.audit)
  await auditor.click('button[type=submit]')
  await auditor.waitForURL(/account_security$/)
  await bind(auditor, 'audit')
  await auditor.waitForSelector('h2:has-text("已绑定")')
  await auditor.goto(`${house.url}/audit`)
  await auditor.waitForSelector('tbody tr:has-text("绑定动态口令")')
  assert.deepEqual(auditor.complaints, [])
})
