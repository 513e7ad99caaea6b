// The demo's unfinished business: customers whose matters stand in the middle on the last day, so that each part of Today has something
// in it. A call is due, a promise is broken, an account manager is asked, a payment fits two sums; each by its own days.

import { before, claim, firm, past, type Sheet } from './demo-awkward.ts'
import { work } from './demo-draw.ts'

/** Of whom nothing is to be had any more. */
export const dissolved = 'Dunholt Scaffolding Ltd'

/** Adds these customers and their claims to what was drawn. */
export function middle(it: Sheet): void {
  callDue(it)
  managerAsked(it)
  supplyStops(it)
  promises(it)
  wholeDisputed(it)
  asksForTime(it)
  struckOff(it)
  twoInvoicesAtOnce(it)
  paidByAnother(it)
  alike(it)
  inFull(it)
  shortened(it)
}

function callDue(it: Sheet): void {
  const near = firm(it, 'Larkbarrow Windows Ltd', 'GB', 'prompt', 'a call is due: two letters and no answer', {
    who: 'Moira Sandbrook',
    post: ['Unit 9, Glazier Court', 'Leeds LS10 1ZX'],
    phone: '+441134960',
  })
  past(it, near, 'GBP', 60, 150_000)
  claim(it, near, 'GBP', -13, 264_750, [])
  claim(it, near, 'GBP', 9, 58_300, [])
  const far = firm(it, 'Rosenkolk Ladenbau GmbH', 'DE', 'prompt', 'the decision-maker is to be called', {
    who: 'Henrik Losse',
    post: ['Am Kolk 7', '20457 Hamburg'],
    phone: '+494066969',
    region: 'HH',
  })
  past(it, far, 'EUR', 75, 210_000)
  claim(it, far, 'EUR', -30, 518_400, [])
}

function managerAsked(it: Sheet): void {
  const debtor = firm(it, 'Thornquay Marine Ltd', 'GB', 'prompt', 'its account manager is asked before a firm letter', {
    post: ['Slipway 3', 'Bristol BS1 6ZX'],
    phone: '+441174960',
    accountManager: 'Noor Haddad',
  })
  past(it, debtor, 'GBP', 70, 240_000)
  claim(it, debtor, 'GBP', -20, 731_200, [])
}

function supplyStops(it: Sheet): void {
  const debtor = firm(it, 'Gallowmere Kitchens Ltd', 'GB', 'prompt', 'on the firm ladder: supply stops', {
    who: 'Gil Pascoe',
    post: ['Gallowmere Yard', 'Sheffield S4 7ZX'],
    phone: '+441144960',
    ladder: 'firm',
    group: 'Ardenvale Holdings',
  })
  past(it, debtor, 'GBP', 80, 190_000)
  claim(it, debtor, 'GBP', -21, 402_900, [])
}

function promises(it: Sheet): void {
  const due = firm(it, 'Oxbourne Pottery Ltd', 'GB', 'prompt', 'promised to pay today', {
    who: 'Tessa Oldroyd',
    post: ['Kiln Lane 2', 'Hull HU2 8ZX'],
    phone: '+441632960',
  })
  claim(it, due, 'GBP', -15, 147_500, [
    {
      what: 'writes',
      on: work(it.today, -1),
      subject: 'Payment of {number}',
      says: 'The transfer for {number} is set up for tomorrow, as I said on the phone. Thank you for waiting.',
    },
    { what: 'promise', on: before(it, -4), amountMinor: 147_500, byDay: work(it.today, 0) },
  ])
  const broken = firm(it, 'Tidewell Bakery Ltd', 'GB', 'prompt', 'paid half of what they promised', {
    who: 'Edie Marchbank',
    post: ['14 Corn Street', 'Bristol BS1 1ZX'],
    phone: '+441174960',
  })
  past(it, broken, 'GBP', 60, 80_000)
  claim(it, broken, 'GBP', -17, 190_000, [
    { what: 'promise', on: before(it, -9), amountMinor: 190_000, byDay: work(it.today, -3) },
    { what: 'pays', on: work(it.today, -4), amountMinor: 95_000 },
  ])
  const moved = firm(it, 'Winterfold Textiles Ltd', 'GB', 'prompt', 'has a new day for what they promised', {
    who: 'Colin Wray',
    post: ['Loom Works', 'Manchester M1 2ZX'],
    phone: '+441614960',
  })
  past(it, moved, 'GBP', 65, 130_000)
  claim(it, moved, 'GBP', -22, 356_000, [
    { what: 'promise', on: before(it, -12), amountMinor: 356_000, byDay: work(it.today, -3) },
    { what: 'moves', on: work(it.today, -4), byDay: work(it.today, 5) },
  ])
}

function wholeDisputed(it: Sheet): void {
  const debtor = firm(it, 'Meadowgate Academy Trust', 'GB', 'prompt', 'contests a whole invoice', {
    who: 'Padma Sethi',
    post: ['Meadowgate House', 'Leeds LS16 5ZX'],
    phone: '+441134960',
  })
  past(it, debtor, 'GBP', 60, 170_000)
  claim(it, debtor, 'GBP', -18, 238_800, [
    {
      what: 'writes',
      on: work(it.today, -8),
      subject: 'Your invoice {number}',
      says: 'The lockers under invoice {number} were delivered in the wrong size. We will not pay until they are exchanged.',
    },
    { what: 'disputes', on: work(it.today, -7), cause: 'the wrong size was delivered' },
  ])
}

function asksForTime(it: Sheet): void {
  const debtor = firm(it, 'Fernlea Garden Design Ltd', 'GB', 'prompt', 'asks for time', {
    who: 'Judith Ormsby',
    post: ['The Potting Shed', 'Glasgow G12 8ZX'],
    phone: '+441414960',
  })
  past(it, debtor, 'GBP', 70, 90_000)
  claim(it, debtor, 'GBP', -14, 176_300, [
    {
      what: 'writes',
      on: work(it.today, -1),
      subject: 'Re: Invoice {number}',
      says: 'Two of our own customers have not paid us yet. Could we settle {number} in three parts, the first of them at the end of this month? We do mean to pay all of it.',
    },
  ])
}

function struckOff(it: Sheet): void {
  const debtor = firm(it, dissolved, 'GB', 'prompt', 'was dissolved; writing it off waits for a second person', {
    who: 'Euan Carrick',
    post: ['Yard 6, Sidings Road', 'Hull HU3 4ZX'],
  })
  claim(it, debtor, 'GBP', -96, 84_600, [{ what: 'disputes', on: before(it, -80), cause: 'the company was dissolved' }])
}

function twoInvoicesAtOnce(it: Sheet): void {
  const debtor = firm(
    it,
    'Ottershaw Caravans Ltd',
    'GB',
    'prompt',
    'paid two invoices in one sum, and two pairs of them make it',
    {
      post: ['Ottershaw Park', 'Bristol BS4 1ZX'],
      phone: '+441174960',
    },
  )
  past(it, debtor, 'GBP', 50, 120_000)
  claim(it, debtor, 'GBP', -9, 68_450, [])
  claim(it, debtor, 'GBP', -6, 121_530, [])
  // Due as well, so that neither pair is all that is due.
  claim(it, debtor, 'GBP', -4, 99_770, [])
  claim(it, debtor, 'GBP', -3, 90_210, [
    {
      what: 'transfers',
      on: it.today,
      amountMinor: 189_980,
      name: 'OTTERSHAW CARAVANS LTD',
      text: 'payment, with thanks',
    },
  ])
}

function paidByAnother(it: Sheet): void {
  const debtor = firm(it, 'Hartsell & Daughter Ltd', 'GB', 'prompt', 'is paid for from another account', {
    post: ['27 Bobbin Row', 'Leeds LS2 7ZX'],
    phone: '+441134960',
  })
  const from = { name: 'J M HARTSELL', account: '40117762' }
  claim(it, debtor, 'GBP', -19, 73_200, [
    { what: 'transfers', on: work(it.today, -7), amountMinor: 73_200, ...from, text: 'hartsell and daughter' },
  ])
  claim(it, debtor, 'GBP', -5, 98_900, [
    { what: 'transfers', on: it.today, amountMinor: 60_000, ...from, text: 'account' },
  ])
}

function alike(it: Sheet): void {
  const one = firm(it, 'Rushmere Signs Ltd', 'GB', 'prompt', 'owes the same sum as Hollowell Signs', {
    who: 'Fay Ottershaw',
    post: ['3 Vinyl Yard', 'Manchester M3 1ZX'],
    phone: '+441614960',
  })
  const other = firm(it, 'Hollowell Signs Ltd', 'GB', 'prompt', 'owes the same sum as Rushmere Signs', {
    who: 'Jo Hartsell',
    post: ['88 Canal Bank', 'Leeds LS12 2ZX'],
    phone: '+441134960',
  })
  claim(it, one, 'GBP', -7, 64_000, [])
  claim(it, other, 'GBP', -7, 64_000, [
    { what: 'transfers', on: it.today, amountMinor: 64_000, name: 'SIGNS LTD', text: 'boards and brackets' },
  ])
}

function inFull(it: Sheet): void {
  const debtor = firm(it, 'Cobblemere Interiors Ltd', 'GB', 'prompt', 'offers less as payment of all', {
    who: 'Lenny Rush',
    post: ['2 Velvet Mews', 'London SE1 3ZX'],
    phone: '+442079460',
  })
  past(it, debtor, 'GBP', 70, 110_000)
  claim(it, debtor, 'GBP', -33, 215_000, [
    {
      what: 'transfers',
      on: it.today,
      amountMinor: 150_000,
      name: 'COBBLEMERE INTERIORS LTD',
      text: '{number} in full and final settlement',
    },
  ])
}

function shortened(it: Sheet): void {
  const debtor = firm(it, 'Wychbrook Playgrounds Ltd', 'GB', 'prompt', 'took something off the sum by itself', {
    who: 'Mags Hollow',
    post: ['Swing House', 'Sheffield S11 8ZX'],
    phone: '+441144960',
  })
  past(it, debtor, 'GBP', 55, 140_000)
  claim(it, debtor, 'GBP', -10, 187_600, [
    {
      what: 'transfers',
      on: it.today,
      amountMinor: 178_220,
      name: 'WYCHBROOK GROUP SERVICES',
      text: '{number} less 5 pc',
    },
  ])
}
