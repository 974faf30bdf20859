import { describe, expect, it } from 'vitest'
import { fieldName, problemOf } from './problem'

describe('problems', () => {
  it('keep the sentence of the server and find the field by its path', () => {
    const problem = problemOf(422, {
      code: 'invalid',
      title: '有 1 处需要改。',
      errors: [{ path: '/birth_date', key: 'people.birth_differs', message: '出生日期与身份证号不一致。' }],
    })
    expect(problem.message).toBe('有 1 处需要改。')
    expect(problem.field('birth_date')).toBe('出生日期与身份证号不一致。')
    expect(problem.field('name')).toBeUndefined()
    expect(fieldName('/categories/0/since')).toBe('categories')
  })

  it('name the incident of a fault', () => {
    expect(problemOf(500, { code: 'fault', title: 'x', incident: '7F3A-21C9' }).message).toContain('7F3A-21C9')
  })

  it('say something when the server said nothing', () => {
    expect(problemOf(404, null)).toMatchObject({ code: 'not_found', message: '没有找到，或不在您的管辖范围内。' })
    expect(problemOf(503, null).message).toContain('系统正忙')
    expect(problemOf(502, '<html>').code).toBe('fault')
    expect(problemOf(412, { current: { row_version: 2 } })).toMatchObject({ code: 'stale', current: { row_version: 2 } })
  })
})
