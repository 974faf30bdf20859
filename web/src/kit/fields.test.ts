import { describe, expect, it } from 'vitest'
import { changes, filled, type Field } from './fields'

const FIELDS: Field[] = [
  { name: 'name', label: '', kind: 'text' },
  { name: 'phone', label: '', kind: 'text' },
  { name: 'skills', label: '', kind: 'codes' },
]

describe('what a form sends', () => {
  it('sends only what changed, and null for what was cleared', () => {
    const before = { name: '张三', phone: '140****0185', skills: ['010503'] }
    expect(changes(before, { ...before, skills: ['010503'] }, FIELDS)).toEqual({})
    expect(changes(before, { name: ' 张三丰 ', phone: '', skills: [] }, FIELDS)).toEqual({ name: '张三丰', phone: null, skills: [] })
  })

  it('does not take an untouched null for a change', () => {
    expect(changes({ name: null }, { name: '' }, FIELDS)).toEqual({})
  })

  it('sends a new record without its empty boxes', () => {
    expect(filled({ name: '张三', phone: ' ', skills: [] }, FIELDS)).toEqual({ name: '张三' })
  })
})
