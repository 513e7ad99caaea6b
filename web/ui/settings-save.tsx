// Saving settings that somebody else may be changing too: only what differs from what was seen is sent, with the version it was seen at;
// where another was quicker and said otherwise, a person chooses. Nothing is lost without a word.

import { useState } from 'react'
import type { Answer, Ask } from '../../src/http/client.ts'
import { dunwell, queries } from '../api.ts'
import { autopilotWords } from '../words/autopilot.ts'
import { mailWords } from '../words/mail.ts'
import { settingsWords } from '../words/settings.ts'
import { type Crossing, crossings, type Fields, isStale, MergeQuestion } from './change.tsx'
import { useWords } from './tongue.tsx'

type Settings = Answer<'GET /v1/settings'>
type Body = NonNullable<Ask<'PATCH /v1/settings'>['body']>

interface Crossed {
  readonly some: readonly Crossing[]
  readonly now: Settings
  readonly body: Body
  readonly done?: () => void
}

export function useSettingsSave(it: Settings) {
  // What I saw when I began, whatever is fetched anew meanwhile.
  const [seen, see] = useState(it)
  const [crossed, cross] = useState<Crossed>()
  const [error, fail] = useState<Error | null>(null)
  const [isPending, setPending] = useState(false)
  const labels = useLabels()
  const shown = useShown()
  const fieldsOf = (body: Body, from: object): Fields =>
    Object.fromEntries(Object.keys(body).map((key) => [key, shown((from as Record<string, unknown>)[key])]))
  const send = async (body: Body, version: number, done?: () => void): Promise<void> => {
    setPending(true)
    fail(null)
    try {
      if (Object.keys(body).length > 0)
        see(await dunwell('PATCH /v1/settings', { body, ifMatch: version, idempotencyKey: crypto.randomUUID() }))
      await queries.invalidateQueries()
      done?.()
    } catch (problem) {
      if (!isStale(problem)) return fail(problem as Error)
      const now = await dunwell('GET /v1/settings')
      const some = crossings(fieldsOf(body, seen), fieldsOf(body, body), fieldsOf(body, now))
      if (some.length === 0) return send(body, now.version, done)
      cross({ some, now, body, done })
    } finally {
      setPending(false)
    }
  }
  const mutate = ({ body }: { body: Body }, then?: { onSuccess?: () => void }) => {
    const [was, wanted] = [fieldsOf(body, seen), fieldsOf(body, body)]
    // A secret is never shown, so whether it differs is not known here.
    const differs = (key: string) => key === 'smtp' || key === 'imap' || was[key] !== wanted[key]
    const changed = Object.fromEntries(Object.entries(body).filter(([key]) => differs(key))) as Body
    void send(changed, seen.version, then?.onSuccess)
  }
  const question = crossed && (
    <MergeQuestion
      crossed={crossed.some}
      labels={labels}
      close={() => cross(undefined)}
      choose={(mine) => {
        const theirs = new Set(crossed.some.map((one) => one.key).filter((key) => !mine.has(key)))
        const kept = Object.fromEntries(Object.entries(crossed.body).filter(([key]) => !theirs.has(key))) as Body
        see(crossed.now)
        cross(undefined)
        void send(kept, crossed.now.version, crossed.done)
      }}
    />
  )
  return { mutate, error, isPending, question }
}

/** A setting as a line of text, so that two states of it can be laid side by side. */
function useShown(): (value: unknown) => string {
  const w = useWords(settingsWords)
  const shown = (value: unknown): string => {
    if (value === null || value === undefined) return ''
    if (typeof value === 'boolean') return value ? w.yes : w.no
    if (Array.isArray(value)) return value.join(', ')
    if (typeof value !== 'object') return String(value)
    return Object.entries(value)
      .filter(([key, one]) => one !== null && one !== undefined && !hidden.has(key))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, one]) => shown(one))
      .join(' · ')
  }
  return shown
}

// What is a secret, or stands in the answer beside what can be changed.
const hidden = new Set(['password', 'secret', 'copyToSent', 'sent', 'provedAt', 'failed'])

function useLabels(): Readonly<Record<string, string>> {
  const w = useWords(settingsWords)
  const m = useWords(mailWords)
  const p = useWords(autopilotWords)
  return {
    ...{ name: w.name, language: w.language, addressLines: w.address, legalLines: w.legal, email: w.email },
    ...{ phone: w.phone, website: w.website, signatory: w.signatory, policy: w.policy, policyByKind: w.policyByKind },
    ...{ smtp: m.out, imap: m.in, mailsPerHour: w.pace, recallMinutes: w.recall, brake: w.brake },
    runHour: w.parts.sending,
    ...{ seenFirst: p.seenFirst, autopilot: w.parts.autopilot, unitCosts: w.cost },
    ...{ knowledge: w.knowledge, manners: w.manners, ownerMail: w.ownerMail, backup: w.parts.backup },
  }
}
