import { expect, it } from 'vitest'
import { Problem } from '@/api/problem'
import { eachOf } from './batch'

it('tries every row by itself and names who could not be done', async () => {
  const outcome = await eachOf(['甲', '乙', '丙'], (row) => row, (row) => (row === '乙' ? Promise.reject(new Problem('refused', '已归档。')) : Promise.resolve()))
  expect(outcome).toEqual({ done: 2, failed: [{ label: '乙', reason: '已归档。' }] })
})
