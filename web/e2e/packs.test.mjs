// The system officer puts a pack on the shelf: checked first, read, installed, taken away; a bad one says where.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { crc32 } from 'node:zlib'
import { choose, findings, logIn, open, page } from './house.mjs'

let house
before(async () => (house = await open()))
after(() => house?.stop())

/** A zip of texts as they are. */
function zip(files) {
  const parts = [], list = []
  let at = 0
  for (const [name, text] of Object.entries(files)) {
    const data = Buffer.from(text), head = Buffer.alloc(26), more = Buffer.alloc(14)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(0x21, 8)
    head.writeUInt32LE(crc32(data), 10)
    head.writeUInt32LE(data.length, 14)
    head.writeUInt32LE(data.length, 18)
    head.writeUInt16LE(Buffer.byteLength(name), 22)
    more.writeUInt32LE(at, 10)
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), head, Buffer.from(name), data)
    list.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), head, more, Buffer.from(name))
    at += 30 + Buffer.byteLength(name) + data.length
  }
  const directory = Buffer.concat(list), end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(Object.keys(files).length, 8)
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, directory, end])
}

const root = join(import.meta.dirname, '../../schemes/honorary-village-head/2022.1')
/** The first pack under another number. */
function pack(edition, change = (text) => text) {
  const files = {}
  for (const one of readdirSync(root, { recursive: true, withFileTypes: true }))
    if (one.isFile()) files[join(one.parentPath, one.name).slice(root.length + 1)] = readFileSync(join(one.parentPath, one.name), 'utf8')
  files['scheme.yaml'] = change(files['scheme.yaml'].replace('edition: "2022.1"', `edition: "${edition}"`))
  return { name: `${edition}.zip`, mimeType: 'application/zip', buffer: zip(files) }
}

test('a pack is checked, read, installed and taken away', async () => {
  const tab = await page(house)
  await logIn(house, tab, 'system')
  await choose(tab, '制度包')
  await tab.waitForSelector('text=随程序')
  await tab.setInputFiles('input[type=file]', pack('2035.1', (text) => text.replace('\nroles:', '\nsurprise: 1\nroles:')))
  await tab.waitForSelector('text=没有安装：1 处错误')
  assert.match(await tab.textContent('.found'), /surprise.*scheme\.yaml:\d+:1/s)
  await tab.setInputFiles('input[type=file]', pack('2035.1'))
  await tab.waitForSelector('text=可以安装')
  assert.equal(await tab.locator('main a[href="/packs/honorary-village-head/2035.1"]').count(), 0)
  assert.deepEqual(await findings(tab), [])
  await tab.click('button:has-text("安装")')
  await tab.click('a[href="/packs/honorary-village-head/2035.1"]')
  await tab.waitForSelector('h1:has-text("2035.1")')
  assert.match(await tab.textContent('main'), /工作组至少 3 人/)
  assert.deepEqual(await findings(tab), [])
  await tab.click('button:has-text("取下")')
  await tab.click('[role=dialog] button:has-text("取下")')
  await tab.waitForURL('**/packs')
  await tab.waitForSelector('main a[href="/packs/honorary-village-head/2035.1"]', { state: 'detached' })
  await tab.waitForSelector('text=随程序')
  assert.deepEqual(tab.complaints, [])
})
