// What places are called: countries as the language of the terminal calls them, and regions and cities for which a rule stands.

const regions: Readonly<Record<string, string>> = {
  '*': 'Everywhere',
  'AU-NSW': 'New South Wales',
  'CA-ON': 'Ontario',
  'CA-QC': 'Quebec',
  'GB-ENG': 'England',
  'GB-SCT': 'Scotland',
  'GB-WLS': 'Wales',
  'US-CA': 'California',
  'US-MA': 'Massachusetts',
  'US-MS': 'Mississippi',
  'US-NV': 'Nevada',
  'US-NY': 'New York',
  'US-NY-NYC': 'New York City',
  'US-WA': 'Washington',
  'US-WI': 'Wisconsin',
}

const countries = new Intl.DisplayNames(['en'], { type: 'region' })

/** `California`, `Germany`; the code itself where no name is known. */
export function placeName(place: string): string {
  if (regions[place]) return regions[place]
  if (!/^[A-Z]{2}(-[A-Z0-9]{1,3}){0,2}$/.test(place)) return place
  const country = countries.of(place.slice(0, 2)) ?? place
  return place.length === 2 ? country : `${country} ${place.slice(3)}`
}
