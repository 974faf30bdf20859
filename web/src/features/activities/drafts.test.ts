import { expect, test, vi } from 'vitest'

vi.stubGlobal('location', { origin: 'http://localhost' })
vi.stubGlobal('localStorage', { getItem: () => null })
const { flush, isPassing, readShelf } = await import('./drafts')
const { Problem } = await import('@/api/problem')

const draft = { scheme_id: null, engagement_id: null, region_code: '361021101200', region_name: '演示村', starts_at: '2022-07-12', kind: 'volunteer', duty: '', days: 0.5, summary: '看了果园', with_whom: '', headcount: null, saved_at: '' }
const waiting = (key: string) => ({ key, draft, refused: null as string | null })

test('what waits is sent in order, each with its own key, and leaves the queue', async () => {
  const shelf = { draft: null, queue: [waiting('a'), waiting('b')] }
  const seen: string[] = []
  expect(await flush(shelf, async (one) => seen.push(one.key), () => undefined)).toBe(2)
  expect(seen).toEqual(['a', 'b'])
  expect(shelf.queue).toEqual([])
})

test('without a line everything stays with its key, and nothing more is tried', async () => {
  const shelf = { draft: null, queue: [waiting('a'), waiting('b')] }
  let tries = 0
  const sent = await flush(shelf, async () => { tries++; throw new Problem('offline', '没有网络') }, () => undefined)
  expect([sent, tries]).toEqual([0, 1])
  expect(shelf.queue.map((one) => [one.key, one.refused])).toEqual([['a', null], ['b', null]])
})

test('what the server refuses waits for its author, the next one is sent', async () => {
  const shelf = { draft: null, queue: [waiting('a'), waiting('b')] }
  const sent = await flush(shelf, async (one) => { if (one.key === 'a') throw new Problem('refused', '请选六项职责中的一项', 422) }, () => undefined)
  expect(sent).toBe(1)
  expect(shelf.queue).toMatchObject([{ key: 'a', refused: '请选六项职责中的一项' }])
})

test('which failures pass by themselves', () => {
  expect(isPassing(new Problem('fault', '', 500))).toBe(true)
  expect(isPassing(new Problem('too_many', '', 429))).toBe(true)
  expect(isPassing(new Problem('invalid', '', 400))).toBe(false)
})

test('unreadable remains are as good as none', () => {
  expect(readShelf('1', { getItem: () => '{' })).toEqual({ draft: null, queue: [] })
})
