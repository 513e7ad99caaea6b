// Keys by which programs come in: made, shown once, taken back.

import { Badge, Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAsk, useDo } from '../../api.ts'
import { errorAt, Form, Once } from '../../ui/form.tsx'
import { Paper } from '../../ui/page.tsx'
import { Shown } from '../../ui/state.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { trustWords } from '../../words/trust.ts'

export default function Keys() {
  const w = useWords(trustWords)
  const forms = useForms()
  const asked = useAsk('GET /v1/keys')
  const add = useDo('POST /v1/keys')
  const revoke = useDo('POST /v1/keys/{id}/revoke')
  const [name, setName] = useState('')
  const [mayWrite, setMayWrite] = useState(false)
  return (
    <>
      {add.data && <Once title={w.keyOnce} says={w.keyOnceSays} text={add.data.secret} />}
      <Paper title={w.keys}>
        <Stack>
          <Text size="sm" c="dimmed">
            {w.keysSay}
          </Text>
          <Shown ask={asked}>
            {({ items }) => (
              <Stack gap="sm">
                {items.length === 0 && <Text size="sm">{w.keysEmpty}</Text>}
                {items.map((it) => (
                  <Group key={it.id} justify="space-between" gap="sm" wrap="nowrap" align="flex-start">
                    <Stack gap={0} flex={1} miw={0}>
                      <Group gap="xs">
                        <Text fw={620} className="name" c={it.revokedAt === null ? undefined : 'dimmed'}>
                          {it.name}
                        </Text>
                        <Badge variant="light" color="gray">
                          {it.mayWrite ? w.keyWrites : w.keyReads}
                        </Badge>
                      </Group>
                      <Text size="xs" c="dimmed">
                        {it.revokedAt === null
                          ? w.keyMade(forms.moment(it.madeAt!))
                          : w.keyRevoked(forms.moment(it.revokedAt))}
                      </Text>
                    </Stack>
                    {it.revokedAt === null && (
                      <Button
                        size="compact-sm"
                        variant="default"
                        flex="none"
                        aria-label={`${w.keyRevoke}: ${it.name}`}
                        onClick={() => revoke.mutate({ params: { id: it.id } })}
                      >
                        {w.keyRevoke}
                      </Button>
                    )}
                  </Group>
                ))}
              </Stack>
            )}
          </Shown>
        </Stack>
      </Paper>
      <Paper title={w.keyAdd}>
        <Form
          onSubmit={() =>
            add.mutate(
              { body: { name, mayWrite } },
              {
                onSuccess: () => {
                  setName('')
                  setMayWrite(false)
                },
              },
            )
          }
          error={add.error}
          fields={['name']}
          busy={add.isPending}
          label={w.keyAdd}
        >
          <TextInput
            label={w.keyName}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={errorAt(add.error, 'name')}
            maw={360}
          />
          <Checkbox
            label={w.keyWrite}
            checked={mayWrite}
            onChange={(event) => setMayWrite(event.currentTarget.checked)}
          />
        </Form>
      </Paper>
    </>
  )
}
