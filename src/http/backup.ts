// Backups over the API: how the last one stands, how far one is that is being made, and making one now. For people alone, and for an
// owner: it holds everything, and writes to the disk of the server.

import { z } from '@hono/zod-openapi'
import { problem } from '../core/problem.ts'
import { seeBackup } from '../engine/backup-seen.ts'
import { nameOf } from '../store/approval.ts'
import { lastProof, type Proved } from '../store/proof.ts'
import { operation } from './operation.ts'
import { wireMoment } from './shape.ts'

const doing = ['writing', 'checking', 'reading', 'indexes', 'verifying'] as const
const outcome = z.object({ madeAt: z.string(), says: z.string() }).nullable()

const outcomeJson = (it: Proved | undefined) => (it ? { madeAt: wireMoment(it.madeAt)!, says: it.says } : null)

export const backups = [
  operation({
    id: 'readBackups',
    noun: 'backup',
    method: 'get',
    path: '/v1/backups',
    says: 'The last backup that was proved, what failed after it, and how far one is that is being made.',
    answer: z.object({
      atWork: z
        .object({
          doing: z.enum(doing),
          done: z.int(),
          of: z.int().nullable(),
          begunAt: z.string(),
          begunBy: z.string(),
        })
        .nullable()
        .openapi({ description: 'In whichever process: parts of a table, or indexes, begun and in all.' }),
      proved: outcome,
      failed: outcome,
    }),
    right: 'manage',
    peopleOnly: true,
    apart: true,
    work: async ({ db, tx, wall }) => {
      // First: it is over only after its outcome was noted.
      const far = await seeBackup(db, wall())
      const { proved, failed } = await tx(lastProof)
      return {
        json: {
          atWork: far
            ? {
                doing: far.doing,
                done: far.done,
                of: far.parts,
                begunAt: wireMoment(far.begunAt)!,
                begunBy: nameOf(far.begunBy),
              }
            : null,
          proved: outcomeJson(proved),
          failed: outcomeJson(failed),
        },
      }
    },
  }),
  operation({
    id: 'makeBackup',
    noun: 'backup',
    method: 'post',
    path: '/v1/backups',
    says: 'Begins a backup now, as the settings say or else into "backups" of the data folder. It is restored elsewhere and verified before it counts; ask GET /v1/backups how far it is.',
    answer: z.object({
      begun: z.boolean().openapi({ description: 'false: one is being made already.' }),
    }),
    right: 'own',
    peopleOnly: true,
    apart: true,
    work: async ({ workspace, actor, backups: maker }) => {
      if (!maker)
        throw problem('backup.not_here', 'This process makes no backups.', 'Run "dunwell backup" where the data is.')
      return { json: { begun: await maker.begin(workspace.id, actor) } }
    },
  }),
] as const
