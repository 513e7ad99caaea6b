// `dunwell mail`: signing in to the mailbox with OAuth 2, seeing whether that still holds, signing out.

import { Argument, type Command, Option } from 'commander'
import {
  browserSignIn,
  deviceSignIn,
  type Endpoints,
  type ProviderName,
  providerNames,
  providers,
} from '../channels/sign-in.ts'
import { momentText } from '../core/day.ts'
import { problem, quoted } from '../core/problem.ts'
import { mailOwners } from '../engine/owner-mail.ts'
import { dropSignIn, keepSignIn, readSignIn, type SignIn } from '../store/sign-in.ts'
import { changeSettings } from '../store/workspace.ts'
import { type Answer, atDesk, type CommonOptions, command, type Desk, type Wiring } from './desk.ts'

interface Options extends CommonOptions {
  readonly user?: string
  readonly clientId?: string
  readonly clientSecret?: string
  readonly tenant?: string
  readonly browser?: boolean
  readonly at?: string
  readonly status?: boolean
}

export function mail(program: Command, wiring: Wiring): void {
  const it = program
    .command('mail')
    .description('the mailbox’s sign-in, and mails to the owners: sign-in, sign-out, owner')
  command(
    it,
    'sign-in',
    'sign in to Microsoft 365 or Google instead of keeping a password (docs/mail-sign-in.md)',
    './dunwell mail sign-in microsoft --user accounts@nordwind.example --client-id 0f3c…\n./dunwell mail sign-in google --user accounts@nordwind.example --client-id 83… --client-secret …\n./dunwell mail sign-in --status',
    { json: true },
  )
    .addArgument(new Argument('[provider]', 'who keeps the mailbox').choices(providerNames))
    .option('--user <address>', 'the mailbox; later ones need not say it again, nor the client')
    .option('--client-id <id>', 'of your app registration')
    .option('--client-secret <secret>', 'where the registration has one (or DUNWELL_CLIENT_SECRET)')
    .option('--tenant <id>', 'Microsoft: your directory, where the registration is for it alone', 'organizations')
    .option('--browser', 'Microsoft: with the browser of this machine instead of a code')
    .option('--status', 'who is signed in, and until when')
    .addOption(new Option('--at <url>', 'another sign-in server, for trials on this machine').hideHelp())
    .action((provider: ProviderName | undefined, options: Options) =>
      atDesk(wiring, (desk) =>
        options.status || provider === undefined ? status(desk) : signIn(desk, wiring, provider, options),
      )(options),
    )
  command(
    it,
    'owner',
    'write the mail of the day, or of the week, to the owners now; each gets it once',
    './dunwell mail owner\n./dunwell mail owner --week',
    { json: true },
  )
    .option('--week', 'what the last seven days brought')
    .action((options: CommonOptions & { week?: boolean }) =>
      atDesk(wiring, async (desk) => {
        const { db, workspace, today, dataDir, actor } = desk
        const sent = await mailOwners(db, workspace, options.week ? 'week' : 'day', { day: today, dataDir, actor })
        const text = sent.map(({ to, outcome }) => `${to}: ${outcome.replaceAll('_', ' ')}`).join('\n')
        return {
          json: { sent },
          text:
            text ||
            'Nothing to write: each owner has it already, or nobody has a seat as owner (./dunwell person list).',
        }
      })(options),
    )
  command(it, 'sign-out', 'forget the tokens', './dunwell mail sign-out', { json: true }).action(
    atDesk(wiring, (desk) =>
      desk.tx(async (tx) => {
        const done = await dropSignIn(tx)
        return {
          json: { signedOut: done },
          text: done
            ? 'The tokens are forgotten here. To end the access itself, remove the app in the account at the provider.'
            : 'Nobody was signed in.',
        }
      }),
    ),
  )
}

async function signIn(desk: Desk, wiring: Wiring, provider: ProviderName, options: Options): Promise<Answer> {
  const before = await desk.tx((tx) => readSignIn(tx))
  const same = before?.provider === provider ? before : undefined
  const account = options.user ?? same?.account
  const clientId = options.clientId ?? same?.clientId
  if (account === undefined || clientId === undefined)
    throw problem(
      'sign_in.details',
      account === undefined ? 'Which mailbox?' : 'Which app registration?',
      'Give --user and --client-id; docs/mail-sign-in.md says how to get one.',
    )
  if (!/^[!-?A-~]+@[!-?A-~]+$/.test(account))
    throw problem('sign_in.user', `${quoted(account)} is not an address.`, 'Give the address of the mailbox.')
  const fresh = options.clientId !== undefined
  const clientSecret =
    options.clientSecret ?? desk.env.DUNWELL_CLIENT_SECRET ?? (fresh ? undefined : (same?.clientSecret ?? undefined))
  const endpoints = endpointsOf(provider, options, fresh ? undefined : same)
  const client = { provider, clientId, clientSecret, endpoints }
  const tell = (...lines: string[]) => {
    // What a person must read stands before the answer for programs, so it goes beside it.
    if (options.json) process.stderr.write(`${lines.join('\n')}\n`)
    else desk.say(lines.join('\n'))
  }
  const tokens =
    endpoints.device !== undefined && !options.browser
      ? await deviceSignIn(client, ({ code, at, minutes }) =>
          tell(`Open ${at} on any device and type:  ${code}`, `Waiting for up to ${minutes} minutes …`),
        )
      : await browserSignIn(client, {
          random: (bytes) => wiring.clock.random(bytes),
          account,
          onUrl: (url) => tell('Open this in a browser on this machine and sign in:', '', url, '', 'Waiting …'),
        })
  const { scope, imap, smtp, keepsSent } = providers[provider]
  const { settings } = desk.workspace
  const own = options.at !== undefined
  const hosts = own
    ? [settings.imap?.host, settings.smtp?.host].flatMap((host) => (host ? [host.toLowerCase()] : []))
    : [imap.host, smtp.host]
  const expiresAt = await desk.tx(async (tx) => {
    const until = tx.now + tokens.expiresInSeconds * 1000
    await keepSignIn(tx, {
      provider,
      account,
      clientId,
      clientSecret,
      endpoints: { ...endpoints, hosts },
      scope,
      accessToken: tokens.accessToken,
      refreshToken: tokens.refreshToken,
      expiresAt: until,
    })
    if (!own)
      await changeSettings(tx, {
        imap: { sent: settings.imap?.sent, ...imap, user: account, copyToSent: !keepsSent },
        smtp: { ...smtp, user: account },
      })
    return until
  })
  return {
    json: { provider, account, expiresAt: new Date(expiresAt).toISOString() },
    text: [
      `Signed in to ${providers[provider].says} as ${account}; it is renewed by itself.`,
      ...(own ? [] : [`Mail is read from ${imap.host} and sent through ${smtp.host}.`]),
      '',
      'Next:  ./dunwell inbox fetch',
    ].join('\n'),
  }
}

function endpointsOf(provider: ProviderName, { at, tenant = 'organizations' }: Options, same?: SignIn): Endpoints {
  if (at !== undefined) {
    if (!/^http:\/\/(127\.0\.0\.1|localhost):\d+$/.test(at))
      throw problem('sign_in.at', `${quoted(at)} is not on this machine.`, 'Leave --at out.')
    return {
      authorize: `${at}/authorize`,
      token: `${at}/token`,
      ...(provider === 'microsoft' && { device: `${at}/device` }),
    }
  }
  if (same) return same.endpoints
  if (!/^[\w.-]+$/.test(tenant))
    throw problem('sign_in.tenant', `${quoted(tenant)} is not a directory.`, 'Give its id or its domain.')
  return providers[provider].endpoints(tenant)
}

async function status(desk: Desk): Promise<Answer> {
  const it = await desk.tx((tx) => readSignIn(tx))
  if (!it)
    return {
      json: { signedIn: null },
      text: 'Nobody is signed in. Mailboxes with a password need no sign-in; for the others: ./dunwell mail sign-in microsoft --user … --client-id …',
    }
  const at = (moment: number) => momentText(moment, desk.workspace.zone)
  const { provider, account, clientId, signedInAt, renewedAt, expiresAt, refusedAt, refusedSays } = it
  const iso = (moment: number) => new Date(moment).toISOString()
  return {
    json: {
      signedIn: {
        provider,
        account,
        clientId,
        hosts: it.endpoints.hosts,
        signedInAt: iso(signedInAt),
        renewedAt: iso(renewedAt),
        expiresAt: iso(expiresAt),
        refused: refusedAt === null ? null : { at: iso(refusedAt), says: refusedSays },
      },
    },
    text: [
      `${providers[provider as ProviderName].says}: ${account}, signed in ${at(signedInAt)}`,
      refusedAt === null
        ? `Renewed ${at(renewedAt)}; good until ${at(expiresAt)}, and renewed before.`
        : `Refused since ${at(refusedAt)}: ${refusedSays}\nSign in again: ./dunwell mail sign-in ${provider}`,
      `For ${it.endpoints.hosts.join(' and ')}, with the app registration ${clientId}`,
    ].join('\n'),
  }
}
