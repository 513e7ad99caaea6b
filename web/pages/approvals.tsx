// What needs a second person: all that waits, whoever asked, and what came of what was asked before.

import { Button, Group } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useAsk, usePages } from '../api.ts'
import { ApprovalCard } from '../ui/approval.tsx'
import { Page, Paper } from '../ui/page.tsx'
import { Empty, Failed, LoadingSheets } from '../ui/state.tsx'
import { useWords } from '../ui/tongue.tsx'
import { approvalWords } from '../words/approvals.ts'

export default function Approvals() {
  const w = useWords(approvalWords)
  const waiting = useAsk('GET /v1/approvals', { query: {} }, { refetchInterval: 60_000 })
  const all = usePages('GET /v1/approvals', { query: { state: 'all', limit: 30 } })
  const past = all.rows?.filter((it) => it.state !== 'waiting') ?? []
  const open = waiting.data?.items ?? []
  return (
    <Page title={w.page} says={w.pageSays} narrow>
      {waiting.error && !waiting.data ? (
        <Failed error={waiting.error} again={() => void waiting.refetch()} />
      ) : (
        (!waiting.data || !all.rows) && <LoadingSheets first={0} />
      )}
      {waiting.data && open.length === 0 && past.length === 0 && all.rows && (
        <Empty icon={IconUsers} title={w.nobodyAsked} says={w.nobodyAskedSays}>
          <Button component={Link} to={'/settings/people' as never}>
            {w.nobodyAskedGo}
          </Button>
        </Empty>
      )}
      {open.length > 0 && (
        <Paper title={w.waiting} flush>
          {open.map((it) => (
            <ApprovalCard key={it.id} it={it} />
          ))}
        </Paper>
      )}
      {past.length > 0 && (
        <Paper title={w.past} flush>
          {past.map((it) => (
            <ApprovalCard key={it.id} it={it} />
          ))}
        </Paper>
      )}
      {all.more && (
        <Group justify="center">
          <Button variant="default" loading={all.fetching} onClick={all.fetchMore}>
            {w.more}
          </Button>
        </Group>
      )}
    </Page>
  )
}
