// Countries and languages as exports name them: ISO codes, and names in the six languages the imports know.

// ISO 3166-1, three letters and two, each in one run.
const iso =
  'AFGAF ALAAX ALBAL DZADZ ASMAS ANDAD AGOAO AIAAI ATAAQ ATGAG ARGAR ARMAM ABWAW AUSAU AUTAT AZEAZ BHSBS BHRBH BGDBD BRBBB ' +
  'BLRBY BELBE BLZBZ BENBJ BMUBM BTNBT BOLBO BESBQ BIHBA BWABW BVTBV BRABR IOTIO BRNBN BGRBG BFABF BDIBI CPVCV KHMKH CMRCM ' +
  'CANCA CYMKY CAFCF TCDTD CHLCL CHNCN CXRCX CCKCC COLCO COMKM COGCG CODCD COKCK CRICR CIVCI HRVHR CUBCU CUWCW CYPCY CZECZ ' +
  'DNKDK DJIDJ DMADM DOMDO ECUEC EGYEG SLVSV GNQGQ ERIER ESTEE SWZSZ ETHET FLKFK FROFO FJIFJ FINFI FRAFR GUFGF PYFPF ATFTF ' +
  'GABGA GMBGM GEOGE DEUDE GHAGH GIBGI GRCGR GRLGL GRDGD GLPGP GUMGU GTMGT GGYGG GINGN GNBGW GUYGY HTIHT HMDHM VATVA HNDHN ' +
  'HKGHK HUNHU ISLIS INDIN IDNID IRNIR IRQIQ IRLIE IMNIM ISRIL ITAIT JAMJM JPNJP JEYJE JORJO KAZKZ KENKE KIRKI PRKKP KORKR ' +
  'KWTKW KGZKG LAOLA LVALV LBNLB LSOLS LBRLR LBYLY LIELI LTULT LUXLU MACMO MDGMG MWIMW MYSMY MDVMV MLIML MLTMT MHLMH MTQMQ ' +
  'MRTMR MUSMU MYTYT MEXMX FSMFM MDAMD MCOMC MNGMN MNEME MSRMS MARMA MOZMZ MMRMM NAMNA NRUNR NPLNP NLDNL NCLNC NZLNZ NICNI ' +
  'NERNE NGANG NIUNU NFKNF MKDMK MNPMP NORNO OMNOM PAKPK PLWPW PSEPS PANPA PNGPG PRYPY PERPE PHLPH PCNPN POLPL PRTPT PRIPR ' +
  'QATQA REURE ROURO RUSRU RWARW BLMBL SHNSH KNAKN LCALC MAFMF SPMPM VCTVC WSMWS SMRSM STPST SAUSA SENSN SRBRS SYCSC SLESL ' +
  'SGPSG SXMSX SVKSK SVNSI SLBSB SOMSO ZAFZA SGSGS SSDSS ESPES LKALK SDNSD SURSR SJMSJ SWESE CHECH SYRSY TWNTW TJKTJ TZATZ ' +
  'THATH TLSTL TGOTG TKLTK TONTO TTOTT TUNTN TURTR TKMTM TCATC TUVTV UGAUG UKRUA AREAE GBRGB USAUS UMIUM URYUY UZBUZ VUTVU ' +
  'VENVE VNMVN VGBVG VIRVI WLFWF ESHEH YEMYE ZMBZM ZWEZW XKXXK'

// Car plates and everyday names; England and Scotland have courts of their own, yet no ISO code.
const everyday: Readonly<Record<string, string>> = {
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  grossbritannien: 'GB',
  us: 'US',
  america: 'US',
  'united states of america': 'US',
  holland: 'NL',
  'the netherlands': 'NL',
  czechia: 'CZ',
  'czech republic': 'CZ',
  brd: 'DE',
  d: 'DE',
  a: 'AT',
  f: 'FR',
  i: 'IT',
  e: 'ES',
  b: 'BE',
  l: 'LU',
}

const tongues = ['en', 'de', 'fr', 'es', 'nl', 'it']
let countries: Map<string, string> | undefined
let languages: Map<string, string> | undefined

/** ISO 3166-1 alpha-2; undefined where the text names no country. */
export function countryOf(text: string): string | undefined {
  countries ??= countryNames()
  return countries.get(fold(text))
}

/** ISO 639-1, for `'de'`, `'de-DE'`, `'German'` or `'allemand'`. */
export function languageOf(text: string): string | undefined {
  languages ??= languageNames()
  const folded = fold(text)
  return languages.get(folded) ?? (/^[a-z]{2} [a-z]{2}$/.test(folded) ? languages.get(folded.slice(0, 2)) : undefined)
}

function countryNames(): Map<string, string> {
  const names = new Map<string, string>(Object.entries(everyday))
  const codes = iso.split(' ')
  for (const tongue of tongues) {
    const display = new Intl.DisplayNames(tongue, { type: 'region' })
    for (const pair of codes) {
      const name = fold(display.of(pair.slice(3))!)
      if (!names.has(name)) names.set(name, pair.slice(3))
    }
  }
  for (const pair of codes) {
    names.set(pair.slice(0, 3).toLowerCase(), pair.slice(3))
    names.set(pair.slice(3).toLowerCase(), pair.slice(3))
  }
  return names
}

// The languages of Europe and of the places most trade is with.
const tongueCodes =
  'en de fr es nl it pt pl cs sk sl hr sr bs hu ro bg el sv da nb no nn fi et lv lt is ga mt tr ru uk ar he fa hi bn ur zh ja ko vi th id ms tl ca eu gl lb sq mk'

function languageNames(): Map<string, string> {
  const names = new Map<string, string>()
  for (const code of tongueCodes.split(' ')) {
    names.set(code, code)
    for (const tongue of [...tongues, code]) {
      const name = fold(new Intl.DisplayNames(tongue, { type: 'language' }).of(code)!)
      if (!names.has(name)) names.set(name, code)
    }
  }
  // Three letters, as SAP and ISO 639-2 write them.
  for (const [name, code] of Object.entries({
    eng: 'en',
    deu: 'de',
    ger: 'de',
    fra: 'fr',
    fre: 'fr',
    spa: 'es',
    esp: 'es',
    nld: 'nl',
    dut: 'nl',
    ita: 'it',
  }))
    names.set(name, code)
  return names
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('.', '')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
}
