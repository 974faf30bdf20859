import { expect, test } from 'vitest'
import { figureOf, holes, joined, linesOf, sameHoles } from './holes'

const text = "# {{ scheme.region.name }}情况汇报\n\n## 一、成效\n\n{{ figure('S0-F01') }}，颁发证书，{{ figure('S0-F02') }}。\n\n1. 机制还不完善。……"

test('lines, marks and holes come apart and together again', () => {
  const lines = linesOf(text)
  expect(lines[0]).toEqual({ mark: '# ', pieces: [{ kind: 'hole', text: '{{ scheme.region.name }}' }, { kind: 'text', text: '情况汇报' }] })
  expect(lines[4]!.pieces.map((piece) => piece.kind)).toEqual(['hole', 'text', 'hole', 'text'])
  expect(lines[6]!.mark).toBe('1. ')
  expect(joined(lines)).toBe(text)
})

test('a writer can neither add a hole nor break a line', () => {
  const lines = linesOf('甲{{ a }}乙')
  lines[0]!.pieces[0]!.text = '甲\n{{ b }}'
  expect(joined(lines)).toBe('甲 b {{ a }}乙')
})

test('a hole that is gone or moved is noticed', () => {
  expect(holes(text)).toHaveLength(3)
  expect(sameHoles(text, text.replace('情况汇报', '有关情况的汇报'))).toBe(true)
  expect(sameHoles(text, text.replace("{{ figure('S0-F01') }}", ''))).toBe(false)
})

test('which figure a hole prints', () => {
  expect(figureOf("{{ figure('S0-F02') }}")).toBe('S0-F02')
  expect(figureOf('{{ scheme.region.name }}')).toBeUndefined()
})
