// What others ask of who looks: above their own limit.

import { Anchor, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type Approval, ApprovalCard } from '../../ui/approval.tsx'
import { Paper } from '../../ui/page.tsx'
import { useWords } from '../../ui/tongue.tsx'
import { approvalWords } from '../../words/approvals.ts'
import { Count } from './count.tsx'

export default function SecondPerson({ mine }: { mine: readonly Approval[] }) {
  const w = useWords(approvalWords)
  return (
    <Paper
      title={w.title}
      aside={
        <Group gap="sm">
          <Anchor component={Link} to={'/approvals' as never} size="sm">
            {w.all}
          </Anchor>
          <Count of={mine.length} />
        </Group>
      }
      flush
    >
      {mine.slice(0, 8).map((it) => (
        <ApprovalCard key={it.id} it={it} />
      ))}
    </Paper>
  )
}
