// Names and notes of people who try things: markup, reversed writing, pictures, characters that nobody sees, ten thousand letters, cells
// that a spreadsheet would run, lines that would become headers. What renders words is held against them.

export interface Hostile {
  readonly is: string
  readonly text: string
  /** What must be readable of it on paper, without blanks. */
  readonly read: string
}

const long = 'Grand & Daughters Quay Street Forwarding '.repeat(244)
export const hostileWords: readonly Hostile[] = [
  { is: 'markup', text: '<img src=x onerror="ran=1"> & Sons </td><script>ran=2</script>', read: '<imgsrc=xonerror=' },
  { is: 'a template', text: '{{ debtor.name }} {% raw %} **b** [x](https://e.example) | a |', read: '{{debtor.name}}' },
  { is: 'typesetting', text: '#panic("x") $y$ \\ @ref = Head `c`', read: '#panic("x")$y$' },
  { is: 'reversed writing', text: 'Ltd \u202EdnuoR\u202C \u2067Corner\u2069 \u200Fend', read: 'LtddnuoRCornerend' },
  { is: 'pictures', text: '🦊🧾 Füchse & Söhne 🇩🇪 👩‍👩‍👧', read: 'Füchse&Söhne' },
  { is: 'nothing to see', text: 'Zero\u200B\u200C\u200D\uFEFF\u2060 Wid\u00ADth', read: 'Zero' },
  {
    is: 'headers',
    text: 'Quay\r\nBcc: all@elsewhere.example\r\n\r\n<b>Hello</b>',
    read: 'QuayBcc:all@elsewhere.example',
  },
  { is: 'a formula', text: '=HYPERLINK("http://elsewhere.example","Open")', read: '=HYPERLINK(' },
  { is: 'a command', text: "@SUM(1+1)*cmd|' /C calc'!A0", read: '@SUM(1+1)*cmd' },
  { is: 'a plus', text: '+1+1', read: '+1+1' },
  { is: 'a minus', text: '-2+3', read: '-2+3' },
  { is: 'a tab', text: '\t=1+1', read: '=1+1' },
  { is: 'one long word', text: 'W'.repeat(300), read: 'WWWWWWWWWW' },
  { is: 'ten thousand letters', text: long.slice(0, 10_000).trim(), read: 'Grand&DaughtersQuayStreet' },
]
