// The four figures that a person acts on; each leads to where one does.

import { Box, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Answer } from '../../../src/http/client.ts'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { todayWords } from '../../words/today.ts'

type Today = Answer<'GET /v1/today'>
type Sum = { readonly currency: string; readonly amountMinor: number | null }

export function Figures({ it }: { it: Today }) {
  const w = useWords(todayWords)
  const forms = useForms()
  const claims = it.figures.reduce((sum, one) => sum + one.overdueClaims, 0)
  const sums = (of: (one: Today['figures'][number]) => number | null): Sum[] =>
    it.figures.map((one) => ({ currency: one.currency, amountMinor: of(one) }))
  return (
    <Box className="paper figures">
      <Figure
        title={w.overdue}
        says={w.overdueOf(claims, forms.count(claims))}
        to="/cases"
        sums={sums((one) => one.overdueMinor)}
      />
      <Figure title={w.expected} says={w.expectedSays} to="/promises" sums={sums((one) => one.expected.amountMinor)} />
      <Figure
        title={w.collected}
        says={w.collectedSays}
        to="/reports/cash-in"
        sums={sums((one) => one.collectedMinor)}
      />
      <Figure title={w.risk} says={w.riskSays} to="/cases?late=90%2B" sums={sums((one) => one.atRiskMinor)} />
    </Box>
  )
}

/** One sum large, those of other currencies small beneath: they are never added. */
function Figure({ title, says, to, sums }: { title: string; says: string; to: string; sums: readonly Sum[] }) {
  const w = useWords(todayWords)
  const forms = useForms()
  const [first, ...others] = sums
  const rest = others.filter((it) => it.amountMinor)
  return (
    <Link to={to as never} className="figures-one">
      <Text size="sm" c="dimmed" component="span" display="block">
        {title}
      </Text>
      {first && (
        <Text component="span" display="block" fw={640} fz={{ base: 'lg', sm: '1.5rem' }} lh={1.3} className="figure">
          {first.amountMinor === null ? (
            <Text span size="sm" c="dimmed" fw={400}>
              {w.unknown}
            </Text>
          ) : (
            forms.roughMoney(first.amountMinor, first.currency)
          )}
        </Text>
      )}
      {rest.length > 0 && (
        <Text component="span" size="sm" className="figures-rest">
          {rest.map((it) => (
            <span key={it.currency} className="figure">
              {forms.roughMoney(it.amountMinor!, it.currency)}
            </span>
          ))}
        </Text>
      )}
      <Text component="span" display="block" size="xs" c="dimmed" mt={2}>
        {says}
      </Text>
    </Link>
  )
}
