import { expect, test } from 'vitest'
import { browserFor } from './browser.ts'

const url = 'http://127.0.0.1:4580/?a=1&b=2'

test.each([
  ['a screen of Linux', 'linux', { DISPLAY: ':0' }, ['xdg-open', url]],
  ['no screen', 'linux', {}, undefined],
  ['a named browser needs no screen that we know of', 'linux', { BROWSER: '/opt/show' }, ['/opt/show', url]],
  [
    'a named browser with a place for the address',
    'linux',
    { BROWSER: 'firefox --new-tab %s' },
    ['firefox', '--new-tab', url],
  ],
  ['none wanted', 'darwin', { BROWSER: 'none' }, undefined],
  ['macOS', 'darwin', {}, ['open', url]],
  ['Windows', 'win32', {}, ['cmd', '/c', 'start', '', 'http://127.0.0.1:4580/?a=1^&b=2']],
])('%s', (_, platform, env, command) => {
  expect(browserFor({ platform, env }, url)).toEqual(command)
})
