import { expect, test } from 'vitest'
import { samples } from '../bank-samples.ts'
import { dice, spoiled, tried } from './spoil.ts'

test.each(Object.keys(samples))('spoiled %s is read soundly or refused, and soon', (name) => {
  const draw = dice(name.length * 7919)
  const count = { read: 0, refused: 0 }
  let slowest = 0
  for (let i = 0; i < 300; i += 1) {
    const { what, ms } = tried(spoiled(samples[name]!, draw))
    count[what] += 1
    slowest = Math.max(slowest, ms)
  }
  expect(slowest).toBeLessThan(2000)
  expect(count.refused).toBeGreaterThan(50)
  expect(count.read).toBeGreaterThan(5)
})
