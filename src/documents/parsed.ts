// What is read of LiquidJS's parsed templates, for who walks them without the engine; its own types keep some of these private.

import type { Template } from 'liquidjs'

export interface Node {
  readonly token: { getPosition(): [number, number] }
  readonly name?: string
  readonly str?: string
  readonly value?: Value
  readonly branches?: readonly { readonly value: Value; readonly templates: readonly Node[] }[]
  readonly elseTemplates?: readonly Node[]
  readonly templates?: readonly Node[]
  readonly variable?: string
  readonly collection?: Token
  readonly key?: string
  readonly file?: unknown
  readonly withVar?: unknown
  readonly hash?: { readonly hash: object }
  children?(partials: boolean, sync: boolean): Generator<unknown, readonly Node[]>
}

export interface Value {
  readonly initial: { readonly postfix: readonly Token[] }
  readonly filters: readonly { readonly name: string; readonly args: readonly unknown[]; readonly handler: Handler }[]
}

type Handler = (this: { context: { environments: object } }, ...values: readonly unknown[]) => unknown

export interface Token {
  readonly content?: unknown
  readonly operator?: string
  readonly variable?: { readonly content?: unknown }
  readonly props?: readonly Token[]
}

export function nodesOf(parsed: readonly Template[]): readonly Node[] {
  return parsed as unknown as readonly Node[]
}
