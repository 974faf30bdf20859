import { open, openEmpty, page, logIn } from './house.mjs'
const [login, path, out, click] = process.argv.slice(2)
const house = await open()
for (const [w,h] of [[1366,768],[360,740]]) {
  const tab = await page(house, { width: w, height: h })
  await logIn(house, tab, login, path)
  await tab.waitForLoadState('networkidle')
  if (click) { for (const c of click.split('|')) { await tab.click(c); await tab.waitForTimeout(600) } }
  await tab.screenshot({ path: `${out}-${w}.png` })
}
await house.stop()
