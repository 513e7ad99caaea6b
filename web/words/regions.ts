// What regions are called, of the countries in which law, clocks or holidays differ by region: by their code of ISO 3166-2, in English and,
// where it is another, in German. Written by hand from what the countries call themselves; a region that is not here shows as its code.

import type { Language } from './both.ts'

/** `CODE Name` or `CODE Name|German name`, with commas between. */
const named: Readonly<Record<string, string>> = {
  US: `AL Alabama, AK Alaska, AZ Arizona, AR Arkansas, CA California|Kalifornien, CO Colorado, CT Connecticut, DE Delaware, DC District of Columbia,
    FL Florida, GA Georgia, HI Hawaii, ID Idaho, IL Illinois, IN Indiana, IA Iowa, KS Kansas, KY Kentucky, LA Louisiana, ME Maine, MD Maryland,
    MA Massachusetts, MI Michigan, MN Minnesota, MS Mississippi, MO Missouri, MT Montana, NE Nebraska, NV Nevada, NH New Hampshire, NJ New Jersey,
    NM New Mexico, NY New York, NY-NYC New York City, NC North Carolina, ND North Dakota, OH Ohio, OK Oklahoma, OR Oregon, PA Pennsylvania,
    PR Puerto Rico, RI Rhode Island, SC South Carolina, SD South Dakota, TN Tennessee, TX Texas, UT Utah, VT Vermont, VA Virginia, WA Washington,
    WV West Virginia, WI Wisconsin, WY Wyoming`,
  CA: `AB Alberta, BC British Columbia, MB Manitoba, NB New Brunswick, NL Newfoundland and Labrador|Neufundland und Labrador,
    NS Nova Scotia, NT Northwest Territories|Nordwest-Territorien, NU Nunavut, ON Ontario, PE Prince Edward Island, QC Quebec, SK Saskatchewan,
    YT Yukon`,
  AU: `ACT Australian Capital Territory, NSW New South Wales, NT Northern Territory, QLD Queensland, SA South Australia|Südaustralien,
    TAS Tasmania|Tasmanien, VIC Victoria, WA Western Australia|Westaustralien`,
  GB: 'ENG England, NIR Northern Ireland|Nordirland, SCT Scotland|Schottland, WLS Wales',
  DE: `BW Baden-Württemberg, BY Bavaria|Bayern, BE Berlin, BB Brandenburg, HB Bremen, HH Hamburg, HE Hesse|Hessen,
    MV Mecklenburg-Western Pomerania|Mecklenburg-Vorpommern, NI Lower Saxony|Niedersachsen, NW North Rhine-Westphalia|Nordrhein-Westfalen,
    RP Rhineland-Palatinate|Rheinland-Pfalz, SL Saarland, SN Saxony|Sachsen, ST Saxony-Anhalt|Sachsen-Anhalt, SH Schleswig-Holstein,
    TH Thuringia|Thüringen`,
}

const read = new Map<string, ReadonlyMap<string, string>>()

/** The regions of a country by their codes, in the order of their names; none where none are known. */
export function regionsOf(country: string, language: Language): ReadonlyMap<string, string> {
  const key = `${country} ${language}`
  const known = read.get(key)
  if (known) return known
  const all = (named[country] ?? '').split(/,\s*/).flatMap((one) => {
    const [, code, names] = /^(\S+) (.+)$/.exec(one.trim()) ?? []
    const [english, german = english] = (names ?? '').split('|')
    return code === undefined ? [] : [[code, (language === 'de' ? german : english)!] as const]
  })
  const found = new Map(all.sort((a, b) => a[1].localeCompare(b[1], language)))
  read.set(key, found)
  return found
}

/** A region's name; its code where none is known. A part of a region (`BY-KATH`) is called as the region. */
export function regionName(country: string, region: string, language: Language): string {
  const all = regionsOf(country, language)
  const code = region.toUpperCase().replace(new RegExp(`^${country}-`), '')
  return all.get(code) ?? all.get(code.split('-')[0]!) ?? region
}
