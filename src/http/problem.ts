// Problems as RFC 9457 wants them: the same code, sentence and cure that the terminal prints, under the status that fits. What is
// no Problem is a bug; it is told as one, and nothing of it but its kind leaves the program.

import { Problem, type ProblemFacts } from '../core/problem.ts'

export interface ProblemBody {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  readonly fix: string
  readonly line?: number
  readonly column?: string
  readonly value?: string
}

const titles: Readonly<Record<number, string>> = {
  400: 'The request cannot be read',
  401: 'Nobody is known',
  403: 'That is not yours to do',
  404: 'There is no such thing',
  405: 'That is not done here',
  409: 'It stands in another state',
  412: 'It was changed meanwhile',
  413: 'The request is too large',
  415: 'The body has another form than it should',
  422: 'It cannot be done',
  428: 'A version is needed',
  429: 'Too many requests',
  500: 'A bug in Dunwell',
  503: 'Not just now',
}

// What names something that is not here, in this workspace or in another.
const missing =
  /^(debtor|claim|payment|message|call|note|document|task|case|policy|key|template|webhook|event|import|inbox|member|ahead|autopilot|upload|backlog|offer|promise|reckoning|approval|contact|bulk)\.(unknown|none)$|^id\.unreadable$|^answer\.over$|^gone\.none$|^(bank|match)\.no_line$/
const other = /\.(exists|several|confirm|already|gone|closed|undone|done|ended|state|brake|running)$/
const own: Readonly<Record<string, number>> = {
  'request.unreadable': 400,
  'request.invalid': 400,
  'request.form': 415,
  'request.large': 413,
  'request.nowhere': 404,
  'key.needed': 401,
  'key.reading': 403,
  'key.people': 403,
  'signin.needed': 401,
  'signin.other': 403,
  'seat.none': 403,
  'right.missing': 403,
  'right.limit': 403,
  'proof.second_factor': 403,
  'proof.none': 403,
  'proof.wrong': 403,
  'proof.waits': 429,
  'bank_change.own': 403,
  'bank_change.newcomer': 403,
  'approval.own': 403,
  'approval.newcomer': 403,
  'approval.theirs': 403,
  'approval.alone': 409,
  'request.foreign': 403,
  'desk.address': 403,
  'start.code': 403,
  'version.other': 412,
  'version.needed': 428,
  'request.many': 429,
  'request.at_work': 409,
  'import.cancelled': 409,
  'import.cancelled_kept': 409,
}

function statusOf(code: string): number {
  if (own[code] !== undefined) return own[code]
  if (missing.test(code)) return 404
  if (code.startsWith('database.')) return 503
  return other.test(code) ? 409 : 422
}

export function problemBody(facts: ProblemFacts, status = statusOf(facts.code)): ProblemBody {
  const { code, says, fix, line, column, value } = facts
  return {
    type: `urn:dunwell:problem:${code}`,
    title: titles[status] ?? titles[422]!,
    status,
    detail: says,
    code,
    fix,
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
    ...(value === undefined ? {} : { value }),
  }
}

const bug: ProblemFacts = {
  code: 'bug',
  says: 'Dunwell stopped at something it did not expect. Nothing is half-written.',
  fix: 'Please report it with the request you made.',
}

/** What an error says outside. A full disk is the owner's to cure. */
export function problemOf(error: unknown): ProblemBody {
  if (error instanceof Problem) return problemBody(error.facts)
  if ((error as { code?: string }).code === 'ENOSPC' || (error as { code?: string }).code === '53100')
    return problemBody({ code: 'disk.full', says: 'The disk is full.', fix: 'Make room and send it again.' }, 503)
  return problemBody(bug, 500)
}
