// The first start: the code of the terminal, the owner, the business that is owed. Three short steps, nothing that could wait.

import { Button, Center, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { post } from '../api.ts'
import { Failed } from '../ui/state.tsx'

export default function Start({ workspace, done }: { workspace: string | null; done: () => void }) {
  const [error, setError] = useState<Error>()
  const begin = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>
    const { code, name, email, password, business, country, currency } = form
    try {
      await post('/desk/start', {
        code,
        name,
        email,
        password,
        ...(workspace === null && { business: { name: business, country, currency } }),
      })
      await post('/auth/sign-in/email', { email, password })
      done()
    } catch (it) {
      setError(it as Error)
    }
  }
  return (
    <Center mih="100vh" p="md" component="main">
      <form onSubmit={begin}>
        <Stack maw={420}>
          <Title order={1}>Dunwell</Title>
          <Text>Code</Text>
          <TextInput name="code" label="Code" required />
          <TextInput name="name" label="Name" required />
          <TextInput name="email" label="Email" type="email" required />
          <PasswordInput name="password" label="Password" required />
          {workspace === null && (
            <>
              <TextInput name="business" label="Business" required />
              <TextInput name="country" label="Country" required />
              <TextInput name="currency" label="Currency" required />
            </>
          )}
          {error && <Failed error={error} />}
          <Button type="submit">Begin</Button>
        </Stack>
      </form>
    </Center>
  )
}
