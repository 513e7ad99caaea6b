// How what they owe came to be: every line of every claim on a day, with what each rests on.

import { Box, Divider, Drawer, Group, Stack, Text, Title } from '@mantine/core'
import { useAsk } from '../../api.ts'
import { Shown } from '../../ui/state.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { caseWords } from '../../words/case.ts'
import { actWords } from '../../words/case-acts.ts'
import { useCase } from './page.tsx'

interface Line {
  readonly day: string
  readonly what: string
  readonly says: string
  readonly amountMinor: number
  readonly ground: string | null
  readonly claimable: boolean
  readonly segment: { readonly days: number; readonly ratePercent: string; readonly source: string } | null
}
interface ClaimLines {
  readonly number: string
  readonly currency: string
  readonly basis: { readonly says: string; readonly cite?: string }
  readonly lines: readonly Line[]
  readonly notes: readonly string[]
  readonly totalMinor: number
  readonly open: boolean
  readonly openMinor: number
}
interface Total {
  readonly currency: string
  readonly totalMinor: number
  readonly openMinor: number
  readonly claimableMinor: number
  readonly perDiem: string
}

export function StatementDrawer({ opened, close }: { opened: boolean; close: () => void }) {
  const { it } = useCase()
  const w = useWords(caseWords)
  const a = useWords(actWords)
  return (
    <Drawer
      opened={opened}
      onClose={close}
      position="right"
      size="xl"
      title={`${w.statement}: ${it.debtor.name}`}
      closeButtonProps={{ 'aria-label': a.close }}
    >
      {opened && <Lines />}
    </Drawer>
  )
}

// What is on the books first; then what is settled and would bear interest or a fee, if somebody asked for it.
function inOrder(claims: readonly ClaimLines[]): ClaimLines[] {
  return claims
    .filter((claim) => claim.open || claim.totalMinor !== 0)
    .sort((a, b) => Number(b.openMinor !== 0) - Number(a.openMinor !== 0))
}

/** How money was spread is the books' word for it; to who reads it is a payment. */
export const readable =
  (payment: string) =>
  <L extends Pick<Line, 'what' | 'says' | 'ground'>>(line: L): L =>
    line.what === 'paid' && /^(Allocated|Zugeordnet): /.test(line.says)
      ? { ...line, says: payment, ground: null }
      : line

function Lines() {
  const { it } = useCase()
  const w = useWords(caseWords)
  const forms = useForms()
  const ask = useAsk('GET /v1/debtors/{id}/statement', { params: { id: it.debtor.id } })
  return (
    <Shown ask={ask} lines={10}>
      {(found) => (
        <Stack gap="lg">
          {(found.totals as unknown as Total[]).map((total) => (
            <Box key={total.currency}>
              <Text size="sm" c="dimmed">
                {w.statementOn(forms.day(found.day))}
              </Text>
              <Text className="figure" fz={24} fw={640}>
                {forms.money(total.totalMinor, total.currency)}
              </Text>
              <Text size="sm" c="dimmed">
                {forms.money(total.openMinor, total.currency)} {w.onBooks}
                {total.claimableMinor > 0 && ` · ${forms.money(total.claimableMinor, total.currency)} ${w.claimable}`}
              </Text>
              {!/^0[.0]* /.test(total.perDiem) && (
                <Text size="xs" c="dimmed">
                  {w.perDay(forms.rounded(total.perDiem))}
                </Text>
              )}
            </Box>
          ))}
          {inOrder(found.claims as unknown as ClaimLines[]).map((claim) => (
            <Box key={claim.number}>
              <Divider mb="sm" label={claim.openMinor === 0 ? w.settledBut : undefined} labelPosition="left" />
              <Group justify="space-between" align="baseline">
                <Title order={3} size="md" className="theirs">
                  {claim.number}
                </Title>
                <Text className="figure" fw={620}>
                  {forms.money(claim.totalMinor, claim.currency)}
                </Text>
              </Group>
              <Text size="xs" c="dimmed" mb={6}>
                {claim.basis.says}
              </Text>
              {claim.lines.map(readable(w.payment)).map((line) => (
                <div key={`${line.day} ${line.says} ${line.amountMinor}`} className="statement-line">
                  <Text size="sm" c="dimmed" className="figure">
                    {forms.day(line.day)}
                  </Text>
                  <Box>
                    <Text size="sm" className="theirs">
                      {line.says}
                      {line.claimable && ` (${w.claimable})`}
                    </Text>
                    {line.segment ? (
                      <Text size="xs" c="dimmed" title={line.segment.source}>
                        {w.segment(line.segment.days, `${forms.count(Number(line.segment.ratePercent))} %`)}
                      </Text>
                    ) : (
                      line.ground && (
                        <Text size="xs" c="dimmed">
                          {line.ground}
                        </Text>
                      )
                    )}
                  </Box>
                  <Text size="sm" className="figure" ta="right">
                    {forms.money(line.amountMinor, claim.currency)}
                  </Text>
                </div>
              ))}
              {claim.notes.map((note) => (
                <Text size="xs" c="dimmed" key={note} mt={4}>
                  {note}
                </Text>
              ))}
            </Box>
          ))}
        </Stack>
      )}
    </Shown>
  )
}
