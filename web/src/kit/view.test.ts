import { describe, expect, it } from 'vitest'
import { looksPersonal, readView, writeView } from './view'

const DEFAULTS = { q: '', category: [] as string[], page: 1, sort: '' }

describe('the view in the address', () => {
  it('leaves defaults out and reads back what it wrote', () => {
    expect(writeView(DEFAULTS, DEFAULTS)).toEqual({})
    const view = { q: '辣椒', category: ['planting', 'breeding'], page: 3, sort: '-confirmed_on' }
    const query = writeView(view, DEFAULTS)
    expect(query).toEqual({ q: '辣椒', category: ['planting', 'breeding'], page: '3', sort: '-confirmed_on' })
    expect(readView(query as never, DEFAULTS)).toEqual(view)
  })

  it('takes one value for a list and ignores what is not a number', () => {
    expect(readView({ category: 'planting', page: 'x' }, DEFAULTS)).toEqual({ q: '', category: ['planting'], page: 1, sort: '' })
  })

  it('knows ID and phone numbers, also in pieces, which never enter an address', () => {
    for (const text of ['411122197603279913', '140 0000 0185', '1976-0327-99', '19760327']) expect(looksPersonal(text)).toBe(true)
    for (const text of ['许中林', 'zgp', '2022', '大专 1']) expect(looksPersonal(text)).toBe(false)
  })
})
