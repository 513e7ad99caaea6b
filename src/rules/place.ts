// Places: their time zones, so that a day is a day where someone lives, and how an address is written there. One zone per country
// is the capital's.

/** The capital's time zone (IANA tz database, zone1970.tab), by ISO 3166-1 alpha-2. */
const zones: Readonly<Record<string, string>> = {
  AE: 'Asia/Dubai',
  AR: 'America/Argentina/Buenos_Aires',
  AT: 'Europe/Vienna',
  AU: 'Australia/Sydney',
  BE: 'Europe/Brussels',
  BG: 'Europe/Sofia',
  BR: 'America/Sao_Paulo',
  CA: 'America/Toronto',
  CH: 'Europe/Zurich',
  CL: 'America/Santiago',
  CN: 'Asia/Shanghai',
  CY: 'Asia/Nicosia',
  CZ: 'Europe/Prague',
  DE: 'Europe/Berlin',
  DK: 'Europe/Copenhagen',
  EE: 'Europe/Tallinn',
  EG: 'Africa/Cairo',
  ES: 'Europe/Madrid',
  FI: 'Europe/Helsinki',
  FR: 'Europe/Paris',
  GB: 'Europe/London',
  GR: 'Europe/Athens',
  HK: 'Asia/Hong_Kong',
  HR: 'Europe/Zagreb',
  HU: 'Europe/Budapest',
  ID: 'Asia/Jakarta',
  IE: 'Europe/Dublin',
  IL: 'Asia/Jerusalem',
  IN: 'Asia/Kolkata',
  IS: 'Atlantic/Reykjavik',
  IT: 'Europe/Rome',
  JP: 'Asia/Tokyo',
  KE: 'Africa/Nairobi',
  KR: 'Asia/Seoul',
  LI: 'Europe/Vaduz',
  LT: 'Europe/Vilnius',
  LU: 'Europe/Luxembourg',
  LV: 'Europe/Riga',
  MT: 'Europe/Malta',
  MX: 'America/Mexico_City',
  MY: 'Asia/Kuala_Lumpur',
  NG: 'Africa/Lagos',
  NL: 'Europe/Amsterdam',
  NO: 'Europe/Oslo',
  NZ: 'Pacific/Auckland',
  PH: 'Asia/Manila',
  PK: 'Asia/Karachi',
  PL: 'Europe/Warsaw',
  PT: 'Europe/Lisbon',
  RO: 'Europe/Bucharest',
  RS: 'Europe/Belgrade',
  SA: 'Asia/Riyadh',
  SE: 'Europe/Stockholm',
  SG: 'Asia/Singapore',
  SI: 'Europe/Ljubljana',
  SK: 'Europe/Bratislava',
  TH: 'Asia/Bangkok',
  TR: 'Europe/Istanbul',
  TW: 'Asia/Taipei',
  UA: 'Europe/Kyiv',
  US: 'America/New_York',
  VN: 'Asia/Ho_Chi_Minh',
  ZA: 'Africa/Johannesburg',
}

export function zoneOf(country: string): string | undefined {
  return zones[country]
}

// Legal tender (ISO 4217), for a first guess that a person may correct.
const euro = 'AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK'
const tenders: Readonly<Record<string, string>> = {
  ...Object.fromEntries(euro.split(' ').map((country) => [country, 'EUR'])),
  AE: 'AED',
  AR: 'ARS',
  AU: 'AUD',
  BR: 'BRL',
  CA: 'CAD',
  CH: 'CHF',
  CL: 'CLP',
  CN: 'CNY',
  CZ: 'CZK',
  DK: 'DKK',
  EG: 'EGP',
  GB: 'GBP',
  HK: 'HKD',
  HU: 'HUF',
  ID: 'IDR',
  IL: 'ILS',
  IN: 'INR',
  IS: 'ISK',
  JP: 'JPY',
  KE: 'KES',
  KR: 'KRW',
  LI: 'CHF',
  MX: 'MXN',
  MY: 'MYR',
  NG: 'NGN',
  NO: 'NOK',
  NZ: 'NZD',
  PH: 'PHP',
  PK: 'PKR',
  PL: 'PLN',
  RO: 'RON',
  RS: 'RSD',
  SA: 'SAR',
  SE: 'SEK',
  SG: 'SGD',
  TH: 'THB',
  TR: 'TRY',
  TW: 'TWD',
  UA: 'UAH',
  US: 'USD',
  VN: 'VND',
  ZA: 'ZAR',
}

export interface PlaceFacts {
  readonly country: string
  readonly currency: string
  readonly zone: string
}

/** Every country with a known zone, with what a business there most likely reckons in. */
export function knownPlaces(): PlaceFacts[] {
  return Object.entries(zones).map(([country, zone]) => ({ country, zone, currency: tenders[country]! }))
}

// The zones of places that have more than one (IANA tz database, zone1970.tab), by region where regions keep to fewer.
const eastern = 'America/New_York'
const central = 'America/Chicago'
const mountain = 'America/Denver'
const pacific = 'America/Los_Angeles'
const regions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  US: {
    ...Object.fromEntries(
      'CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV'.split(' ').map((state) => [state, [eastern]]),
    ),
    ...Object.fromEntries('AL AR IA IL LA MN MO MS OK WI'.split(' ').map((state) => [state, [central]])),
    ...Object.fromEntries('CO MT NM UT WY'.split(' ').map((state) => [state, [mountain]])),
    ...Object.fromEntries('CA WA'.split(' ').map((state) => [state, [pacific]])),
    AK: ['America/Anchorage', 'America/Adak'],
    AZ: ['America/Phoenix', mountain],
    FL: [eastern, central],
    HI: ['Pacific/Honolulu'],
    ID: [mountain, pacific],
    IN: ['America/Indiana/Indianapolis', central],
    KS: [central, mountain],
    KY: [eastern, central],
    MI: ['America/Detroit', central],
    ND: [central, mountain],
    NE: [central, mountain],
    NV: [pacific, mountain],
    OR: [pacific, mountain],
    PR: ['America/Puerto_Rico'],
    SD: [central, mountain],
    TN: [central, eastern],
    TX: [central, mountain],
  },
  CA: {
    AB: ['America/Edmonton'],
    BC: ['America/Vancouver', 'America/Edmonton', 'America/Dawson_Creek'],
    MB: ['America/Winnipeg'],
    NB: ['America/Moncton'],
    NL: ['America/St_Johns', 'America/Goose_Bay'],
    NS: ['America/Halifax'],
    NT: ['America/Edmonton'],
    NU: ['America/Iqaluit', 'America/Winnipeg', 'America/Edmonton'],
    ON: ['America/Toronto', 'America/Winnipeg'],
    PE: ['America/Halifax'],
    QC: ['America/Toronto', 'America/Halifax'],
    SK: ['America/Regina'],
    YT: ['America/Whitehorse'],
  },
  AU: {
    ACT: ['Australia/Sydney'],
    NSW: ['Australia/Sydney', 'Australia/Broken_Hill'],
    NT: ['Australia/Darwin'],
    QLD: ['Australia/Brisbane'],
    SA: ['Australia/Adelaide'],
    TAS: ['Australia/Hobart'],
    VIC: ['Australia/Melbourne'],
    WA: ['Australia/Perth'],
  },
  BR: { '': ['America/Sao_Paulo', 'America/Manaus', 'America/Rio_Branco', 'America/Noronha'] },
  CL: { '': ['America/Santiago', 'Pacific/Easter'] },
  ES: { '': ['Europe/Madrid', 'Atlantic/Canary'], CN: ['Atlantic/Canary'] },
  ID: { '': ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'] },
  MX: { '': ['America/Mexico_City', 'America/Tijuana', 'America/Hermosillo', 'America/Cancun'] },
  NZ: { '': ['Pacific/Auckland', 'Pacific/Chatham'] },
  PT: { '': ['Europe/Lisbon', 'Atlantic/Azores'] },
}

const everywhere = new Map<string, readonly string[]>()

const postcodesLast: ReadonlySet<string> = new Set(['GB', 'IE', 'US', 'CA', 'AU', 'NZ', 'IN', 'SG', 'ZA'])

/** Whether the postcode stands behind the town, as the post there wants it. */
export function postcodeLast(country: string | undefined): boolean {
  return country !== undefined && postcodesLast.has(country)
}

/** Every zone someone there may live by: of the region where it is known, else of the whole country; none where unknown. */
export function zonesOf(country: string, region?: string): readonly string[] {
  const known = regions[country]
  // A city is a region of a region: NY-NYC.
  const found = known && (known[region?.split('-')[0] ?? ''] ?? known[''])
  if (found) return found
  if (known) {
    let all = everywhere.get(country)
    if (!all) {
      all = [...new Set(Object.values(known).flat())]
      everywhere.set(country, all)
    }
    return all
  }
  const zone = zoneOf(country)
  return zone === undefined ? [] : [zone]
}
