// What somebody owes in each currency, in one place of a list.

import { useForms } from './tongue.tsx'

/** The largest sum; those in other currencies stand behind it, for sums of different money are never added. */
export function OwedSums({
  some,
  none,
}: {
  some: readonly { readonly currency: string; readonly minor: number }[]
  none?: string
}) {
  const forms = useForms()
  const [first, ...rest] = some.filter((it) => it.minor !== 0).sort((a, b) => b.minor - a.minor)
  if (!first) return none ? <span className="quiet">{none}</span> : null
  if (rest.length === 0) return forms.money(first.minor, first.currency)
  const others = rest.map((it) => forms.money(it.minor, it.currency)).join(', ')
  return (
    <span title={others}>
      {forms.money(first.minor, first.currency)}
      <span className="quiet" aria-hidden>{` +${rest.length}`}</span>
      <span className="unseen">, {others}</span>
    </span>
  )
}
