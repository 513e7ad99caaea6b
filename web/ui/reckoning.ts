// What the server works out beside whoever asks: asked for, looked at until it is done, told how far it is, and stopped where it is wanted
// no more.

import { type Answer, type Ask, DunwellProblem } from '../../src/http/client.ts'
import { dunwell } from '../api.ts'

export interface Far {
  readonly id: string
  readonly done: number
  readonly parts: number
}

type Reckoned = Answer<'POST /v1/reckonings'>
type Body = NonNullable<Ask<'POST /v1/reckonings'>['body']>

const looksFirst = 200
const looksMost = 1500

/** The answer when it is there. Throws a Problem where it failed or was stopped. */
export async function reckoned(body: Body, onFar: (far: Far) => void): Promise<Reckoned> {
  let it = await dunwell('POST /v1/reckonings', { body })
  for (let wait = looksFirst; it.state === 'at_work'; wait = Math.min(looksMost, wait * 1.4)) {
    onFar(it)
    await new Promise((go) => setTimeout(go, wait))
    it = await dunwell('GET /v1/reckonings/{id}', { params: { id: it.id } })
  }
  if (it.state === 'done') return it
  throw new DunwellProblem({
    type: 'about:blank',
    title: '',
    status: 409,
    detail: it.says ?? it.state,
    code: `reckoning.${it.state}`,
    fix: it.fix ?? '',
  })
}

export function stopReckoning(id: string): void {
  void dunwell('POST /v1/reckonings/{id}/cancel', { params: { id } }).catch(() => undefined)
}

/** Whether it ended because somebody stopped it. */
export function wasStopped(error: unknown): boolean {
  return error instanceof DunwellProblem && error.facts.code === 'reckoning.cancelled'
}
