// The words of every message: a row for each, a column for each language, and which are one's own.

import { Anchor, Box, Group, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Answer } from '../../src/http/client.ts'
import { useAsk } from '../api.ts'
import { Page, Paper } from '../ui/page.tsx'
import { Loading, Shown } from '../ui/state.tsx'
import { type Use, useTemplateUses } from '../ui/template-use.ts'
import { useForms, useLanguage, useWords } from '../ui/tongue.tsx'
import { templateName } from '../words/template-names.ts'
import { templateWords } from '../words/templates.ts'

type Listed = Answer<'GET /v1/templates'>['items'][number]

export default function TemplatesPage() {
  const w = useWords(templateWords)
  const ask = useAsk('GET /v1/templates')
  const uses = useTemplateUses()
  return (
    <Page title={w.title} says={w.titleSays}>
      <Shown
        ask={ask}
        waiting={
          <Paper>
            <Loading lines={14} />
          </Paper>
        }
      >
        {({ items }) => {
          const languages = [...new Set(items.map((it) => it.language))].sort()
          const rows = Map.groupBy(items, (it) => it.id)
          return (
            <Paper flush>
              <Box hiddenFrom="sm">
                {[...rows].map(([id, some]) => (
                  <Box key={id} px="md" py="sm" className="template-row">
                    <Named id={id} uses={uses?.get(id)} known={uses !== undefined} />
                    <Group gap="4px 14px" mt={4}>
                      {languages.map((it) => {
                        const one = some.find((each) => each.language === it)
                        return one && <Words key={it} one={one} says={w.languages[it] ?? it} />
                      })}
                    </Group>
                  </Box>
                ))}
              </Box>
              <Table.ScrollContainer
                visibleFrom="sm"
                minWidth={230 + 130 * languages.length}
                type="native"
                tabIndex={0}
                aria-label={w.title}
              >
                <Table className="report-table">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th scope="col">{w.name}</Table.Th>
                      {languages.map((it) => (
                        <Table.Th key={it} scope="col">
                          {w.languages[it] ?? it}
                        </Table.Th>
                      ))}
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {[...rows].map(([id, some]) => (
                      <Table.Tr key={id}>
                        <Table.Td style={{ whiteSpace: 'normal', minWidth: 230 }}>
                          <Named id={id} uses={uses?.get(id)} known={uses !== undefined} />
                        </Table.Td>
                        {languages.map((it) => {
                          const one = some.find((each) => each.language === it)
                          return (
                            <Table.Td key={it}>
                              {one ? (
                                <Words one={one} />
                              ) : (
                                <Text span size="sm" c="dimmed">
                                  –
                                </Text>
                              )}
                            </Table.Td>
                          )
                        })}
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
            </Paper>
          )
        }}
      </Shown>
    </Page>
  )
}

/** The way to the words in one language; `says` names it where no column does. */
function Words({ one, says }: { one: Listed; says?: string }) {
  const w = useWords(templateWords)
  const language = useLanguage()
  const state = one.ownVersion === null ? w.house : w.own(one.ownVersion)
  return (
    <Anchor
      component={Link}
      to={`/templates/${one.language}/${one.id}` as never}
      size="sm"
      aria-label={`${templateName(language, one.id)}, ${w.languages[one.language] ?? one.language}, ${state}`}
    >
      {says === undefined ? state : one.ownVersion === null ? says : `${says}, ${state}`}
    </Anchor>
  )
}

/** What the words are for, by which steps they go out, and the key by which files and policies name them. */
function Named({ id, uses, known }: { id: string; uses: readonly Use[] | undefined; known: boolean }) {
  const w = useWords(templateWords)
  const forms = useForms()
  const language = useLanguage()
  const [first, ...more] = uses ?? []
  return (
    <>
      <Text size="sm" fw={620}>
        {templateName(language, id)}
      </Text>
      {known && (
        <Text size="xs" c="dimmed">
          {first ? (
            <>
              <Anchor component={Link} to={`/policies/${first.policy}` as never} inherit underline="always">
                {first.policyName}
              </Anchor>
              {`: ${first.step}`}
              {more.length > 0 && (
                <span title={more.map((it) => `${it.policyName}: ${it.step}`).join('\n')}>
                  {` ${w.andMore(forms.count(more.length))}`}
                </span>
              )}
            </>
          ) : (
            w.noStep(id)
          )}
        </Text>
      )}
      <Text size="xs" c="dimmed" ff="monospace">
        {id}
      </Text>
    </>
  )
}
