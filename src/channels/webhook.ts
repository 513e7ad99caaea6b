// One signed POST to another program's address. It speaks only to the address that it has checked, so that no name can lead it to
// this machine or its network; it follows no redirect, waits no longer than it must and reads no more than the first of an answer.

import { lookup } from 'node:dns/promises'
import { request as plainRequest } from 'node:http'
import { request as safeRequest } from 'node:https'
import { BlockList, isIP } from 'node:net'
import { Webhook } from 'standardwebhooks'
import type { Moment } from '../core/day.ts'
import { problem, quoted } from '../core/problem.ts'
import { isLoopback } from './smtp.ts'

/** What the owner has allowed beyond https to addresses of the internet. */
export interface Allowed {
  readonly privateAddresses: boolean
  readonly http: boolean
}

export interface Post {
  readonly url: string
  readonly secret: string
  /** Of the event: the same at every try. */
  readonly id: string
  readonly body: string
  readonly at: Moment
  readonly allowed: Allowed
  /** Nothing leaves this machine. */
  readonly rehearsal: boolean
  readonly timeoutMs: number
}

export interface Posted {
  readonly status?: number
  readonly says: string
}

const answerMax = 500
const urlMax = 2000

const inside = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(net, bits, 'ipv4')
// The last three carry an address of version 4 within them.
for (const [net, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
  ['2001:db8::', 32],
  ['64:ff9b::', 32],
  ['2002::', 16],
  ['2001::', 32],
] as const)
  inside.addSubnet(net, bits, 'ipv6')

/** Whether an address is of this machine or of a network that is not the internet. */
export function isInside(address: string): boolean {
  return inside.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

/** Checks what can be checked before anybody is asked. @returns whether it is on this machine */
export function checkWebhookUrl(text: string, allowed: Allowed): { url: string; local: boolean } {
  const url = text.length <= urlMax && URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol))
    throw problem('webhook.url', `${quoted(text)} is no address of a webhook.`, 'Use https://host/path.')
  if (url.username !== '' || url.password !== '')
    throw problem(
      'webhook.url',
      'The address holds a password.',
      'Leave it out: every delivery is signed with a secret of its own.',
    )
  if (url.protocol === 'http:' && !allowed.http)
    throw problem(
      'webhook.not_encrypted',
      `What goes to ${url.host} would travel unencrypted.`,
      'Use https, or allow it: ./dunwell settings set webhooks.http=true',
    )
  const host = bare(url.hostname)
  const local = isLoopback(host)
  if (!allowed.privateAddresses && (local || (isIP(host) !== 0 && isInside(host)))) throw insideProblem(host)
  url.hash = ''
  return { url: url.href, local }
}

function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '')
}

function insideProblem(host: string) {
  return problem(
    'webhook.inside',
    `${quoted(host)} is on this machine or in a private network.`,
    'Use an address of the internet, or allow it: ./dunwell settings set webhooks.privateAddresses=true',
  )
}

/** Where a host leads, all of it allowed; or a sentence that says why not. */
async function addressOf(host: string, allowed: Allowed, signal: AbortSignal): Promise<string> {
  const found =
    isIP(host) !== 0
      ? [host]
      : (await Promise.race([lookup(host, { all: true }), aborted(signal)])).map((it) => it.address)
  if (found.length === 0) throw new Error(`${host} leads nowhere.`)
  // One that leads inside is enough: the name is not to be trusted.
  if (!allowed.privateAddresses && found.some(isInside)) throw insideProblem(host)
  return found[0]!
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, fail) => signal.addEventListener('abort', () => fail(signal.reason), { once: true }))
}

/** Delivers once. Never throws for what the other side or the network does. */
export async function postWebhook(it: Post): Promise<Posted> {
  const signal = AbortSignal.timeout(it.timeoutMs)
  try {
    const url = new URL(checkWebhookUrl(it.url, it.allowed).url)
    const host = bare(url.hostname)
    if (it.rehearsal && !isLoopback(host)) return { says: 'In rehearsal nothing leaves this machine.' }
    return await exchange(url, await addressOf(host, it.allowed, signal), it, signal)
  } catch (error) {
    const { name, message } = error as Error
    return {
      says: name === 'TimeoutError' ? `No answer in ${it.timeoutMs / 1000} seconds.` : message.slice(0, answerMax),
    }
  }
}

function exchange(url: URL, address: string, it: Post, signal: AbortSignal): Promise<Posted> {
  const bytes = Buffer.from(it.body)
  const family = isIP(address)
  const seconds = Math.floor(it.at / 1000)
  return new Promise((done, fail) => {
    const ask = (url.protocol === 'https:' ? safeRequest : plainRequest)(url, {
      method: 'POST',
      agent: false,
      signal,
      // Asked by the socket for the name it connects to: it gets what was checked, not what the name leads to now.
      lookup: (_name, options, tell) =>
        options.all ? tell(null, [{ address, family }] as never) : tell(null, address, family),
      maxHeaderSize: 16_384,
      headers: {
        'Content-Type': 'application/json',
        'Content-Length': bytes.length,
        'User-Agent': 'Dunwell-Webhooks/1',
        'webhook-id': it.id,
        'webhook-timestamp': String(seconds),
        'webhook-signature': new Webhook(it.secret).sign(it.id, new Date(seconds * 1000), it.body),
      },
    })
    ask.on('error', (error) => fail(signal.aborted ? signal.reason : error))
    ask.on('response', (answer) => {
      const chunks: Buffer[] = []
      let size = 0
      const told = () => {
        const text = Buffer.concat(chunks).subarray(0, answerMax).toString('utf8')
        // A text column takes no NUL, and whoever answers may send one.
        done({ status: answer.statusCode, says: text.replaceAll('\0', ' ').toWellFormed() })
        ask.destroy()
      }
      answer.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        size += chunk.length
        if (size >= answerMax) told()
      })
      answer.on('end', told)
      // The status is what counts; a body that breaks off is no failure.
      answer.on('error', told)
    })
    ask.end(bytes)
  })
}
