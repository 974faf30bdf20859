import { expect, test, vi } from 'vitest'
import type { LogStart } from './calls'

vi.stubGlobal('location', { origin: 'http://localhost' })
vi.stubGlobal('localStorage', { getItem: () => null })
const { activityOf, firstDraft, openAnswers, titleOf } = await import('./log')

const start = {
  places: [
    { engagement_id: '7', scheme_id: '41', role: 'head', region_code: '361021101200', region_name: '城上村' },
    { engagement_id: '8', scheme_id: '41', role: 'head', region_code: '361021102200', region_name: '源头村' },
  ],
  last: [{ region_code: '361021102200', region_name: '源头村', kind: 'mentoring', duty: 'train_talent', days: 1, scheme_id: '41', participants: [] }],
} as unknown as LogStart

test('a log begins like the last one, today, with nothing said yet', () => {
  expect(firstDraft(start, { code: '1', name: '家' })).toMatchObject({ engagement_id: '8', region_code: '361021102200', kind: 'mentoring', duty: 'train_talent', days: 1, summary: '' })
  expect(firstDraft(null, { code: '361021101200', name: '城上村' })).toMatchObject({ region_code: '361021101200', engagement_id: null, days: 0.5 })
})

test('the record says who served, on which day, for how long', () => {
  const record = activityOf({ ...firstDraft(start, { code: '', name: '' }), starts_at: '2022-07-12', summary: ' 看了果园，讲了剪枝。下周再来 ', with_whom: '王会计等' })
  expect(record).toMatchObject({ title: '看了果园，讲了剪枝', summary: '看了果园，讲了剪枝。下周再来\n王会计等', state: 'held', participants: [{ engagement_id: '8', days: 1 }] })
})

test('a long sentence is cut for the title only', () => {
  expect(titleOf('一'.repeat(30))).toBe(`${'一'.repeat(24)}…`)
})

test('what has no answer is named', () => {
  const draft = firstDraft(null, { code: '', name: '' })
  expect(openAnswers(draft, true)).toEqual(['region', 'duty', 'summary'])
  expect(openAnswers({ ...draft, region_code: '1', summary: 'x' }, false)).toEqual([])
})
