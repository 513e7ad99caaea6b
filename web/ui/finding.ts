// The finder's state, apart from its script: whoever opens it need not have fetched it yet.

import { createSpotlight } from '@mantine/spotlight'

export const [finderStore, finder] = createSpotlight()
