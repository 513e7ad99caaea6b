// When the day runs and what keeps it from running away: the hour, the time to call back, the brake, and how fresh our knowledge must be.

import { Checkbox, NumberInput, Select, SimpleGrid, Stack, Text } from '@mantine/core'
import { useAsk } from '../../api.ts'
import { errorAt, Form, Two, useDraft, useKept } from '../../ui/form.tsx'
import { Paper } from '../../ui/page.tsx'
import { useMay } from '../../ui/seat.tsx'
import { useSettingsSave } from '../../ui/settings-save.tsx'
import { Shown } from '../../ui/state.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { settingsWords } from '../../words/settings.ts'
import type { SettingsAnswer } from './business.tsx'

export default function Sending() {
  const asked = useAsk('GET /v1/settings')
  return <Shown ask={asked}>{(it) => <Fields it={it} />}</Shown>
}

const hours = Array.from({ length: 24 }, (_, i) => ({ value: String(i), label: `${String(i).padStart(2, '0')}:00` }))

function Fields({ it }: { it: SettingsAnswer }) {
  const w = useWords(settingsWords)
  const forms = useForms()
  const may = useMay('owner')
  const save = useSettingsSave(it)
  const kept = useKept()
  const { value, set, clear } = useDraft({
    runHour: it.runHour,
    mailsPerHour: it.mailsPerHour,
    recallMinutes: it.recallMinutes,
    brakeOn: it.brake.on,
    factor: it.brake.factor,
    firstDay: it.brake.firstDay,
    reminders: it.knowledge.reminders,
    demands: it.knowledge.demands,
    manners: it.manners,
    ownerDay: it.ownerMail.day,
    ownerWeek: it.ownerMail.week,
    minutesBefore: it.ownerMail.minutesBefore,
    email: it.unitCosts.email,
    letter: it.unitCosts.letter,
    call: it.unitCosts.call,
  })
  const submit = () => {
    const { runHour, mailsPerHour, recallMinutes, brakeOn, factor, firstDay, reminders, demands, manners } = value
    save.mutate(
      {
        body: {
          ...{ runHour, mailsPerHour, recallMinutes, manners: manners as 'keep' },
          brake: { on: brakeOn, factor, firstDay },
          knowledge: { reminders, demands },
          ownerMail: { day: value.ownerDay, week: value.ownerWeek, minutesBefore: value.minutesBefore },
          unitCosts: { email: value.email, letter: value.letter, call: value.call },
        },
      },
      {
        onSuccess: () => {
          clear()
          kept()
        },
      },
    )
  }
  const number = (key: 'mailsPerHour' | 'recallMinutes' | 'factor' | 'firstDay' | 'minutesBefore', field: string) => ({
    value: value[key],
    onChange: (next: string | number) => set(key, Number(next)),
    min: 0,
    readOnly: !may,
    error: errorAt(save.error, field),
  })
  const days = (key: 'reminders' | 'demands') => ({
    value: value[key] ?? '',
    onChange: (next: string | number) => set(key, next === '' ? null : Number(next)),
    min: 0,
    readOnly: !may,
    placeholder: w.neverWait,
    error: errorAt(save.error, `knowledge.${key}`),
  })
  const cost = (key: 'email' | 'letter' | 'call') => ({
    label: w.costs[key],
    value: value[key] ?? '',
    onChange: (next: string | number) => set(key, next === '' ? undefined : Number(next)),
    min: 0,
    decimalScale: 2,
    fixedDecimalScale: true,
    ...forms.marks,
    readOnly: !may,
    placeholder: w.costUnknown,
    error: errorAt(save.error, `unitCosts.${key}`),
  })
  const fields = ['unitCosts', 'mailsPerHour', 'recallMinutes', 'brake', 'knowledge', 'ownerMail']
  return (
    <Form onSubmit={submit} error={save.error} fields={fields} busy={save.isPending} off={!may}>
      <Paper title={w.parts.sending}>
        <Two>
          <Select
            label={w.runHour}
            description={w.runHourSays(it.zone)}
            data={hours}
            value={String(value.runHour)}
            onChange={(next) => next !== null && set('runHour', Number(next))}
            disabled={!may}
          />
          <NumberInput label={w.recall} description={w.recallSays} {...number('recallMinutes', 'recallMinutes')} />
          <NumberInput label={w.pace} description={w.paceSays} {...number('mailsPerHour', 'mailsPerHour')} />
          <Select
            label={w.manners}
            description={w.mannersSays}
            data={[
              { value: 'keep', label: w.mannersKeep },
              { value: 'warn', label: w.mannersWarn },
            ]}
            value={value.manners}
            onChange={(next) => next !== null && set('manners', next)}
            disabled={!may}
          />
        </Two>
      </Paper>
      <Paper title={w.brake}>
        <Text size="sm" c="dimmed" mb="sm">
          {w.brakeSays}
        </Text>
        <Checkbox
          label={w.brakeOn}
          checked={value.brakeOn}
          onChange={(event) => set('brakeOn', event.currentTarget.checked)}
          disabled={!may}
          mb="md"
        />
        <Two>
          <NumberInput label={w.brakeFactor} {...number('factor', 'brake.factor')} disabled={!value.brakeOn} />
          <NumberInput label={w.brakeFirst} {...number('firstDay', 'brake.firstDay')} disabled={!value.brakeOn} />
        </Two>
      </Paper>
      <Paper title={w.knowledge}>
        <Text size="sm" c="dimmed" mb="sm">
          {w.knowledgeSays}
        </Text>
        <Two>
          <NumberInput label={w.knowledgeReminders} {...days('reminders')} />
          <NumberInput label={w.knowledgeDemands} {...days('demands')} />
        </Two>
      </Paper>
      <Paper title={w.ownerMail}>
        <Text size="sm" c="dimmed" mb="sm">
          {w.ownerMailSays}
        </Text>
        <Stack gap="sm">
          <Checkbox
            label={w.ownerDay}
            description={w.ownerDaySays}
            checked={value.ownerDay}
            onChange={(event) => set('ownerDay', event.currentTarget.checked)}
            disabled={!may}
          />
          <NumberInput
            label={w.ownerMinutes}
            description={w.ownerMinutesSays}
            {...number('minutesBefore', 'ownerMail.minutesBefore')}
            max={600}
            maw={320}
            disabled={!value.ownerDay}
          />
          <Checkbox
            label={w.ownerWeek}
            description={w.ownerWeekSays}
            checked={value.ownerWeek}
            onChange={(event) => set('ownerWeek', event.currentTarget.checked)}
            disabled={!may}
          />
        </Stack>
      </Paper>
      <Paper title={w.cost}>
        <Text size="sm" c="dimmed" mb="sm">
          {w.costSays(it.currency)}
        </Text>
        <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
          <NumberInput {...cost('email')} />
          <NumberInput {...cost('letter')} />
          <NumberInput {...cost('call')} />
        </SimpleGrid>
      </Paper>
      {save.question}
    </Form>
  )
}
