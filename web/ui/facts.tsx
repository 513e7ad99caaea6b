// Facts with their names, as a list that is read and heard alike; what is not known is left out.

import { Text } from '@mantine/core'
import type { ReactNode } from 'react'

export function FactList({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  const known = facts.filter(([, value]) => value !== undefined && value !== null && value !== '')
  return (
    <dl className="facts">
      {known.map(([name, value]) => (
        <div key={name}>
          <Text component="dt" size="sm" c="dimmed">
            {name}
          </Text>
          <Text component="dd" size="sm" className="theirs" m={0}>
            {value}
          </Text>
        </div>
      ))}
    </dl>
  )
}
