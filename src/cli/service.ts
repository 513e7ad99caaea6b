// `dunwell service`: starts the desk with the computer. It writes the one file that systemd, launchd or the task scheduler wants, with
// absolute paths, hands it over, and says what it did. It asks for no more rights than it was started with.

import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { problem, quoted } from '../core/problem.ts'
import { type CommonOptions, command, type Wiring } from './desk.ts'
import { portOf } from './serve.ts'

type System = 'systemd' | 'launchd' | 'windows'

/** What is started, and where it keeps its data: all paths absolute. */
interface ServiceFacts {
  readonly node: string
  readonly main: string
  readonly dataDir: string
  readonly port: number
  readonly origins: readonly string[]
}

interface Options extends CommonOptions {
  readonly port: string
  readonly origin?: string[]
  readonly system?: boolean
  readonly kind?: System
  readonly print?: boolean
}

const name = 'dunwell'
const label = 'app.dunwell.desk'

export function service(program: Command, wiring: Wiring): void {
  const it = program.command('service').description('the desk starts with the computer: install, status, remove')
  const common = (one: Command) =>
    one
      .option('--system', 'Linux: for the whole machine, started before anybody signs in; needs root')
      .addOption(
        new Option('--kind <kind>', 'another system than this one, to look at with --print').choices([
          'systemd',
          'launchd',
          'windows',
        ]),
      )
  common(
    command(
      it,
      'install',
      'start the desk with the computer from now on',
      './dunwell service install\n./dunwell service install --print\nsudo ./dunwell service install --system --origin https://desk.example',
    ),
  )
    .option('--port <port>', 'where it listens', '4580')
    .option('--origin <url...>', 'where browsers reach it besides this machine: https://desk.example')
    .option('--print', 'only show the file')
    .action((options: Options) => install(wiring, options))
  common(command(it, 'status', 'whether it starts with the computer, and runs', './dunwell service status')).action(
    (options: Options) => status(wiring, options),
  )
  common(command(it, 'remove', 'start it by hand again', './dunwell service remove')).action((options: Options) =>
    remove(wiring, options),
  )
}

function kindOf({ kind }: Options): System {
  return (
    kind ?? ({ darwin: 'launchd', win32: 'windows' } as Partial<Record<string, System>>)[process.platform] ?? 'systemd'
  )
}

function factsOf(wiring: Wiring, options: Options): ServiceFacts {
  const facts = {
    node: process.execPath,
    main: resolve(process.argv[1]!),
    dataDir: resolve(options.data ?? wiring.dataDir),
    port: portOf(options.port),
    origins: options.origin ?? [],
  }
  const strange = [facts.node, facts.main, facts.dataDir, ...facts.origins].find((it) =>
    /[\p{Cc}"%$\\]/u.test(it.replaceAll('\\', '/')),
  )
  // A file of a service has an own idea of each of these; a plain path needs none.
  if (strange !== undefined)
    throw problem(
      'service.path',
      `${quoted(strange)} cannot stand in the file of a service.`,
      'Use a path without " % $ in it.',
    )
  return facts
}

/** Where its file belongs; a task of Windows has none after it was taken in. */
function placeOf(wiring: Wiring, kind: System, system: boolean): string {
  const home = wiring.env.HOME ?? wiring.env.USERPROFILE ?? '.'
  if (kind === 'launchd') return join(home, 'Library', 'LaunchAgents', `${label}.plist`)
  if (kind === 'windows') return join(wiring.env.LOCALAPPDATA ?? home, 'Dunwell', `${name}.xml`)
  if (system) return `/etc/systemd/system/${name}.service`
  return join(wiring.env.XDG_CONFIG_HOME ?? join(home, '.config'), 'systemd', 'user', `${name}.service`)
}

/** The file, word for word. */
export function serviceFile(kind: System, it: ServiceFacts, system: boolean): string {
  const args = [
    '--max-semi-space-size=32',
    it.main,
    'serve',
    '--data',
    it.dataDir,
    '--port',
    String(it.port),
    ...it.origins.flatMap((one) => ['--origin', one]),
  ]
  return { systemd, launchd, windows }[kind](it, args, system)
}

function systemd(it: ServiceFacts, args: readonly string[], system: boolean): string {
  const line = [it.node, ...args].map((one) => `"${one}"`).join(' ')
  return `# The desk of Dunwell, started with the computer. Made by "dunwell service install"; "dunwell service remove" takes it away.
[Unit]
Description=Dunwell, the desk
After=network-online.target
Wants=network-online.target

[Service]
Type=simple
WorkingDirectory=${dirname(it.main)}
ExecStart=${line}
Restart=on-failure
RestartSec=5
# It finishes the message in hand before it ends.
TimeoutStopSec=60
UMask=0077
NoNewPrivileges=true

[Install]
WantedBy=${system ? 'multi-user.target' : 'default.target'}
`
}

function launchd(it: ServiceFacts, args: readonly string[]): string {
  const list = [it.node, ...args].map((one) => `    <string>${escaped(one)}</string>`).join('\n')
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>${label}</string>
  <key>ProgramArguments</key>
  <array>
${list}
  </array>
  <key>WorkingDirectory</key>
  <string>${escaped(dirname(it.main))}</string>
  <key>RunAtLoad</key>
  <true/>
  <key>KeepAlive</key>
  <dict>
    <key>SuccessfulExit</key>
    <false/>
  </dict>
  <key>ExitTimeOut</key>
  <integer>60</integer>
  <key>Umask</key>
  <integer>63</integer>
  <key>StandardOutPath</key>
  <string>${escaped(join(it.dataDir, 'serve.log'))}</string>
  <key>StandardErrorPath</key>
  <string>${escaped(join(it.dataDir, 'serve.log'))}</string>
</dict>
</plist>
`
}

function windows(it: ServiceFacts, args: readonly string[]): string {
  const line = args.map((one) => `"${one}"`).join(' ')
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Dunwell, the desk</Description>
  </RegistrationInfo>
  <Triggers>
    <LogonTrigger>
      <Enabled>true</Enabled>
    </LogonTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <RestartOnFailure>
      <Interval>PT1M</Interval>
      <Count>999</Count>
    </RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>${escaped(it.node)}</Command>
      <Arguments>${escaped(line)}</Arguments>
      <WorkingDirectory>${escaped(dirname(it.main))}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** What hands the file over, starts, asks and ends, in order. */
function calls(kind: System, place: string, system: boolean): Record<'install' | 'status' | 'remove', string[][]> {
  if (kind === 'launchd')
    return {
      install: [['launchctl', 'load', '-w', place]],
      status: [['launchctl', 'list', label]],
      remove: [['launchctl', 'unload', '-w', place]],
    }
  if (kind === 'windows')
    return {
      install: [
        ['schtasks', '/Create', '/F', '/TN', 'Dunwell', '/XML', place],
        ['schtasks', '/Run', '/TN', 'Dunwell'],
      ],
      status: [['schtasks', '/Query', '/TN', 'Dunwell']],
      remove: [
        ['schtasks', '/End', '/TN', 'Dunwell'],
        ['schtasks', '/Delete', '/F', '/TN', 'Dunwell'],
      ],
    }
  const systemctl = ['systemctl', ...(system ? [] : ['--user'])]
  return {
    install: [
      [...systemctl, 'daemon-reload'],
      [...systemctl, 'enable', '--now', `${name}.service`],
    ],
    status: [[...systemctl, 'is-active', `${name}.service`]],
    remove: [[...systemctl, 'disable', '--now', `${name}.service`]],
  }
}

function install(wiring: Wiring, options: Options): void {
  const kind = kindOf(options)
  const system = options.system === true
  const text = serviceFile(kind, factsOf(wiring, options), system)
  if (options.print) {
    wiring.write(text)
    return
  }
  const place = placeOf(wiring, kind, system)
  try {
    mkdirSync(dirname(place), { recursive: true })
    // The task scheduler reads UTF-16 with its mark.
    writeFileSync(place, kind === 'windows' ? Buffer.from(`\ufeff${text}`, 'utf16le') : text)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw problem(
      'service.write',
      `${place} cannot be written (${code}).`,
      system ? 'Run it as root.' : 'Is the folder yours?',
    )
  }
  wiring.write(`Written: ${place}\n`)
  const failed = run(calls(kind, place, system).install)
  if (failed !== undefined)
    throw problem(
      'service.refused',
      `The file is there, but this did not work: ${failed}`,
      'Run that line by hand; it says why. Without such a service: ./dunwell serve',
    )
  wiring.write(
    `The desk runs, and starts with the computer from now on: http://127.0.0.1:${options.port}\n${
      kind === 'systemd' && !system
        ? `It ends when you sign out, unless you say once: loginctl enable-linger\nIts code for the first start and its log: journalctl --user -u ${name}\n`
        : ''
    }To end it: ./dunwell service remove\n`,
  )
}

function status(wiring: Wiring, options: Options): void {
  const kind = kindOf(options)
  const place = placeOf(wiring, kind, options.system === true)
  if (!existsSync(place)) {
    wiring.write('It does not start with the computer. To change that: ./dunwell service install\n')
    return
  }
  const failed = run(calls(kind, place, options.system === true).status)
  wiring.write(
    `It starts with the computer, by ${place}.\n${failed === undefined ? 'It runs.' : 'It does not run just now.'}\n`,
  )
  const started = /"?serve"? .*/.exec(readFileSync(place, kind === 'windows' ? 'utf16le' : 'utf8'))?.[0]
  if (started !== undefined && kind === 'systemd') wiring.write(`As: ${started}\n`)
}

function remove(wiring: Wiring, options: Options): void {
  const kind = kindOf(options)
  const place = placeOf(wiring, kind, options.system === true)
  if (!existsSync(place)) {
    wiring.write('It does not start with the computer; there is nothing to remove.\n')
    return
  }
  const failed = run(calls(kind, place, options.system === true).remove)
  rmSync(place)
  wiring.write(
    `Removed: ${place}\n${failed === undefined ? 'The desk has ended. By hand: ./dunwell serve' : `This did not work, perhaps it was not running: ${failed}`}\n`,
  )
}

/** Runs each; the first line that failed, or undefined. */
function run(lines: readonly (readonly string[])[]): string | undefined {
  for (const [file, ...args] of lines) {
    try {
      execFileSync(file!, args, { stdio: 'ignore', timeout: 60_000 })
    } catch {
      return [file, ...args].join(' ')
    }
  }
  return undefined
}
