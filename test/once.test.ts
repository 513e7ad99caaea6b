// One wish is done once: what the desk sends for clicks in one moment, for a click after a lost answer, after a refusal, and while the first
// is still at work.

import { expect, test } from 'vitest'
import { DunwellProblem } from '../src/http/client.ts'
import { makeOnce } from '../web/once.ts'

const call = 'POST /v1/notes'
const note = { body: { says: 'They move in May.' } }
const refused = (status: number, code: string) =>
  new DunwellProblem({ type: '', title: '', status, detail: '', code, fix: '' }, 5)

/** Answers in turn, and keeps the key of each request. */
function server(...answers: readonly unknown[]) {
  const keys: string[] = []
  const waited: number[] = []
  const once = makeOnce(
    async (_call, ask) => {
      const answer = answers[keys.length]
      keys.push((ask as { idempotencyKey: string }).idempotencyKey)
      if (answer instanceof Error) throw answer
      return answer
    },
    async (ms) => void waited.push(ms),
  )
  return { once, keys, waited }
}

test('two at once are one request; after its answer another is another', async () => {
  const { once, keys } = server('first', 'second')
  expect(await Promise.all([once(call, note), once(call, note)])).toEqual(['first', 'first'])
  expect(await once(call, note)).toBe('second')
  expect(new Set(keys).size).toBe(2)
})

test('what was never answered goes again under its key, other words do not', async () => {
  const { once, keys } = server(new TypeError('Failed to fetch'), refused(502, 'answer.foreign'), 'done', 'other')
  await expect(once(call, note)).rejects.toThrow('Failed to fetch')
  await expect(once(call, note)).rejects.toThrow()
  expect(await once(call, note)).toBe('done')
  expect(new Set(keys).size).toBe(1)
  await once(call, { body: { says: 'They move in June.' } })
  expect(keys[3]).not.toBe(keys[0])
})

test('a refusal is an answer: the next try is another wish', async () => {
  const { once, keys } = server(refused(422, 'note.blank'), 'done')
  await expect(once(call, note)).rejects.toThrow()
  await once(call, note)
  expect(keys[1]).not.toBe(keys[0])
})

test('while the first is at work it is waited for, under the same key', async () => {
  const { once, keys, waited } = server(refused(409, 'request.at_work'), refused(409, 'request.at_work'), 'done')
  expect(await once(call, note)).toBe('done')
  expect(waited).toEqual([5_000, 5_000])
  expect(new Set(keys).size).toBe(1)
})

test('the same bytes are the same file, other bytes are not', async () => {
  const { once, keys } = server('first', 'second')
  const file = () => new Uint8Array([1, 2, 3])
  const [a, b, c] = [
    once(call, { file: file() }),
    once(call, { file: file() }),
    once(call, { file: new Uint8Array([1, 2, 4]) }),
  ]
  expect(await Promise.all([a, b, c])).toEqual(['first', 'first', 'second'])
  expect(keys).toHaveLength(2)
})
