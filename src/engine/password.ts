// What may be a password: long enough, not among those that every burglar tries first, and not easily guessed from them. The list of
// common ones comes with the program; nothing is asked of anybody.

import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import { problem } from '../core/problem.ts'

export const passwordMin = 10
export const passwordMax = 200
const scoreMin = 2

let factory: ZxcvbnFactory | undefined

/** A Problem where a password is too weak; `about` are words that others know of the person: name, address, business. */
export function checkPassword(password: string, about: readonly string[] = []): void {
  if (password.length < passwordMin || password.length > passwordMax)
    throw problem(
      'password.length',
      `A password has ${passwordMin} to ${passwordMax} characters; this one has ${password.length}.`,
      'Three or four words that do not belong together are easy to keep in mind.',
    )
  if (passwordScore(password, about) < scoreMin)
    throw problem(
      'password.weak',
      'This password, or one much like it, is among those that are tried first.',
      'Three or four words that do not belong together are easy to keep in mind.',
    )
}

/** From 0, guessed at once, to 4, never. From 2 on it may be used, where it is long enough. */
export function passwordScore(password: string, about: readonly string[] = []): number {
  factory ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: passwordMax })
  return factory.check(password.slice(0, passwordMax), [...about]).score
}
