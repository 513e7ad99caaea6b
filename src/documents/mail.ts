// The HTML of a message: what mail programs of the last fifteen years draw alike. Styles stand inline because many programs
// drop a style sheet; the sheet only adds the dark colours. Every text is escaped here and nowhere else.

import { languageOf } from './languages.ts'
import type { Block, Document, Inline } from './markup.ts'
import { folded } from './table.ts'

export interface MailFacts {
  readonly language: string
  readonly subject: string
  readonly heading?: string
  readonly sender: string
  readonly document: Document
  /** The content id of a QR image by its name. */
  readonly images: ReadonlyMap<string, string>
}

// One accent; each colour has its dark twin in the sheet, by class.
const font = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"
const ink = '#1d2629'
const soft = '#56646b'
const line = '#dde4e6'
const accent = '#0f5f66'
const figures = 'font-variant-numeric:tabular-nums;'
const anywhere = 'overflow-wrap:anywhere;word-break:break-word;'

const sheet = `body{margin:0;padding:0;-webkit-text-size-adjust:100%}
@media (prefers-color-scheme:dark){
.page{background:#12171a!important}.card{background:#1b2226!important;border-color:#2c363b!important}
.ink{color:#e7ecee!important}.soft{color:#a3b0b6!important}.line{border-color:#343f45!important}
.accent{color:#83cbd0!important}.panel{background:#222b30!important}.bar{background:#83cbd0!important}}
@media (max-width:480px){.pad{padding-left:20px!important;padding-right:20px!important}}`

export function htmlOf(facts: MailFacts): string {
  const { language, subject, heading, sender, document, images } = facts
  const { direction } = languageOf(language)
  const body = blocksHtml(document.blocks, images)
  const title = heading
    ? `<h1 class="ink" style="margin:0 0 20px;font-size:23px;line-height:30px;font-weight:600;color:${ink};${anywhere}">${escaped(heading)}</h1>\n`
    : ''
  const foot = document.footer.map((block) => smallHtml(block)).join('\n')
  return `<!doctype html>
<html lang="${escaped(language)}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<title>${escaped(subject)}</title>
<style>${sheet}</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f3f5f6">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f3f5f6"><tr><td align="center" style="padding:24px 10px">
<!--[if mso]><table role="presentation" width="640" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:640px;table-layout:fixed;font-family:${font};text-align:start">
<tr><td class="card pad" style="padding:32px 40px 36px;background:#ffffff;border:1px solid #e4e9eb;border-radius:10px">
<p class="accent" style="margin:0 0 10px;font-size:15px;line-height:20px;font-weight:600;color:${accent};${anywhere}">${escaped(sender)}</p>
<div class="bar" style="width:32px;height:3px;margin:0 0 24px;background:${accent};font-size:0;line-height:0">&nbsp;</div>
${title}${body}
</td></tr>
<tr><td class="pad" style="padding:18px 40px 8px">
${foot}
</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body>
</html>
`
}

function blocksHtml(blocks: readonly Block[], images: ReadonlyMap<string, string>): string {
  const out: string[] = []
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at]!
    const next = blocks[at + 1]
    if (block.type === 'details') {
      const code = next?.type === 'image' ? imageHtml(next, images) : ''
      out.push(panelHtml(detailsHtml(block.rows), code))
      if (code !== '') at++
    } else out.push(blockHtml(block, images))
  }
  return out.join('\n')
}

function blockHtml(block: Block, images: ReadonlyMap<string, string>): string {
  if (block.type === 'heading') {
    return `<h2 class="ink" style="margin:28px 0 12px;font-size:17px;line-height:24px;font-weight:600;color:${ink};${anywhere}">${inlineHtml(block.children)}</h2>`
  }
  if (block.type === 'paragraph') {
    return `<p class="ink" style="margin:0 0 16px;font-size:16px;line-height:25px;color:${ink};${figures}${anywhere}">${inlineHtml(block.children)}</p>`
  }
  if (block.type === 'list') {
    const tag = block.ordered ? 'ol' : 'ul'
    const items = block.items.map((item) => `<li style="margin:0 0 6px">${blocksHtml(item, images)}</li>`).join('')
    return `<${tag} class="ink" style="margin:0 0 16px;padding-inline-start:22px;color:${ink}">${items}</${tag}>`
  }
  if (block.type === 'table') return tableHtml(block)
  if (block.type === 'image') return imageHtml(block, images)
  return panelHtml(detailsHtml(block.rows), '')
}

function tableHtml(table: Extract<Block, { readonly type: 'table' }>): string {
  const { columns, rows } = folded(table, 0)
  const last = columns.length - 1
  const side = (index: number) => (columns[index]!.align === 'right' ? 'end' : 'start')
  const pad = (index: number) => (index === last ? '0' : '12px')
  const head = columns
    .map(
      (column, index) =>
        `<th class="soft line" scope="col" style="padding:0 ${pad(index)} 8px 0;border-bottom:1px solid ${line};font-size:13px;line-height:18px;font-weight:400;text-align:${side(index)};vertical-align:bottom;color:${soft}">${inlineHtml(column.head)}</th>`,
    )
    .join('')
  const body = rows.map((row, rowIndex) => {
    const strong = row.total
      ? `font-weight:600;${rows[rowIndex - 1]?.total ? '' : `border-top:1px solid ${soft};`}`
      : ''
    const rule = !row.total && rowIndex > 0 ? `border-top:1px solid ${line};` : ''
    const cell = (inlines: readonly Inline[], index: number, extra: string, under: string) => {
      // Figures stay whole; words may break anywhere, so that a name of any length cannot widen the page.
      const breaks = index === 0 ? anywhere : 'white-space:nowrap;'
      return `<td class="ink line"${extra} style="padding:10px ${extra === '' ? pad(index) : '12px'} ${under} 0;${rule}${strong}font-size:15px;line-height:21px;text-align:${side(index)};vertical-align:top;color:${ink};${figures}${breaks}">${inlineHtml(inlines)}</td>`
    }
    if (row.spans) {
      return `<tr>${cell(row.cells[0]!, 0, ` colspan="${last}"`, '10px')}${cell(row.cells[last]!, last, '', '10px')}</tr>`
    }
    // Below the row and across it, so that a phone has the whole width for them.
    const details = row.details
      .map(({ head: label, value }) => `${inlineHtml(label)} ${inlineHtml(value)}`)
      .join(' &middot; ')
    const below =
      details === ''
        ? ''
        : `<tr><td class="soft" colspan="${columns.length}" style="padding:0 0 10px;font-size:13px;line-height:19px;color:${soft};${figures}${anywhere}">${details}</td></tr>`
    return `<tr>${row.cells.map((inlines, index) => cell(inlines, index, '', below === '' ? '10px' : '1px')).join('')}</tr>${below}`
  })
  return `<table width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;margin:8px 0 22px;border-collapse:collapse;font-family:${font}">
<thead><tr>${head}</tr></thead>
<tbody>
${body.join('\n')}
</tbody></table>`
}

function detailsHtml(rows: Extract<Block, { readonly type: 'details' }>['rows']): string {
  const lines = rows.map(
    ([label, value]) =>
      `<tr><td class="soft" style="width:74px;padding:3px 10px 3px 0;font-size:13px;line-height:21px;vertical-align:top;color:${soft}">${inlineHtml(label)}</td><td class="ink" style="padding:3px 0;font-size:14px;line-height:21px;vertical-align:top;color:${ink};${figures}${anywhere}">${inlineHtml(value)}</td></tr>`,
  )
  return `<table cellpadding="0" cellspacing="0" border="0" style="width:100%;border-collapse:collapse;font-family:${font}">${lines.join('')}</table>`
}

// Two boxes that stand side by side where there is room and below each other where there is none, without a media query.
function panelHtml(details: string, code: string): string {
  const box = 'display:inline-block;width:100%;vertical-align:top;'
  const inner =
    code === ''
      ? details
      : `<div style="${box}max-width:360px">${details}</div><div style="${box}max-width:150px">${code}</div>`
  return `<div class="panel" style="margin:0 0 18px;padding:16px;background:#f2f6f6;border-radius:8px">${inner}</div>`
}

function imageHtml(block: Extract<Block, { readonly type: 'image' }>, images: ReadonlyMap<string, string>): string {
  const id = images.get(block.source)
  if (id === undefined) return ''
  // White around the code in the dark as well: a scanner needs it.
  return `<img src="cid:${escaped(id)}" width="132" height="132" alt="${escaped(block.caption)}" style="display:block;width:132px;height:132px;margin:4px 0 6px;background:#ffffff;border-radius:4px"><span class="soft" style="display:block;font-size:12px;line-height:16px;color:${soft}">${escaped(block.caption)}</span>`
}

function smallHtml(block: Block): string {
  const words = block.type === 'paragraph' || block.type === 'heading' ? inlineHtml(block.children) : ''
  return words === ''
    ? ''
    : `<p class="soft" style="margin:0 0 8px;font-size:12px;line-height:18px;color:${soft};${figures}${anywhere}">${words}</p>`
}

function inlineHtml(inlines: readonly Inline[]): string {
  let html = ''
  for (const inline of inlines) {
    if (inline.type === 'text') html += escaped(inline.text)
    else if (inline.type === 'break') html += '<br>'
    else if (inline.type === 'image') html += escaped(inline.caption)
    else if (inline.type === 'link') {
      html += `<a class="accent" href="${escaped(inline.href)}" style="color:${accent};text-decoration:underline">${inlineHtml(inline.children)}</a>`
    } else if (inline.type === 'strong')
      html += `<strong style="font-weight:600">${inlineHtml(inline.children)}</strong>`
    else html += `<em>${inlineHtml(inline.children)}</em>`
  }
  return html
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  // Most texts need nothing, and asking is cheaper than replacing.
  return !/[&<>"']/.test(text) ? text : text.replace(/[&<>"']/g, (mark) => entities[mark]!)
}
