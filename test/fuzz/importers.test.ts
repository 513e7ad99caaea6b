import { expect, test } from 'vitest'
import { wrongWith } from './importer.ts'
import { importers } from './importers.ts'

test.each(importers.map((it) => [it.name, it] as const))(
  '%s reads its samples, and spoiled ones soundly or not at all',
  async (_, it) => {
    for (const sample of it.samples) await it.read(sample)
    for (const { before, text, sample } of it.places ?? [])
      expect(it.samples[sample]!.toString('latin1')).toContain(before + text)
    const wrong: string[] = []
    for (let seed = 0; seed < Math.min(60, it.runs / 100); seed += 1) {
      const found = await wrongWith(it, seed)
      if (found !== undefined) wrong.push(found)
    }
    await it.close?.()
    expect(wrong).toEqual([])
  },
  60_000,
)

test('a reader that takes a changed sum for the old one is caught', async () => {
  const sample = Buffer.from('A;10.00\nB;20.00\n')
  const caught: string[] = []
  for (let seed = 0; seed < 60; seed += 1) {
    const found = await wrongWith(
      {
        name: 'deaf',
        samples: [sample],
        places: [{ sample: 0, what: 'amount', before: 'A;', text: '10.00', of: 'A' }],
        read: async () => [{ of: 'A', amountMinor: 1000, day: '' }],
      },
      seed,
    )
    if (found !== undefined) caught.push(found)
  }
  expect(caught.length).toBeGreaterThan(5)
})
