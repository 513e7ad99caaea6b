// What stands beside a ladder: what the law asks of its steps, the rules of the whole, who uses it, and what a draft changes.

import { Box, Checkbox, List, NumberInput, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import type { Answer } from '../../src/http/client.ts'
import { useAsk } from '../api.ts'
import { policyWords } from '../words/policies.ts'
import { stepName } from '../words/steps.ts'
import { Paper } from './page.tsx'
import type { PolicyBody } from './policy-draft.ts'
import { useForms, useLanguage, useWords } from './tongue.tsx'

type Checked = Answer<'POST /v1/policies/{id}/check'>

export function Law({ checked }: { checked: Checked | undefined }) {
  const w = useWords(policyWords)
  const language = useLanguage()
  if (!checked || checked.refused) return null
  return (
    <Paper title={w.law}>
      {checked.law.length === 0 ? (
        <Text size="sm" c="dimmed">
          {w.lawNone}
        </Text>
      ) : (
        <List size="sm" spacing={6}>
          {checked.law.map((it) => (
            <List.Item key={`${it.step} ${it.says}`}>
              <Text span size="sm" fw={620}>
                {stepName(language, it.step)}.
              </Text>{' '}
              {it.says}
              {it.cite && (
                <Text size="xs" c="dimmed">
                  {it.cite}
                </Text>
              )}
            </List.Item>
          ))}
        </List>
      )}
    </Paper>
  )
}

export function Rules({ policy, set, may }: { policy: PolicyBody; set: (next: PolicyBody) => void; may: boolean }) {
  const w = useWords(policyWords)
  return (
    <Paper title={w.rules}>
      <Box component="fieldset" disabled={!may} className="bare-fieldset">
        <Stack gap="sm">
          <TextInput label={w.name} value={policy.name} onChange={(it) => set({ ...policy, name: it.target.value })} />
          <SimpleGrid cols={2} spacing="sm" style={{ alignItems: 'end' }}>
            {(['minDaysBetween', 'quietAfterTalk'] as const).map((key) => (
              <NumberInput
                key={key}
                label={w[key]}
                min={0}
                max={60}
                allowDecimal={false}
                value={policy[key]}
                onChange={(it) => typeof it === 'number' && set({ ...policy, [key]: it })}
              />
            ))}
          </SimpleGrid>
          {(['waitForSteady', 'thankYou'] as const).map((key) => (
            <Checkbox
              key={key}
              label={w[key]}
              checked={policy[key]}
              onChange={(it) => set({ ...policy, [key]: it.target.checked })}
            />
          ))}
        </Stack>
      </Box>
    </Paper>
  )
}

export function Use({ id }: { id: string }) {
  const w = useWords(policyWords)
  const forms = useForms()
  const { data } = useAsk('GET /v1/policies/{id}/use', { params: { id } })
  if (!data) return null
  const kinds = data.kinds.map((it) => w.kinds[it as keyof typeof w.kinds]).join(', ')
  const lines = [
    data.workspace && w.usedWorkspace,
    data.kinds.length > 0 && w.usedKinds(kinds),
    data.segments.length > 0 && w.usedSegments(data.segments.join(', ')),
    data.debtors > 0 && w.usedDebtors(forms.count(data.debtors)),
    data.claims > 0 && w.usedClaims(forms.count(data.claims)),
  ].filter((it) => typeof it === 'string')
  return (
    <Paper title={w.usedBy}>
      {lines.length === 0 ? (
        <Text size="sm" c="dimmed">
          {w.usedNobody}
        </Text>
      ) : (
        lines.map((it) => (
          <Text key={it} size="sm">
            {it}
          </Text>
        ))
      )}
    </Paper>
  )
}
