// The quick way must say what the engine says: the house's templates, and what an owner may write of which it is not sure.

import { Liquid } from 'liquidjs'
import { expect, test } from 'vitest'
import { templateFacts, withNulls } from './facts.ts'
import { filters } from './format.ts'
import { quick } from './quick.ts'
import { sampleClaims, sampleMessage } from './samples.ts'

const engine = new Liquid({
  strictFilters: true,
  strictVariables: true,
  lenientIf: true,
  ownPropertyOnly: true,
  templates: { greet: 'Dear {{ debtor.name }}{% if debtor.minor %}!{% endif %}' },
  outputEscape: (value: unknown) => {
    if (typeof value === 'string' || typeof value === 'number') return String(value)
    throw new Error('not text')
  },
})
for (const [name, { apply }] of Object.entries(filters)) engine.registerFilter(name, apply)
const facts = withNulls(
  templateFacts(sampleMessage({ claims: sampleClaims(3), previous: { on: 20_000, about: 'x' } as never })),
)

// What it writes itself.
const sure = [
  'Plain. {{ creditor.name }} {{ claims.size }} {{ named.first.dueOn | day }} {{ totals | sums: "to_pay" }}',
  '{% for claim in claims -%} {{ forloop.index }}/{{ forloop.length }} {{ claim.number }}{% if forloop.last %}.{% endif %}{% for line in creditor.legalLines %}{{ line | before: " " }}{{ forloop.index }}{% endfor %}{{ forloop.index }} {% endfor %}',
  '{% for credit in credits %}{{ credit.about }}{% else %}none{% endfor %}',
  '{% if claims.size == 3 and nextStep %}a{% elsif debtor.kind != "consumer" or nextStep %}b{% else %}c{% endif %}',
  '{% if claims.size > 2 %}>{% endif %}{% if claims.size >= 3 %}≥{% endif %}{% if claims.size < 3 %}<{% endif %}{% if claims.size <= 3 %}≤{% endif %}',
  '{% if debtor.contactName %}{{ debtor.contactName | first_name | sentence }}{% endif %}{% if nextStep %}never{% endif %}',
  '{% for claim in claims %}{{ claim.openMinor | money: claim.currency }}{% endfor %}{% for account in payTo %}{{ account.iban | fours }}{% endfor %}',
  '{% if 0 %}zero is true{% endif %}{% if "" %}, an empty text too{% endif %}',
]
test.each(sure)('is sure of %s, and says what the engine says', (source) => {
  const parsed = engine.parse(source)
  expect(quick(parsed)!(facts)).toBe(engine.renderSync(parsed, facts))
})

// What it leaves: tags and modifiers that it does not know, facts that are not there or are no text.
const left = [
  '{% assign x = 1 %}{{ x }}',
  '{% for claim in claims limit: 1 %}{{ claim.number }}{% endfor %}',
  '{% include "greet" with claims %}',
  '{% for i in (1..3) %}{{ i }}{% endfor %}',
  '{% if claims contains "x" %}{% endif %}',
  '{% if nextStep == empty %}{% endif %}',
  '{% unless nextStep %}x{% endunless %}',
]
test.each(left)('leaves %s to the engine', (source) => {
  expect(quick(engine.parse(source))).toBeUndefined()
})

const each = ['{{ nothing }}', '{{ creditor.nothing }}', '{{ nextStep }}', '{{ claims }}', '{% include "greet" %}']
test.each(each)('leaves a message to the engine where a fact is not what it seems: %s', (source) => {
  expect(quick(engine.parse(source))!(facts)).toBeUndefined()
})
