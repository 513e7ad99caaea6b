// A server of names for tests: real packets on loopback, and texts (TXT) under the names it is told. It knows nobody else.

import { createSocket } from 'node:dgram'

export interface NameServer {
  /** As a resolver takes it: `127.0.0.1:5353`. */
  readonly at: string
  stop(): Promise<void>
}

const txt = 16
const noSuchName = 3

export async function startNames(texts: Readonly<Record<string, readonly string[]>>): Promise<NameServer> {
  const socket = createSocket('udp4')
  socket.on('message', (asked, from) => socket.send(answered(asked, texts), from.port, from.address))
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done))
  return { at: `127.0.0.1:${socket.address().port}`, stop: () => new Promise((done) => socket.close(() => done())) }
}

function answered(asked: Buffer, texts: Readonly<Record<string, readonly string[]>>): Buffer {
  const labels: string[] = []
  let at = 12
  while (asked[at] !== 0) {
    const length = asked[at]!
    labels.push(asked.subarray(at + 1, at + 1 + length).toString('latin1'))
    at += 1 + length
  }
  const question = asked.subarray(12, at + 5)
  const found = asked.readUInt16BE(at + 1) === txt ? texts[labels.join('.').toLowerCase()] : undefined
  const head = Buffer.alloc(12)
  asked.copy(head, 0, 0, 2)
  head.writeUInt16BE(0x8180 | (found ? 0 : noSuchName), 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(found?.length ?? 0, 6)
  const answers = (found ?? []).map((text) => {
    const parts = text.match(/.{1,200}/gs) ?? ['']
    const data = Buffer.concat(parts.map((it) => Buffer.concat([Buffer.from([it.length]), Buffer.from(it, 'latin1')])))
    const record = Buffer.alloc(12)
    record.writeUInt16BE(0xc00c, 0)
    record.writeUInt16BE(txt, 2)
    record.writeUInt16BE(1, 4)
    record.writeUInt16BE(data.length, 10)
    return Buffer.concat([record, data])
  })
  return Buffer.concat([head, question, ...answers])
}
