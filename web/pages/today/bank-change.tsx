// New bank details that wait: on the page that everybody opens, for those who may stop them.

import { Alert, Button, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useAsk } from '../../api.ts'
import { useMay } from '../../ui/seat.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { todayWords } from '../../words/today.ts'

export function BankChangeWaits() {
  return useMay('manager') ? <Waits /> : null
}

function Waits() {
  const w = useWords(todayWords)
  const forms = useForms()
  const it = useAsk('GET /v1/bank-details').data?.waiting
  if (!it) return null
  const says = it.needsSecond && it.agreedAt === null ? w.bankWaitsSecond : w.bankWaits
  return (
    <Alert color="amber" variant="light" py="xs" role="status">
      <Group justify="space-between" gap="sm">
        <Text size="sm">{says(it.askedBy, forms.moment(it.effectiveAt!))}</Text>
        <Button component={Link} to={'/settings/bank' as never} size="xs" variant="default">
          {w.bankLook}
        </Button>
      </Group>
    </Alert>
  )
}
