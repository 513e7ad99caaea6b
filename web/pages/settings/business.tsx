// Who is owed: name, address, what the law wants on a letter, who signs, and how letters sound.

import { Checkbox, Select, Textarea, TextInput } from '@mantine/core'
import type { Answer } from '../../../src/http/client.ts'
import { useAsk } from '../../api.ts'
import { errorAt, Form, Two, useDraft, useKept } from '../../ui/form.tsx'
import { Paper } from '../../ui/page.tsx'
import { useMay } from '../../ui/seat.tsx'
import { useSettingsSave } from '../../ui/settings-save.tsx'
import { Shown } from '../../ui/state.tsx'
import { useWords } from '../../ui/tongue.tsx'
import { settingsWords } from '../../words/settings.ts'

export type SettingsAnswer = Answer<'GET /v1/settings'>

export default function Business() {
  const asked = useAsk('GET /v1/settings')
  return <Shown ask={asked}>{(it) => <Fields it={it} />}</Shown>
}

const split = (text: string) =>
  text
    .split('\n')
    .map((it) => it.trim())
    .filter((it) => it !== '')
const orNone = (text: string) => (text.trim() === '' ? null : text.trim())

function Fields({ it }: { it: SettingsAnswer }) {
  const w = useWords(settingsWords)
  const may = useMay('owner')
  const save = useSettingsSave(it)
  const kept = useKept()
  const { value, set, clear } = useDraft({
    name: it.name,
    address: it.addressLines.join('\n'),
    legal: it.legalLines.join('\n'),
    email: it.email ?? '',
    phone: it.phone ?? '',
    website: it.website ?? '',
    language: it.language,
    signatory: it.signatory?.name ?? '',
    role: it.signatory?.role ?? '',
    signatoryPhone: it.signatory?.phone ?? '',
    signatoryEmail: it.signatory?.email ?? '',
    policy: it.policy,
    policyByKind: it.policyByKind,
  })
  const submit = () =>
    save.mutate(
      {
        body: {
          name: value.name,
          addressLines: split(value.address),
          legalLines: split(value.legal),
          email: orNone(value.email),
          phone: orNone(value.phone),
          website: orNone(value.website),
          language: value.language as 'en',
          signatory:
            value.signatory.trim() === ''
              ? null
              : {
                  name: value.signatory,
                  ...(value.role.trim() !== '' && { role: value.role }),
                  ...(value.signatoryPhone.trim() !== '' && { phone: value.signatoryPhone }),
                  ...(value.signatoryEmail.trim() !== '' && { email: value.signatoryEmail }),
                },
          policy: value.policy,
          policyByKind: value.policyByKind,
        },
      },
      {
        onSuccess: () => {
          clear()
          kept()
        },
      },
    )
  const at = (field: string) => errorAt(save.error, field)
  const fields = ['name', 'addressLines', 'legalLines', 'email', 'phone', 'website', 'signatory', 'policy']
  const text = (
    key: 'name' | 'email' | 'phone' | 'website' | 'signatory' | 'role' | 'signatoryPhone' | 'signatoryEmail',
  ) => ({
    value: value[key],
    onChange: (event: { currentTarget: { value: string } }) => set(key, event.currentTarget.value),
    readOnly: !may,
  })
  return (
    <Form onSubmit={submit} error={save.error} fields={fields} busy={save.isPending} off={!may}>
      <Paper title={w.parts.business}>
        <Two>
          <TextInput label={w.name} error={at('name')} {...text('name')} />
          <Select
            label={w.language}
            description={w.languageSays}
            data={(['en', 'de', 'fr', 'es'] as const).map((one) => ({ value: one, label: w.languages[one] }))}
            value={value.language}
            onChange={(next) => next !== null && set('language', next)}
            disabled={!may}
          />
          <Textarea
            label={w.address}
            value={value.address}
            onChange={(event) => set('address', event.currentTarget.value)}
            error={at('addressLines')}
            readOnly={!may}
          />
          <Textarea
            label={w.legal}
            description={w.legalSays}
            value={value.legal}
            onChange={(event) => set('legal', event.currentTarget.value)}
            error={at('legalLines')}
            readOnly={!may}
          />
          <TextInput label={w.email} error={at('email')} type="email" {...text('email')} />
          <TextInput label={w.phone} error={at('phone')} type="tel" {...text('phone')} />
          <TextInput label={w.website} error={at('website')} {...text('website')} />
        </Two>
      </Paper>
      <Paper title={w.signatory}>
        <Two>
          <TextInput label={w.signatoryName} error={at('signatory.name')} {...text('signatory')} />
          <TextInput label={w.signatoryRole} error={at('signatory.role')} {...text('role')} />
          <TextInput label={w.phone} error={at('signatory.phone')} type="tel" {...text('signatoryPhone')} />
          <TextInput
            label={w.email}
            description={w.signatoryEmailSays}
            error={at('signatory.email')}
            type="email"
            {...text('signatoryEmail')}
          />
        </Two>
      </Paper>
      <Paper title={w.tone}>
        <Two>
          <Select
            label={w.policy}
            description={w.policySays}
            data={it.policies.map((one) => ({ value: one.id, label: one.name }))}
            value={value.policy}
            onChange={(next) => next !== null && set('policy', next)}
            disabled={!may}
          />
          <Checkbox
            mt={26}
            label={w.policyByKind}
            description={w.policyByKindSays}
            checked={value.policyByKind}
            onChange={(event) => set('policyByKind', event.currentTarget.checked)}
            disabled={!may}
          />
        </Two>
      </Paper>
      {save.question}
    </Form>
  )
}
