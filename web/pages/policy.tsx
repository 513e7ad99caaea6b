// One ladder: its line of steps, the step that is chosen as a form beside its words for a real customer, what the law asks, and the time
// machine. A draft stays in this browser; it is saved only after what it changes was looked at.

import {
  Alert,
  Anchor,
  Badge,
  Box,
  Button,
  Grid,
  Group,
  Menu,
  Modal,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { useDebouncedValue, useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { IconArrowLeft, IconDots } from '@tabler/icons-react'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { dunwell, queries, useAsk, useDo } from '../api.ts'
import { nameOnly } from '../ui/autopilot.tsx'
import { isStale } from '../ui/change.tsx'
import { Crossed } from '../ui/crossed.tsx'
import { useOwing } from '../ui/debtor-choice.tsx'
import { MessagePreview } from '../ui/message-preview.tsx'
import { Page, Paper } from '../ui/page.tsx'
import { AddStep } from '../ui/policy-add.tsx'
import { Law, Rules, Use } from '../ui/policy-beside.tsx'
import { Differences } from '../ui/policy-differences.tsx'
import { bodyOf, keepDraft, type PolicyBody, type Step, sameBody, useDraft } from '../ui/policy-draft.ts'
import { Ladder, type Leave } from '../ui/policy-ladder.tsx'
import { PolicyDialog, PolicyWaits } from '../ui/policy-second.tsx'
import { StepEditor } from '../ui/policy-step.tsx'
import { useMay, useSeat } from '../ui/seat.tsx'
import { Empty, Loading } from '../ui/state.tsx'
import { type Lived, TimeMachine } from '../ui/time-machine.tsx'
import { Told } from '../ui/told.tsx'
import { useForms, useLanguage, useWords } from '../ui/tongue.tsx'
import { autopilotWords } from '../words/autopilot.ts'
import { mergeWords } from '../words/merge.ts'
import { policyWords } from '../words/policies.ts'
import { shellWords } from '../words/shell.ts'
import { policyName, stepName } from '../words/steps.ts'

export default function PolicyPage() {
  const w = useWords(policyWords)
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const ask = useAsk('GET /v1/policies')
  const found = ask.data?.items.find((it) => it.id === id)
  const { workspace } = useSeat()
  const { draft, change, base, rebase } = useDraft(workspace.id, id, found?.version)
  if (!ask.data) return <Loading lines={12} />
  const saved = found && bodyOf(found)
  if (!saved && !draft)
    return (
      <Page title={w.title}>
        <Empty title={w.unknown} says={w.unknownSays}>
          <Button component={Link} to={'/policies' as never}>
            {w.all}
          </Button>
        </Empty>
      </Page>
    )
  return <One key={id} saved={saved} version={found?.version ?? 0} {...{ draft, change, base, rebase }} />
}

function One({
  saved,
  version,
  draft,
  base,
  rebase,
  change,
}: {
  saved: PolicyBody | undefined
  version: number
  base: number | undefined
  rebase: (on: number) => void
  draft: PolicyBody | undefined
  change: (next: PolicyBody | undefined) => void
}) {
  const w = useWords(policyWords)
  const m = useWords(mergeWords)
  const policy = draft ?? saved!
  const [at, choose] = useState<string | undefined>(policy.steps[0]?.id)
  const [under, look] = useState<string>()
  const [shown] = useDebouncedValue(under ?? at, 200)
  const [lived, setLived] = useState<Lived>()
  const [wish, setWish] = useState(0)
  const [saving, asking] = useDisclosure()
  const owing = useOwing()
  const may = useMay('manager')
  const here = useAsk('GET /v1/workspace')
  const leave = useLeave(policy.id)
  const [settled] = useDebouncedValue(draft, 400)
  const check = useAsk(
    'POST /v1/policies/{id}/check',
    { params: { id: policy.id }, body: { draft: settled ?? policy } },
    { staleTime: 60_000 },
  )
  const set = (next: PolicyBody) => change(saved && sameBody(next, saved) ? undefined : next)
  const step = policy.steps.find((it) => it.id === at) ?? policy.steps[0]
  const previewed = policy.steps.find((it) => it.id === shown) ?? step
  const setStep = (next: Step) => set({ ...policy, steps: policy.steps.map((it) => (it.id === next.id ? next : it)) })
  const remove = (id: string) => {
    const steps = policy.steps.filter((it) => it.id !== id)
    set({ ...policy, steps })
    choose(steps[0]?.id)
  }
  const language = useLanguage()
  const crossed = draft !== undefined && version > 0 && base !== undefined && base !== version
  const seen = draft !== undefined && lived?.policy !== undefined && sameBody(lived.policy, draft)
  return (
    <Page
      title={policyName(language, policy.name)}
      says={
        <Group gap="xs">
          {version > 0 && <span>{w.version(version)}</span>}
          {draft && (
            <Badge variant="light" color="amber">
              {w.draft}
            </Badge>
          )}
        </Group>
      }
      actions={
        <Actions
          {...{ policy, draft, version, seen, may, change }}
          base={base ?? version}
          crossed={crossed}
          refused={check.data?.refused != null}
          lived={lived}
          saving={saving}
          asking={asking}
          look={() => {
            setWish(wish + 1)
            document.getElementById('time-machine')?.scrollIntoView({ behavior: 'smooth', block: 'start' })
          }}
        />
      }
    >
      <Anchor component={Link} to={'/policies' as never} size="sm" mt={-12}>
        <Group gap={4}>
          <IconArrowLeft size={14} aria-hidden />
          {w.all}
        </Group>
      </Anchor>
      {crossed && <Crossed says={m.policySays} mine={() => rebase(version)} theirs={() => change(undefined)} />}
      {check.data?.refused && (
        <Alert color="amber" variant="light" title={w.refused} role="status">
          <Text size="sm">{check.data.refused.says}</Text>
          <Text size="sm" c="dimmed">
            <Told text={check.data.refused.fix} />
          </Text>
        </Alert>
      )}
      <PolicyWaits id={policy.id} />
      <Paper title={w.ladder} aside={may && <AddStep policy={policy} set={set} choose={choose} />}>
        <Ladder policy={policy} saved={saved} at={step?.id} choose={choose} look={look} leave={leave} />
      </Paper>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 5 }}>
          {step && (
            <Paper title={stepName(language, step.id)}>
              <Box component="fieldset" disabled={!may} className="bare-fieldset">
                <StepEditor
                  key={step.id}
                  step={step}
                  change={setStep}
                  remove={may && policy.steps.length > 1 ? () => remove(step.id) : undefined}
                />
              </Box>
            </Paper>
          )}
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Box className="beside-form">
            <Paper
              title={`${w.preview}${previewed && previewed.id !== step?.id ? `: ${stepName(language, previewed.id)}` : ''}`}
            >
              <MessagePreview
                owing={owing}
                refused={check.data?.refused != null}
                wanted={
                  previewed && (previewed.kind === 'message' || previewed.kind === 'statement') && !check.data?.refused
                    ? { step: previewed.id, ...(draft ? { draft: settled ?? draft } : { policy: policy.id }) }
                    : undefined
                }
              />
            </Paper>
          </Box>
        </Grid.Col>
      </Grid>
      {draft && saved && <Differences saved={saved} draft={draft} />}
      <Paper title={w.machine}>
        {here.data && (
          <TimeMachine draft={draft} today={here.data.today} lived={lived} onLived={setLived} asked={wish}>
            {may && draft && seen && (
              <Button onClick={asking.open} disabled={check.data?.refused != null || crossed}>
                {w.save}
              </Button>
            )}
          </TimeMachine>
        )}
      </Paper>
      <SimpleGrid cols={{ base: 1, md: 2, lg: version > 0 ? 3 : 2 }} spacing="lg" style={{ alignItems: 'start' }}>
        <Rules policy={policy} set={set} may={may} />
        <Law checked={check.data} />
        {version > 0 && <Use id={policy.id} />}
      </SimpleGrid>
    </Page>
  )
}

/** Which steps go without a yes, and whether all others wait for one. */
function useLeave(policy: string): Leave {
  const a = useWords(autopilotWords)
  const forms = useForms()
  const { data } = useAsk('GET /v1/autopilots', undefined, { staleTime: 60_000 })
  const flown = new Map<string, string>()
  for (const it of data?.steps ?? [])
    if (it.policy.id === policy && it.allowed)
      flown.set(
        it.step,
        a.onSays(
          nameOnly(it.allowed.by),
          forms.day(it.allowed.on),
          forms.money(it.allowed.mostMinor, it.allowed.currency),
        ),
      )
  return { flown, seenFirst: data?.seenFirst ?? false }
}

function Actions({
  policy,
  draft,
  version,
  base,
  crossed,
  seen,
  refused,
  may,
  change,
  lived,
  saving,
  asking: { open, close },
  look,
}: {
  policy: PolicyBody
  draft: PolicyBody | undefined
  version: number
  /** The version that the draft was begun from. */
  base: number
  crossed: boolean
  seen: boolean
  refused: boolean
  may: boolean
  change: (next: PolicyBody | undefined) => void
  lived: Lived | undefined
  saving: boolean
  asking: { open: () => void; close: () => void }
  /** Lives the draft through, where that can be seen. */
  look: () => void
}) {
  const w = useWords(policyWords)
  const s = useWords(shellWords)
  const navigate = useNavigate()
  const { workspace } = useSeat()
  const [copying, setCopying] = useState<string>()
  const m = useWords(mergeWords)
  const language = useLanguage()
  const [choosing, setChoosing] = useState(false)
  // What was the usual one when the question was asked, and whether another became it meanwhile.
  const [usualBefore, setUsualBefore] = useState<{ id: string; crossed: boolean }>()
  const policies = useAsk('GET /v1/policies')
  const save = useDo('PUT /v1/policies/{id}')
  const use = useDo('POST /v1/policies/{id}/use')
  if (!may) return null
  const really = () =>
    save.mutate(
      { params: { id: policy.id }, body: policy as never, ifMatch: base },
      {
        onSuccess: (it) => {
          change(undefined)
          close()
          notifications.show({ message: w.saved(it.version) })
        },
        onError: (error) => {
          close()
          // What they saved is fetched, and the question stands on the page.
          if (isStale(error)) void queries.invalidateQueries()
          else notifications.show({ color: 'rust', message: error.message })
        },
      },
    )
  const usual = () =>
    use.mutate(
      { params: { id: policy.id }, body: usualBefore ? { instead: usualBefore.id } : {} },
      {
        onSuccess: () => {
          setChoosing(false)
          notifications.show({ message: w.madeUsual })
        },
        onError: (error) => {
          if (isStale(error))
            void dunwell('GET /v1/settings').then((now) => setUsualBefore({ id: now.policy, crossed: true }))
          else notifications.show({ color: 'rust', message: error.message })
        },
      },
    )
  const copy = (name: string) => {
    const id = `${
      name
        .toLowerCase()
        .normalize('NFKD')
        .replaceAll(/[^a-z0-9]+/g, '-')
        .replaceAll(/^-+|-+$/g, '') || 'copy'
    }`.slice(0, 40)
    keepDraft(workspace.id, { ...policy, id: /^[a-z]/.test(id) ? id : `p-${id}`, name })
    setCopying(undefined)
    void navigate({ to: `/policies/${/^[a-z]/.test(id) ? id : `p-${id}`}` as never })
  }
  return (
    <>
      {draft && !seen && (
        <Button onClick={look} title={w.seeFirstSays}>
          {w.seeFirst}
        </Button>
      )}
      {draft && seen && (
        <Button onClick={open} disabled={refused || crossed}>
          {w.save}
        </Button>
      )}
      {draft && (
        <Button
          variant="default"
          onClick={() => {
            change(undefined)
            notifications.show({
              message: (
                <Group justify="space-between">
                  {w.discarded}
                  <Button size="compact-xs" variant="default" onClick={() => change(draft)}>
                    {s.undo}
                  </Button>
                </Group>
              ),
            })
          }}
        >
          {w.discard}
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" px="xs" aria-label={s.more}>
            <IconDots size={18} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setCopying(`${policy.name} 2`)}>{w.copy}</Menu.Item>
          {version > 0 && (
            <Menu.Item
              onClick={() => {
                setUsualBefore(undefined)
                setChoosing(true)
                void dunwell('GET /v1/settings').then((now) => setUsualBefore({ id: now.policy, crossed: false }))
              }}
            >
              {w.makeUsual}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <PolicyDialog
        act={saving ? { kind: 'policy', policy } : undefined}
        title={w.saveAsk}
        close={close}
        direct={really}
        busy={save.isPending}
        done={() => change(undefined)}
      >
        <Text>{w.saveSays}</Text>
        {lived && (
          <Text size="sm" c="dimmed">
            {w.messages}: {lived.current.messages} → {lived.draft.messages}
          </Text>
        )}
      </PolicyDialog>
      <PolicyDialog
        act={choosing ? { kind: 'policy_use', policy: policy.id } : undefined}
        title={w.makeUsual}
        close={() => setChoosing(false)}
        direct={usual}
        busy={use.isPending}
        done={() => undefined}
      >
        <Text>{w.makeUsualSays(policy.name)}</Text>
        {usualBefore?.crossed && (
          <Alert color="amber" variant="light" role="alert">
            {m.policyUse(
              policyName(language, policies.data?.items.find((it) => it.id === usualBefore.id)?.name ?? usualBefore.id),
            )}
          </Alert>
        )}
      </PolicyDialog>
      <Modal
        opened={copying !== undefined}
        onClose={() => setCopying(undefined)}
        title={w.copy}
        closeButtonProps={{ 'aria-label': s.close }}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (copying?.trim()) copy(copying.trim())
          }}
        >
          <Stack gap="md">
            <TextInput
              label={w.copyName}
              description={w.copySays}
              value={copying ?? ''}
              onChange={(it) => setCopying(it.target.value)}
              data-autofocus
              required
            />
            <Group justify="flex-end">
              <Button type="submit">{w.copy}</Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  )
}
