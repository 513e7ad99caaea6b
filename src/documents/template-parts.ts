// A template taken apart for reading its words: the subject, the heading and the body as they would stand for one kind of
// debtor, each at its own line and column, with everything else blank. It renders nothing.

import type { DebtorKind } from '../core/policy.ts'
import { templateName } from './template.ts'

export interface TemplatePart {
  readonly part: 'subject' | 'heading' | 'body'
  /** As long as the source, so that a place in it is a place in the source. */
  readonly text: string
}

/** `id` tells a partial, which has no head; the partial of subjects is a subject. */
export function templateParts(source: string, id: string, kind: DebtorKind): TemplatePart[] {
  const seen = forKind(source, kind)
  if (templateName.test(id) && id.startsWith('_')) return [{ part: id === '_subject' ? 'subject' : 'body', text: seen }]
  const head = /^---\r?\n[\s\S]*?\r?\n---\r?\n/.exec(seen)?.[0] ?? ''
  const parts: TemplatePart[] = [{ part: 'body', text: blank(head) + seen.slice(head.length) }]
  for (const part of ['subject', 'heading'] as const) {
    const line = new RegExp(`^${part}:[ \\t]*(.*)$`, 'm').exec(head)
    if (!line) continue
    const from = line.index + line[0].length - line[1]!.length
    const text = line[1]!.replace(/^(["'])(.*)\1\s*$/, ' $2 ')
    parts.push({ part, text: blank(seen.slice(0, from)) + text.padEnd(line[1]!.length) })
  }
  return parts
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ')
}

interface Frame {
  /** Whether the branch that is open is this kind's; what depends on anything else is everybody's. */
  active: boolean
  /** A branch before it surely was. */
  taken: boolean
}

/** The source with the branches blank that another kind of debtor gets. */
function forKind(source: string, kind: DebtorKind): string {
  const frames: Frame[] = []
  let out = ''
  let from = 0
  const keep = (until: number) => {
    const text = source.slice(from, until)
    out += frames.every((frame) => frame.active) ? text : blank(text)
    from = until
  }
  for (const tag of source.matchAll(/\{%-?\s*(if|unless|elsif|else|endif|endunless)\b([^%]*)%\}/g)) {
    const [whole, name, condition] = tag
    keep(tag.index)
    if (name === 'if' || name === 'unless') {
      const truth = name === 'if' ? truthOf(condition!, kind) : undefined
      frames.push({ active: truth !== false, taken: truth === true })
    } else if (name === 'endif' || name === 'endunless') frames.pop()
    else {
      const frame = frames.at(-1)
      const truth = name === 'else' ? true : truthOf(condition!, kind)
      if (frame) {
        frame.active = !frame.taken && truth !== false
        frame.taken ||= truth === true
      }
    }
    out += source.slice(from, tag.index + whole.length)
    from = tag.index + whole.length
  }
  keep(source.length)
  return out
}

function truthOf(condition: string, kind: DebtorKind): boolean | undefined {
  const asked = /^\s*debtor\.kind\s*(==|!=)\s*["'](\w+)["']\s*-?$/.exec(condition)
  return asked ? (asked[2] === kind) === (asked[1] === '==') : undefined
}
