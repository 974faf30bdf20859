import { expect, it } from 'vitest'
import { fileName } from './file_name'

it('reads the name of a download, the encoded one first', () => {
  expect(fileName("attachment; filename=\"people.xlsx\"; filename*=UTF-8''%E4%BA%BA%E6%89%8D%E5%BA%93.xlsx")).toBe('人才库.xlsx')
  expect(fileName('attachment; filename="people.csv"')).toBe('people.csv')
  expect(fileName(null)).toBeUndefined()
})
