// Properties draw the same cases every time, so that a check which passed yesterday fails today only for what changed today.
// DUNWELL_SEED draws others; a failure prints the seed it fell on.

import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env.DUNWELL_SEED ?? 20_261_121) })
