import { expect, test, vi } from 'vitest'
import type { Step } from './types'

vi.mock('./asks', async () => ({ inputsOf: (asks: { name: string }[], model: Record<string, unknown>) => asks.filter((ask) => model[ask.name]).map((ask) => ({ name: ask.name, value: String(model[ask.name]) })) }))
const { firstTicks, missingOf, reportOf } = await import('./report')

const step = {
  id: 'vetting', name: '审核', to: 'vetted', standing: 'current', by: [], may_act: true, opinion: true, evidence: false, makes: [], obstacles: [], due_on: null, back_to: [], puts_out: '', publicity: [], closing: false, file_to: [], basis: '',
  asks: [{ name: 'score', label: '分', kind: 'number', table: '', required: true, unit: '', value: '' }],
  checks: [{ id: 'a', name: '甲', ask: '', evidence: true, basis: '' }],
} as Step

test('everything asked for has to be answered before a step passes', () => {
  expect(missingOf(step, { done_on: '2022-01-06' }, firstTicks(step), 'pass')).toEqual(['opinion', 'a', 'score'])
  expect(missingOf(step, { done_on: '2022-01-06', opinion: '同意', score: 3 }, { a: { holds: false, note: '' } }, 'pass')).toEqual([])
})

test('a refusal needs its opinion only', () => {
  expect(missingOf(step, { done_on: '2022-01-06', opinion: '不同意' }, firstTicks(step), 'fail')).toEqual([])
})

test('what goes to the server is trimmed, ticks without an answer do not hold', () => {
  expect(reportOf(step, { done_on: '2022-01-06', opinion: ' 同意 ', score: 3 }, { a: { holds: null, note: ' ' } }, 'pass')).toMatchObject({ opinion: '同意', inputs: [{ name: 'score', value: '3' }], checks: [{ id: 'a', holds: false, note: '' }] })
})
