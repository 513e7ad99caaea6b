// A template taken apart: each part at its place, and the branches of other kinds of debtor left blank.

import { expect, test } from 'vitest'
import { templateParts } from './template-parts.ts'

const source = `---
id: friendly
subject: "About {% if debtor.kind == "consumer" %}you{% elsif named.size == 1 %}it{% else %}all{% endif %}"
heading: Hello
---
Dear {% if debtor.contactName %}A{% elsif debtor.kind == "consumer" %}B{% else %}C{% endif %},
{% unless debtor.kind == "consumer" %}D{% endunless %}
{% if debtor.kind != 'consumer' %}E{% endif %}
`
const said = (kind: 'consumer' | 'business') =>
  Object.fromEntries(
    templateParts(source, 'friendly', kind).map(({ part, text }) => [
      part,
      text
        .replace(/\{%.*?%\}/g, '')
        .replace(/\s+/g, ' ')
        .trim(),
    ]),
  )

test('each kind of debtor has its own words', () => {
  expect(said('consumer')).toEqual({ subject: 'About you', heading: 'Hello', body: 'Dear AB , D' })
  expect(said('business')).toEqual({ subject: 'About itall', heading: 'Hello', body: 'Dear A C, D E' })
})

test('a place in a part is a place in the file', () => {
  for (const { text } of templateParts(source, 'friendly', 'business')) {
    for (const word of ['About', 'Hello', 'Dear']) {
      if (text.includes(word)) expect(text.indexOf(word)).toBe(source.indexOf(word))
    }
  }
  expect(templateParts('{{ named }} due', '_subject', 'consumer')).toEqual([
    { part: 'subject', text: '{{ named }} due' },
  ])
})
