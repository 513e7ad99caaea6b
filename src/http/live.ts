// The stream of what changes (server-sent events): a page that shows a customer asks again when somebody else changed them, and two who
// are on one page see each other.

import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Db } from '../store/db.ts'
import { type Live, openLive } from '../store/live.ts'
import { type Caller, enter } from './door.ts'

const beatMs = 20_000
const pathMax = 300

export interface LiveWiring {
  readonly db: Db
  readonly callerOf: (c: Context) => Caller
}

/** @returns what ends the streams and the listening. */
export function serveLive(app: OpenAPIHono, { db, callerOf }: LiveWiring): () => Promise<void> {
  let live: Live | undefined
  const open = () => {
    live ??= openLive(db, db.source.now)
    return live
  }
  const ended = new AbortController()
  app.get('/desk/live', async (c) => {
    const { workspace } = await enter({ db }, callerOf(c), { method: 'get', peopleOnly: true })
    const all = open()
    return streamSSE(c, async (stream) => {
      let over: () => void = () => undefined
      const end = new Promise<void>((done) => {
        over = done
      })
      const say = (event: string, data: unknown) => void stream.writeSSE({ event, data: JSON.stringify(data) })
      const leave = [
        all.onChange(workspace.id, (change) => say('change', change)),
        all.onPresence(workspace.id, (who) =>
          say(
            'here',
            who.map(({ member, name, path }) => ({ member, name, path })),
          ),
        ),
      ]
      const beat = setInterval(() => say('beat', null), beatMs)
      stream.onAbort(over)
      ended.signal.addEventListener('abort', over)
      say('open', null)
      await end
      clearInterval(beat)
      ended.signal.removeEventListener('abort', over)
      for (const one of leave) one()
    })
  })
  app.post('/desk/here', async (c) => {
    const { workspace, member } = await enter({ db }, callerOf(c), { method: 'post', reads: true, peopleOnly: true })
    const { path } = (await c.req.json().catch(() => ({}))) as { path?: unknown }
    if (typeof path === 'string' && path.length <= pathMax)
      await open().here(workspace.id, { member: member!.id, name: member!.name, path })
    return c.json({ noted: true })
  })
  return async () => {
    ended.abort()
    await live?.close()
  }
}
