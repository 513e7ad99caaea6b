// Where the words of a template are sent: the steps of which policies say them.

import { useAsk } from '../api.ts'
import { policyName, stepName } from '../words/steps.ts'
import type { PolicyBody } from './policy-draft.ts'
import { useLanguage } from './tongue.tsx'

export interface Use {
  readonly policy: string
  readonly policyName: string
  readonly step: string
}

/** By template the steps that use it; nothing until it is known. */
export function useTemplateUses(): ReadonlyMap<string, readonly Use[]> | undefined {
  const language = useLanguage()
  const { data } = useAsk('GET /v1/policies')
  const usual = useAsk('GET /v1/workspace').data?.policy
  if (!data) return undefined
  const found = new Map<string, Use[]>()
  // The usual one first: it is the one that people know.
  const policies = [...(data.items as unknown as readonly PolicyBody[])]
  policies.sort((a, b) => Number(b.id === usual) - Number(a.id === usual))
  for (const policy of policies)
    for (const step of policy.steps) {
      const { template, name } = step as { template?: string; name?: string }
      if (template === undefined) continue
      const use = {
        policy: policy.id,
        policyName: policyName(language, policy.name),
        step: name ?? stepName(language, step.id),
      }
      found.set(template, [...(found.get(template) ?? []), use])
    }
  return found
}
