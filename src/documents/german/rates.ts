// German beside the English: the rates that the law refers to, and where each was read.

import type { Catalogue } from '../../core/tongue.ts'

export const rates: Catalogue = {
  'Bank Rate of the Bank of England': 'Leitzins der Bank of England (Bank Rate)',
  'Bank Rate of the Reserve Bank of India': 'Leitzins der Reserve Bank of India (Bank Rate)',
  'California money judgments': 'Kalifornien, Urteile auf Geld',
  'Canadian rate where interest is owed and no rate is fixed':
    'Kanada, wo Zinsen geschuldet sind und kein Satz bestimmt ist',
  'Dutch statutory commercial interest': 'Niederlande, gesetzlicher Handelszins',
  'Dutch statutory interest, not commercial': 'Niederlande, gesetzlicher Zins außerhalb des Handels',
  'ECB main refinancing rate': 'Hauptrefinanzierungssatz der EZB',
  'ECB reference rate of the half-year': 'Bezugszins der EZB für das Halbjahr',
  'French legal rate, all other creditors': 'Frankreich, gesetzlicher Zins, alle anderen Gläubiger',
  'French legal rate, creditor a private person': 'Frankreich, gesetzlicher Zins, Gläubiger ist eine Privatperson',
  'German base rate (Basiszinssatz)': 'Basiszinssatz (Deutschland)',
  'German general statutory rate': 'Deutschland, allgemeiner gesetzlicher Zins',
  'Illinois consumer debt judgments up to 25,000 USD': 'Illinois, Urteile über Verbraucherschulden bis 25.000 USD',
  'Illinois judgments': 'Illinois, Urteile',
  'Irish late payment rate': 'Irland, Verzugszins im Geschäftsverkehr',
  'Italian reference rate (saggio di riferimento)': 'Italien, Bezugszins (saggio di riferimento)',
  'New York judgments for consumer debt against a natural person':
    'New York, Urteile über Verbraucherschulden gegen eine natürliche Person',
  'New York judgments': 'New York, Urteile',
  'UK late payment rate, by the half-year in which interest starts':
    'Vereinigtes Königreich, Verzugszins, nach dem Halbjahr, in dem er beginnt',
  'US federal post-judgment rate': 'USA, Bundeszins nach dem Urteil',
  'rate usually pleaded in the county court': 'Satz, der vor dem County Court üblicherweise gefordert wird',
  'Banque de France, page of ECB rates, to 2024-10-23; later points as marked':
    'Banque de France, Seite der EZB-Sätze, bis 23.10.2024; spätere wie angegeben',
  'Deutsche Bundesbank, through a library that reads its interface, 2025-10-04':
    'Deutsche Bundesbank, über eine Bibliothek, die ihre Schnittstelle liest, 4.10.2025',
  'a mirror of the series of the Bank of England of 2025-06-01; later points as marked':
    'eine Kopie der Reihe der Bank of England vom 1.6.2025; spätere wie angegeben',
  'claim form and help text of the court service; the Act itself names no rate':
    'Klageformular und Hinweise der Gerichte; das Gesetz selbst nennt keinen Satz',
  'federal laws of Canada, 2026-07-23': 'Bundesgesetze von Kanada, 23.7.2026',
  'federal statutes, copy of 2022-03-26': 'Bundesgesetze, Fassung vom 26.3.2022',
  'legal pages': 'juristische Seiten',
  'notified by the Reserve Bank of India': 'von der Reserve Bank of India bekannt gegeben',
  'published tables of half-years; 2026H1 from the text of the arrêté':
    'veröffentlichte Tabellen der Halbjahre; das erste von 2026 aus dem Text des Erlasses',
  'secondary Dutch pages': 'niederländische Seiten aus zweiter Hand',
  'table of the government of Ireland, read to 2024-07-01; later points worked out':
    'Tabelle der irischen Regierung, gelesen bis 1.7.2024; spätere errechnet',
  'text of the statute: the weekly average one-year Treasury yield of the week before judgment':
    'Text des Gesetzes: Rendite einjähriger Staatspapiere im Durchschnitt der Woche vor dem Urteil',
  'the statute, read in source': 'das Gesetz, an der Quelle gelesen',
  'worked out from the main refinancing rate; checked against the Irish table where both have it':
    'errechnet aus dem Hauptrefinanzierungssatz; mit der irischen Tabelle verglichen, wo beide ihn haben',
  'worked out from the Bank Rate': 'errechnet aus dem Leitzins (Bank Rate)',
  'table of a chamber of industry (2002H2 to 2008H2); notices of the ministry quoted elsewhere; Gazzetta Ufficiale of 2026-01-20':
    'Tabelle einer Handelskammer (zweites Halbjahr 2002 bis 2008); Mitteilungen des Ministeriums, andernorts zitiert; Gazzetta Ufficiale vom 20.1.2026',
}
