// How many of something wait, beside its heading.

import { Badge } from '@mantine/core'
import { useForms } from '../../ui/tongue.tsx'

export function Count({ of }: { of: number }) {
  const forms = useForms()
  return (
    <Badge variant="light" color="gray" className="figure">
      {forms.count(of)}
    </Badge>
  )
}
