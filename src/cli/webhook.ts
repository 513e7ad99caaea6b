// `dunwell webhook`: where other programs hear what happened; try it, look at what was delivered, play it again.

import type { Command } from 'commander'
import { momentText } from '../core/day.ts'
import { eventKinds } from '../core/event.ts'
import { parseId } from '../core/id.ts'
import { problem, quoted } from '../core/problem.ts'
import { registerWebhook, replayTo, testWebhook, webhookFaults } from '../engine/webhook.ts'
import type { Tx } from '../store/db.ts'
import { listTries } from '../store/delivery.ts'
import {
  eventId,
  findWebhook,
  listWebhooks,
  removeWebhook,
  resumeWebhook,
  type WebhookRow,
  webhookId,
} from '../store/webhook.ts'
import { type Answer, atDesk, type CommonOptions, columns, command, type Desk, type Wiring } from './desk.ts'

export function webhook(program: Command, wiring: Wiring): void {
  const it = program
    .command('webhook')
    .description('tell other programs what happened: add, list, test, log, replay, resume, remove')

  command(
    it,
    'add',
    'tell an address what happens, signed as Standard Webhooks say; its secret is shown once',
    './dunwell webhook add https://shop.example/hooks\n./dunwell webhook add https://shop.example/hooks --events claim.paid payment.*',
    { json: true },
  )
    .argument(
      '<url>',
      'https, on the internet; "settings set webhooks.http=true webhooks.privateAddresses=true" allows more',
    )
    .option('--events <events...>', 'kinds or groups such as claim.*; all unless said', ['*'])
    .addHelpText(
      'after',
      `\nEvents:\n${Object.entries(eventKinds)
        .map(([kind, says]) => `  ${kind.padEnd(20)} ${says}`)
        .join('\n')}`,
    )
    .action((url: string, options: CommonOptions & { events: string[] }) =>
      atDesk(wiring, async (desk) => {
        const { id, secret } = await desk.tx((tx) =>
          registerWebhook(tx, desk.workspace, { url, events: options.events }),
        )
        const made = await desk.tx((tx) => findWebhook(tx, webhookId(id)))
        const says = quiet(desk, made)
        return {
          json: { id: webhookId(id), url: made.url, events: made.events, secret },
          text: `${secret}\n  This is the only time it is shown; the receiver checks signatures with it (standardwebhooks.com).\n  ${webhookId(id)}${says}\n  "dunwell serve" or "dunwell worker" delivers; try it: ./dunwell webhook test ${webhookId(id)}`,
        }
      })(options),
    )

  command(it, 'list', 'all webhooks and how they go', './dunwell webhook list', { json: true }).action(
    atDesk(wiring, async (desk) => {
      const { found, faults } = await desk.tx(async (tx) => ({
        found: await listWebhooks(tx),
        faults: await webhookFaults(tx),
      }))
      const at = (moment: number | null) => (moment === null ? '' : momentText(moment, desk.workspace.zone))
      const body = found.map((one) => [
        webhookId(one.id),
        one.url,
        one.events.join(' '),
        one.state === 'off' ? 'off' : one.tries > 0 ? `fails, again ${at(one.nextAt)}` : 'on',
        one.waiting,
      ])
      const notes = [
        ...faults.map(({ webhook: one, says, fix }) => `${one.url}: ${says} ${fix.replace('ID', webhookId(one.id))}`),
        ...found.flatMap((one) => quiet(desk, one) || []),
      ]
      return {
        json: found.map((one) => ({ ...one, id: webhookId(one.id) })),
        text:
          found.length === 0
            ? 'There is no webhook: ./dunwell webhook add https://…'
            : [columns(['webhook', 'address', 'events', '', 'waiting'], body), ...notes.map((one) => one.trim())].join(
                '\n',
              ),
      }
    }),
  )

  const onOne = (
    name: string,
    says: string,
    example: string,
    work: (tx: Tx, one: WebhookRow, desk: Desk) => Promise<Answer>,
  ) =>
    command(it, name, says, example, { json: true })
      .argument('<webhook>', 'its id')
      .action((id: string, options: CommonOptions) =>
        atDesk(wiring, (desk) => desk.tx(async (tx) => work(tx, await findWebhook(tx, id), desk)))(options),
      )

  command(it, 'test', 'deliver an event that tells nothing, now, and show the answer', './dunwell webhook test whk_…', {
    json: true,
  })
    .argument('<webhook>', 'its id')
    .action((id: string, options: CommonOptions) => {
      // A receiver refuses what is signed on another day, and a rehearsal's clock is on one.
      const ahead = wiring.clock.now()
      return atDesk(wiring, async (desk) => {
        const begun = wiring.clock.now()
        const one = await desk.tx((tx) => findWebhook(tx, id))
        const result = await testWebhook(desk.db, desk.workspace, one.id, () => ahead + wiring.clock.now() - begun)
        const { delivered, status, ms, says } = result
        if (!delivered) process.exitCode = 1
        const answer = status === undefined ? says : `status ${status} in ${ms} ms${says === '' ? '' : `: ${says}`}`
        return { json: result, text: delivered ? `It arrived: ${answer}` : `It did not arrive: ${answer}` }
      })(options)
    })

  onOne('remove', 'tell it nothing more', './dunwell webhook remove whk_…', async (tx, one) => {
    await removeWebhook(tx, one)
    return { json: { removed: webhookId(one.id) }, text: `${one.url} hears nothing more.` }
  })

  onOne(
    'resume',
    'go on with one that failed or is off, at once',
    './dunwell webhook resume whk_…',
    async (tx, one) => {
      await resumeWebhook(tx, one)
      return { json: { resumed: webhookId(one.id) }, text: `${one.url} is on; ${one.waiting} events wait for it.` }
    },
  )

  command(it, 'log', 'every try of the last 30 days, the newest first', './dunwell webhook log whk_… --failed', {
    json: true,
  })
    .argument('<webhook>', 'its id')
    .option('--failed', 'only what did not arrive')
    .option('--limit <count>', 'so many', '50')
    .action((id: string, options: CommonOptions & { failed?: boolean; limit: string }) =>
      atDesk(wiring, async (desk) => {
        const limit = /^\d{1,4}$/.test(options.limit) ? Number(options.limit) : 0
        if (limit === 0)
          throw problem('webhook.limit', `${quoted(options.limit)} is no count.`, 'Give a number from 1 to 9999.')
        const found = await desk.tx(async (tx) =>
          listTries(tx, (await findWebhook(tx, id)).id, { failed: options.failed, limit }),
        )
        const { zone } = desk.workspace
        const body = found.map((one) => [
          momentText(one.at, zone),
          eventId(one.eventId),
          one.kind ?? '',
          one.status ?? 'no answer',
          `${one.ms} ms`,
          one.says.replaceAll(/\s+/g, ' ').slice(0, 60),
        ])
        return {
          json: found.map((one) => ({ ...one, id: undefined, eventId: eventId(one.eventId) })),
          text:
            found.length === 0
              ? 'Nothing was tried yet.'
              : columns(['when', 'event', 'kind', 'status', 'took', 'answer'], body),
        }
      })(options),
    )

  command(
    it,
    'replay',
    'deliver one event again, or all since a moment, under their own ids',
    './dunwell webhook replay whk_… --event evt_…\n./dunwell webhook replay whk_… --since 2026-03-31T09:00:00Z',
    { json: true },
  )
    .argument('<webhook>', 'its id')
    .option('--event <event>', 'its id, as the log shows it')
    .option('--since <moment>', 'a day or a moment: 2026-03-31, 2026-03-31T09:00:00Z')
    .action((id: string, options: CommonOptions & { event?: string; since?: string }) =>
      atDesk(wiring, async (desk) => {
        const since = options.since === undefined ? undefined : momentOf(options.since)
        if (options.event !== undefined && !parseId('evt', options.event))
          throw problem(
            'event.unknown',
            `${quoted(options.event)} is no event.`,
            'Take an id from "dunwell webhook log".',
          )
        const count = await desk.tx(async (tx) =>
          replayTo(tx, await findWebhook(tx, id), { event: options.event, since }),
        )
        return {
          json: { waiting: count },
          text: `${count} ${count === 1 ? 'event waits' : 'events wait'} again; "dunwell serve" or "dunwell worker" delivers.`,
        }
      })(options),
    )
}

function quiet(desk: Desk, one: WebhookRow): string {
  return desk.workspace.liveSince === undefined && !one.local
    ? `\n  In rehearsal ${one.url} hears nothing: nothing leaves this machine.`
    : ''
}

function momentOf(text: string): number {
  const moment = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(moment))
    throw problem('webhook.since', `${quoted(text)} is no moment.`, 'Give 2026-03-31 or 2026-03-31T09:00:00Z.')
  return moment
}
