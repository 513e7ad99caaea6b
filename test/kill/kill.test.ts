// The kill test with a few kills; full.ts has the full numbers. And two stories of one message, told slowly.

import { expect, test } from 'vitest'
import { settle } from '../../src/engine/release.ts'
import { inWorkspace } from '../../src/store/db.ts'
import { listOutbox, messageId } from '../../src/store/outbox.ts'
import { compare, killTest, phases } from './kill.ts'
import { actor, drain, type Program, type Scene, setScene } from './scene.ts'

/** A mail server that breaks no line; taken down when the test is over. */
async function quietScene(messages: number, over: (work: () => Promise<void>) => void): Promise<Scene> {
  // Handing over must begin within a third of the lease: on a busy machine that is a matter of seconds.
  const scene = await setScene({ messages, leaseSeconds: 18, seed: 1, cut: 0 })
  over(scene.end)
  return scene
}

/** A program that has come to this phase and stands there. */
async function standing(scene: Scene, phase: string): Promise<Program> {
  const program = scene.start(`${phase}:1`)
  expect(await program.until((line) => line === 'stopped')).toBe('stopped')
  return program
}

/** As a person does, after asking whether each had arrived. */
function settleAs(scene: Scene, arrived: (id: string) => boolean): Promise<string[]> {
  return scene.look((db) =>
    inWorkspace(db, scene.workspaceId, actor, async (tx) => {
      const doubtful = await listOutbox(tx, ['in_doubt'])
      for (const it of doubtful) await settle(tx, it, arrived(messageId(it)), 'asked at the mail server')
      return doubtful.map(messageId)
    }),
  )
}

test.concurrent('killed in every phase, at times with its database, it sends nothing twice and loses nothing', async () => {
  const found = await killTest({
    messages: 20,
    killsPerPhase: 1,
    withDatabase: 1,
    databaseAlone: 1,
    seed: 3,
    leaseSeconds: 2,
  })
  expect(found.faults).toEqual([])
  for (const phase of phases) expect(found.kills[phase]).toBeGreaterThanOrEqual(1)
  expect(found.sent + found.inDoubt.length).toBe(20)
  // Of what was killed while released and while handed over, nothing was heard back.
  expect(found.inDoubt.length).toBeGreaterThanOrEqual(2)
  expect(found.settledSent + found.settledNotSent).toBeGreaterThanOrEqual(found.inDoubt.length)
  for (const says of found.lost) {
    expect(says).toMatch(/^The database went away: .*\n {2}Run the same command again; nothing is half-written\.\n$/)
  }
})

test.concurrent('what is in doubt is sent again, once, where a person found that it had not left, and never where it had', async ({
  onTestFinished,
}) => {
  const scene = await quietScene(2, onTestFinished)
  const first = await standing(scene, 'released')
  first.child.kill('SIGKILL')
  await first.ended
  const second = await standing(scene, 'handed_over')
  second.child.kill('SIGKILL')
  await second.ended
  const [unsent, sent] = [first, second].map((it) => it.said.at(-2)!.split(' ')[1]!)
  await drain(scene)
  expect((await scene.peer.messages()).map((it) => it.messageId)).toEqual([`<${sent}.1@nordwind.example>`])

  expect((await settleAs(scene, (id) => id === sent)).sort()).toEqual([unsent, sent].sort())
  await drain(scene)
  await drain(scene)
  expect((await scene.peer.messages()).map((it) => it.messageId)).toEqual([
    `<${sent}.1@nordwind.example>`,
    `<${unsent}.2@nordwind.example>`,
  ])
  expect(await scene.look((db) => compare(db, scene))).toMatchObject({ states: { sent: 2 }, faults: [] })
})

test.concurrent('a program that slept until others took over hands nothing over when it wakes', async ({
  onTestFinished,
}) => {
  const scene = await quietScene(1, onTestFinished)
  const sleeper = await standing(scene, 'released')
  await drain(scene)
  expect(await settleAs(scene, () => false)).toHaveLength(1)
  await drain(scene)
  sleeper.child.stdin!.write('wake up\n')
  expect(await sleeper.ended).toEqual({ code: 0, errors: '' })
  expect(await scene.peer.messages()).toHaveLength(1)
  expect(await scene.look((db) => compare(db, scene))).toMatchObject({ states: { sent: 1 }, faults: [] })
})
