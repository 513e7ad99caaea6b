// Words as an owner changes them: shown, previewed for a real customer, saved by version, refused with a cure, put back.

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { terminal } from '../../test/terminal.ts'

const { folder, run } = await terminal()

const claim = ['--amount', '310.00', '--issued', '2026-01-10', '--due', '2026-02-20']
await run(
  'add',
  'debtor',
  '--name',
  'Ida Muster',
  '--country',
  'DE',
  '--kind',
  'consumer',
  '--language',
  'de',
  '--email',
  'ida@muster.example',
)
await run('add', 'claim', '--debtor', 'Ida Muster', '--number', 'R-1', ...claim)
const mine = join(folder, 'mine.md')
const preview = (...more: string[]) => run('template', 'preview', 'second', '--case', 'Ida', ...more)

test('a consumer stands on their own ladder, in their own language; another is one option away', async () => {
  const own = await preview()
  expect(own).toContain('second in de, a step of consumer; not sent')
  expect(own).toContain('310,00')
  expect(own).toContain('Rechnung R-1')
  expect(await preview('--language', 'es', '--policy', 'gentle')).toContain('second in es, a step of gentle')
  await expect(preview('--language', 'nl')).rejects.toThrow('Use one of: de, en, es, fr.')
  await expect(run('template', 'preview', 'demand', '--case', 'Ida')).rejects.toThrow(
    'Use one of: before-due, friendly, second, help-and-plan, last-notice',
  )
})

test('a case is named by its id as well as by its customer', async () => {
  const id = /cas_[0-9a-z]+/.exec(await run('explain', 'Ida'))![0]
  expect(await run('template', 'preview', 'second', '--case', id)).toContain('Rechnung R-1')
})

test('the list says who uses a ladder, and a file is compared and simulated before it is saved', async () => {
  expect(await run('policy', 'list')).toMatch(/consumer .* consumers/)
  const file = join(folder, 'mine.yaml')
  writeFileSync(file, (await run('policy', 'show', 'consumer')).replace('days: 12', 'days: 15'))
  expect(await run('policy', 'diff', 'consumer', file)).toMatch(/second\s+days\s+12\s+15/)
  const against = await run('simulate', '--days', '60', '--policy', file, '--against', 'current')
  expect(against).toContain('asked for, in all')
  const csv = await run('simulate', '--days', '60', '--policy', file, '--against', 'current', '--csv')
  expect(csv.split('\r\n')[0]).toBe('policy,day,no,name,what,currency,asked_for,because')
  expect(csv).toMatch(/^this,2026-.*,Ida Muster,.*310\.00/m)
  expect(csv).toMatch(/^saved,2026-/m)
  await expect(run('simulate', '--csv', '--json')).rejects.toThrow('JSON or as CSV')
})

test('a preview is written as a page and as a letter', async () => {
  const [html, pdf] = [join(folder, 'w.html'), join(folder, 'w.pdf')]
  await preview('--html', html, '--pdf', pdf)
  expect(readFileSync(html, 'utf8')).toContain('<html')
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-')
  await expect(preview('--pdf', join(folder, 'no', 'where.pdf'))).rejects.toThrow('Choose another place.')
  expect(existsSync(join(folder, 'no'))).toBe(false)
})

test('own words are saved by version, used at once, shown again, and put back', async () => {
  const shown = await run('template', 'show', 'second', '--language', 'de')
  expect(shown).toContain('language: de')
  writeFileSync(mine, shown.replace('Bitte zahlen Sie', 'Wir bitten Sie zu zahlen:'))
  expect(await run('template', 'save', mine)).toContain('saved as version 1')
  expect(await run('template', 'save', mine)).toContain('nothing changed')
  expect(await preview()).toContain('Wir bitten Sie zu zahlen:')
  writeFileSync(mine, shown.replace('Bitte zahlen Sie', 'Zahlen Sie doch bitte'))
  expect(await run('template', 'save', mine)).toContain('saved as version 2')
  expect(await run('template', 'show', 'second', '--language', 'de', '--saved', '1')).toContain('Wir bitten Sie')
  expect(await run('template', 'list')).toContain('de (version 2)')
  expect(await run('template', 'reset', 'second', '--language', 'de')).toContain('says what comes with Dunwell again')
  expect(await preview()).toContain('Bitte zahlen Sie')
})

test('a partial is saved by name, and stands in every template that includes it', async () => {
  writeFileSync(mine, 'Rufen Sie uns an, wir helfen.\n')
  await expect(run('template', 'save', mine)).rejects.toThrow('Add --as')
  await run('template', 'save', mine, '--as', '_help', '--language', 'de')
  expect(await preview()).toContain('Rufen Sie uns an, wir helfen.')
  await run('template', 'reset', '_help', '--language', 'de')
})

test('words that could not be used are refused, and nothing is kept', async () => {
  const shown = await run('template', 'show', 'second')
  const wrong = async (from: string, to: string, ...more: string[]) => {
    writeFileSync(mine, shown.replace(from, to))
    return run('template', 'save', mine, ...more)
  }
  await expect(wrong('{{ payBy | day }}', '{{ payby | day }}')).rejects.toThrow('which does not exist')
  await expect(wrong('needs: [payBy]', 'needs: [payBy, nextStep]')).rejects.toThrow('but the ladder ends there')
  await expect(wrong('language: en', 'language: en', '--language', 'fr')).rejects.toThrow(
    'says it is in the language "en"',
  )
  await expect(wrong(shown, '')).rejects.toThrow()
  await expect(run('template', 'show', '../../x')).rejects.toThrow('There is no template')
  expect(await run('template', 'list')).not.toContain('version')
})

test('two policies are compared step by step', async () => {
  const text = await run('policy', 'diff', 'standard', 'firm')
  expect(text).toMatch(/second +days +8 +6/)
  expect(await run('policy', 'diff', 'firm', 'firm')).toContain('say the same')
  await expect(run('policy', 'diff', 'firm', 'nope')).rejects.toThrow('There is no policy "nope"')
})

test('words that must not be sent are refused with their line and better ones; a remark is shown and kept', async () => {
  const shown = await run('template', 'show', 'second', '--language', 'de')
  const save = async (more: string) => {
    writeFileSync(mine, `${shown.trimEnd()}\n\n${more}\n`)
    return run('template', 'save', mine)
  }
  await expect(save('Wir werden Ihren Arbeitgeber informieren.')).rejects.toThrow(
    /^Line \d+: "Ihren Arbeitgeber informieren" must not be said \(threat\.disclosure\).* Better: Darüber sprechen wir nur mit Ihnen\./,
  )
  await expect(save('Unsere Bankverbindung hat sich geändert.')).rejects.toThrow('bank.changed')
  expect(await run('template', 'list')).not.toContain('de (version 3)')
  const saved = await save('Bitte zahlen Sie umgehend.')
  expect(saved).toContain('saved as version')
  expect(saved).toMatch(/line \d+:\d+ {2}warning {2}urgency\.false {2}"zahlen Sie umgehend"/)
  expect(await preview()).toContain('Remarks on these words:')
  await run('template', 'reset', 'second', '--language', 'de')
  expect(await preview()).not.toContain('Remarks')
})

test('lint reads texts and templates; what must not be sent is an exit code', async () => {
  writeFileSync(mine, 'Dear Ada,\n\nWe will call the police.\n')
  await expect(run('lint')).rejects.toThrow('Name files, or add --all.')
  await expect(run('lint', mine)).rejects.toThrow('Add --language')
  await expect(run('lint', join(folder, 'none.txt'), '--language', 'en')).rejects.toThrow('cannot be read')
  const before = process.exitCode
  try {
    process.exitCode = 0
    const said = await run('lint', mine, '--language', 'en', '--kind', 'consumer')
    expect(said).toContain('3:9  error  threat.arrest')
    expect(said).toContain('1 text read: 1 that must not be sent')
    expect(process.exitCode).toBe(1)
    const { errors, findings } = JSON.parse(await run('lint', mine, '--language', 'en', '--json'))
    expect([errors, findings[0].rule, findings[0].line]).toEqual([1, 'threat.arrest', 3])
    process.exitCode = 0
    writeFileSync(mine, 'Could you take a look at invoice 4711?\n')
    expect(await run('lint', mine, '--language', 'en')).toContain('nothing to remark')
    writeFileSync(mine, 'Your balance of £310 is overdue.')
    expect(await run('lint', mine, '--language', 'en', '--part', 'body')).toContain('nothing to remark')
    process.exitCode = 0
    const us = ['--collector', 'third_party', '--place', 'us', '--kind', 'consumer', '--channel', 'email']
    expect(await run('lint', mine, '--language', 'en', ...us)).toContain('A way to opt out of this address is missing')
    process.exitCode = 0
    expect(await run('lint', '--all')).toMatch(/\d+ texts read: nothing to remark\./)
    expect(process.exitCode).toBe(0)
  } finally {
    process.exitCode = before
  }
})
