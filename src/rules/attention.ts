// What a piece of work takes of a person's attention, and what it wins, by kind: minutes, and the share of what would otherwise
// not come that it brings. Guesses of the house and said to be: nobody has measured them for you. Only their order matters.

import type { Work } from '../core/attention.ts'

const call: Work = {
  minutes: 6,
  wins: 0.25,
  byPromise: true,
  because: 'six minutes to look it up, ring and note the answer; one call in four brings what would not have come',
}

export const attention: Readonly<Record<string, Work>> = {
  call,
  promise_broken: {
    ...call,
    because: 'a call like any other; who broke a promise is believed less by their own record',
  },
  approve: {
    minutes: 1,
    wins: 0.1,
    because: 'a minute to read it; one reminder in ten brings what would not have come',
  },
  write: { minutes: 4, wins: 0.1, because: 'four minutes to write what a reminder says; it wins as much as one' },
  post: { minutes: 5, wins: 0.1, because: 'five minutes to print and post it; it wins as much as any reminder' },
  allocate: {
    minutes: 3,
    wins: 0.15,
    because: 'three minutes at the account; nobody is asked for the rest until it is done',
  },
  fix: { minutes: 5, wins: 0.15, because: 'five minutes to find an address; without it nothing reaches them at all' },
  manager_note: { minutes: 1, wins: 0.05, because: 'a minute to answer; silence lets it go on by itself' },
  stop_supply: {
    minutes: 5,
    wins: 0.3,
    because: 'five minutes to tell everyone who delivers; it also keeps more from being lost',
  },
  resume_supply: { minutes: 5, wins: 0, first: true, because: 'they have paid and wait for us, so it comes first' },
  agree_date: { minutes: 6, wins: 0.2, because: 'six minutes to talk; nothing is owed on a day before there is one' },
}
