// Who sits at the desk and where: the person, the workspace, and what their role may.

import { createContext, useContext } from 'react'

export interface Seat {
  readonly person: { readonly name: string; readonly email: string; readonly twoFactor: boolean }
  readonly workspace: {
    readonly id: string
    readonly name: string
    readonly role: 'owner' | 'manager' | 'collector' | 'viewer'
  }
  readonly others: readonly { readonly id: string; readonly name: string }[]
}

export const SeatContext = createContext<Seat | undefined>(undefined)

export function useSeat(): Seat {
  return useContext(SeatContext)!
}

const rank = { viewer: 0, collector: 1, manager: 2, owner: 3 } as const

/** Whether the role here reaches at least this one. */
export function useMay(least: keyof typeof rank): boolean {
  return rank[useSeat().workspace.role] >= rank[least]
}
