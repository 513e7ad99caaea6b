// A receiver of webhooks for tests: a real server on loopback that keeps what came and answers as it is told.

import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'

export interface Received {
  readonly id: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Receiver {
  readonly url: string
  readonly received: Received[]
  /** How it answers from now on; 'hang' keeps the line open and says nothing. */
  answer: number | 'hang' | ((response: ServerResponse) => void)
  /** Resolves when so many have come. */
  until(count: number): Promise<void>
  stop(): Promise<void>
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = []
  const waiting: { count: number; done: () => void }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk
    })
    request.on('end', () => {
      received.push({ id: String(request.headers['webhook-id']), headers: request.headers, body })
      for (const it of waiting) if (received.length >= it.count) it.done()
      if (it.answer === 'hang') return
      if (typeof it.answer === 'function') it.answer(response)
      else response.writeHead(it.answer).end(it.answer === 200 ? 'thank you' : 'not now')
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const it: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    received,
    answer: 200,
    until: (count) =>
      new Promise((done) => {
        if (received.length >= count) done()
        else waiting.push({ count, done })
      }),
    async stop() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
  return it
}

/** What a receiver does first: throws where the signature is not that of the secret. */
export function verified(secret: string, it: Received): { type: string; data: Record<string, unknown> } {
  return new Webhook(secret).verify(it.body, it.headers as Record<string, string>) as never
}
