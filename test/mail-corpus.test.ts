// Reads the real bounces and replies that lie beside the project and prints how many are told apart, as a table. It asserts a
// floor and not the exact figures; where the files are missing it is skipped.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { type InboundMail, readMail } from '../src/imports/mail.ts'

const comms = join(dirname(dirname(import.meta.dirname)), 'shared', 'data', 'comms')
const there = existsSync(comms)
if (!there) console.warn('The corpus of real mails (../shared/data/comms) is not here: its tests are skipped.')

// What a file is by its name, and by reading those whose name does not say it.
const delays =
  /^(lhost-exim-41|lhost-gmail-09|lhost-messagingserver-07|lhost-opensmtpd-(04|06|13|15)|lhost-outlook-06|lhost-zoho-04|rfc3464-0[79]|rhost-outlook-06)\./
const absences = /^rfc3834-0[24]\./
// The report itself says that there is none.
const withoutAddress = /^issue-15|^rfc3464-04|^rhost-franceptt-07/

function expected(file: string): string {
  if (delays.test(file)) return 'delay'
  if (file.startsWith('arf-')) return 'complaint'
  if (file.startsWith('is-not-bounce')) return 'reply'
  // From a mailing list's program, without any header that says so.
  if (file.startsWith('lhost-fml')) return 'auto_reply'
  if (file.startsWith('rfc3834-')) return absences.test(file) ? 'out_of_office' : 'auto_reply'
  return 'bounce'
}

test.skipIf(!there)('real bounces, delays, complaints and automatic replies are told apart', async () => {
  const table = new Map<string, number>()
  const wrong: string[] = []
  const found = { bounces: 0, address: 0, status: 0, original: 0, permanent: 0 }
  let right = 0
  let all = 0
  const root = join(comms, 'bounces', 'sisimai')
  for (const folder of readdirSync(root)) {
    for (const file of readdirSync(join(root, folder))) {
      const mail = await readMail(readFileSync(join(root, folder, file)))
      const wanted = expected(file)
      all += 1
      if (mail.kind === wanted) right += 1
      else wrong.push(`${folder}/${file}: ${mail.kind}, and is ${wanted}`)
      table.set(`${wanted} → ${mail.kind}`, (table.get(`${wanted} → ${mail.kind}`) ?? 0) + 1)
      if (wanted === 'bounce' && mail.bounce) {
        found.bounces += 1
        if (mail.bounce.address || withoutAddress.test(file)) found.address += 1
        if (mail.bounce.status) found.status += 1
        if (mail.bounce.originalMessageId) found.original += 1
        if (mail.bounce.permanent) found.permanent += 1
      }
    }
  }
  const rows = [...table].sort((a, b) => b[1] - a[1]).map(([what, count]) => `${String(count).padStart(5)}  ${what}`)
  console.log(
    `${right} of ${all} mails are what they are taken for\nis → taken for\n${rows.join('\n')}\nof ${found.bounces} bounces: address ${found.address}, status ${found.status}, our Message-ID ${found.original}, address to blame ${found.permanent}\n${wrong.join('\n')}`,
  )
  expect(right / all).toBeGreaterThan(0.99)
  expect(found.address / found.bounces).toBeGreaterThan(0.98)
})

// The words that are new, by hand from the files; the long ones begin with a filler that is left out here.
const news: Readonly<Record<string, string | RegExp>> = {
  'email_4.txt': "Awesome! I haven't had another problem with it.",
  'email_6.txt': /^I get proper rendering as well\.\n\nSent a magnificent torch of pixels$/,
  'email_custom_quote_header.txt': 'Thank you!',
  'email_one_is_not_on.txt': /^Thank, this is really helpful\.[\s\S]*when I run\.\.\.$/,
  'email_zoho.txt': /^What is the best way[\s\S]*running a test\?$/,
  'email_unquoted_reply.txt': 'This is my reply.',
  'email_tricky_18_inline_reply.txt': /^I think option A is great\.[\s\S]*not suitable for our use case\.$/,
  'email_tricky_1_on_false_positive.txt': /performance is great\.$/,
  'email_tricky_2_url_with_wrote.txt': /Best regards,\nJohn$/,
  'email_tricky_4_from_in_body.txt': /^I need to parse[\s\S]*actual message content\.$/,
  'email_tricky_6_regards_in_sentence.txt': /should be visible\.$/,
  'email_tricky_8_sent_from_in_content.txt': /the main server\.$/,
  'email_customer_quote_header_3.txt': /^bonjour,[\s\S]*merci d'avance$/,
  'email_2_1.txt': 'Outlook with a reply',
  'email_2.txt': /^Hi,\n[\s\S]*You can list the keys/,
  'correct_sig.txt': 'this is an email with a correct -- signature.',
  'email_not_a_signature.txt': /Super Domain Name Manager$/,
}
const filler = 'Fusce bibendum'

test.skipIf(!there)('real replies are read as replies, without what they quote', async () => {
  const root = join(comms, 'replies', 'crisp')
  const wrong: string[] = []
  let replies = 0
  const files = readdirSync(root)
  const read = new Map<string, InboundMail>()
  for (const file of files) {
    const head =
      'From: Ada <ada@customer.example>\r\nTo: us@nordwind.example\r\nSubject: Re: Invoice\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
    const mail = await readMail(Buffer.concat([Buffer.from(head), readFileSync(join(root, file))]))
    read.set(file, mail)
    if (mail.kind === 'reply') replies += 1
    else wrong.push(`${file}: ${mail.kind}`)
  }
  let right = 0
  let all = 0
  for (const [file, mail] of read) {
    // Those with the filler are three paragraphs of it and then a quotation.
    const wanted = news[file] ?? (mail.text.startsWith(filler) ? /^Fusce[\s\S]*$/ : undefined)
    if (wanted === undefined) continue
    all += 1
    const quotes = mail.text
      .split('\n')
      .filter((line) => line.startsWith('>') || /(wrote|schrieb|escribió):$/.test(line))
    const good = typeof wanted === 'string' ? mail.text === wanted : wanted.test(mail.text) && quotes.length === 0
    if (good) right += 1
    else wrong.push(`${file}: ${JSON.stringify(mail.text.slice(-200))}`)
  }
  console.log(
    `${replies} of ${files.length} replies are taken for replies; new part right in ${right} of ${all}\n${wrong.join('\n')}`,
  )
  expect(replies).toBe(files.length)
  expect(right / all).toBeGreaterThan(0.9)
})
