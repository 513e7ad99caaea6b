import { expect, test } from 'vitest'
import { hostileWords } from '../../test/hostile-words.ts'
import { csvText } from './csv.ts'

test.each(hostileWords)('$is in a CSV file is a cell of text, and one cell', ({ text }) => {
  const file = csvText(['Name', 'Amount'], [[text, '-12.40']])
  const cell = /^(?:"((?:[^"]|"")*)"|([^,"]*)),-12\.40\r\n$/.exec(file.slice('Name,Amount\r\n'.length))
  expect(cell, file).not.toBeNull()
  const held = (cell![1]?.replaceAll('""', '"') ?? cell![2])!
  expect(held.replace(/^'/, '')).toBe(text)
  expect(held).not.toMatch(/^[\s\p{Cf}]*[=+\-@]/u)
})

test('numbers stay numbers, and signs that look like others are disarmed', () => {
  expect(csvText(['a'], [[-5], ['-12.40'], ['＝1'], ['\u200b=1'], [' +1+1']])).toBe(
    "a\r\n-5\r\n-12.40\r\n'＝1\r\n'\u200b=1\r\n' +1+1\r\n",
  )
})
