// `dunwell person`: who works at the desk. Adding somebody makes them a way in, a link that signs them in once; a lost password is
// another such link.

import { type Command, Option } from 'commander'
import { momentText } from '../core/day.ts'
import { type Role, roles } from '../core/member.ts'
import { problem, quoted } from '../core/problem.ts'
import { shareCases } from '../engine/collector.ts'
import { identities, wayInUrl } from '../engine/identity.ts'
import { endSessionsOf } from '../store/identity.ts'
import { addMember, changeMember, listMembers, type Member, memberBy, removeMember } from '../store/member.ts'
import { atDesk, type CommonOptions, columns, command, type Desk, type Wiring } from './desk.ts'

const originDefault = 'http://127.0.0.1:4580'

interface At extends CommonOptions {
  readonly origin: string
}

export function person(program: Command, wiring: Wiring): void {
  const it = program.command('person').description('who works at the desk: add, list, role, link, remove')
  const role = () => new Option('--role <role>', 'what they may do').choices([...roles]).default('collector')
  const origin = () =>
    new Option('--origin <url>', 'where they reach the desk, as it stands in the address line').default(originDefault)

  command(
    it,
    'add',
    'give somebody a seat, and a link that signs them in once',
    './dunwell person add ben@nordwind.example --name "Ben Carter" --role collector',
    { json: true },
  )
    .argument('<email>')
    .requiredOption('--name <name>', 'as the record names them')
    .addOption(role())
    .addOption(origin())
    .action((email: string, options: At & { name: string; role: Role }) =>
      atDesk<At>(wiring, async (desk) => {
        checkEmail(email)
        const { name } = options
        if (name.trim() === '' || name.length > 200)
          throw problem('person.name', `${quoted(name)} is no name.`, 'Use 1 to 200 characters.')
        await desk.tx((tx) => addMember(tx, { email, name: name.trim(), role: options.role }))
        const link = await linkFor(desk, email, name, options.origin)
        return { json: { email, role: options.role, link }, text: `${name} is ${options.role} here.\n${says(link)}` }
      })(options),
    )

  command(it, 'list', 'who has a seat', './dunwell person list', { json: true }).action(
    atDesk(wiring, async (desk) => {
      const found = await desk.tx(listMembers)
      const body = found.map((one) => [one.email, one.name, one.role, momentText(one.addedAt, desk.workspace.zone)])
      return {
        json: found.map(({ email, name, role: its, addedAt }) => ({ email, name, role: its, addedAt })),
        text:
          found.length === 0
            ? 'Nobody has a seat yet. Start the desk with "./dunwell serve": it asks for its owner.'
            : columns(['email', 'name', 'role', 'since'], body),
      }
    }),
  )

  command(it, 'role', 'change what somebody may do', './dunwell person role ben@nordwind.example manager')
    .argument('<email>')
    .argument('<role>', roles.join(', '))
    .action((email: string, text: string, options: CommonOptions) =>
      atDesk(wiring, async (desk) => {
        const next = roles.find((one) => one === text)
        if (!next) throw problem('person.role', `${quoted(text)} is no role.`, `Use one of: ${roles.join(', ')}.`)
        const found = await memberOf(desk, email)
        await desk.tx((tx) => changeMember(tx, found.id, { role: next }))
        await shareCases(desk.db, desk.workspace, { actor: desk.actor })
        return { json: { email, role: next }, text: `${found.name} is ${next} from now on.` }
      })(options),
    )

  command(
    it,
    'link',
    'a link that signs somebody in once, for a lost password',
    './dunwell person link ben@nordwind.example',
    {
      json: true,
    },
  )
    .argument('<email>')
    .addOption(origin())
    .action((email: string, options: At) =>
      atDesk<At>(wiring, async (desk) => {
        const found = await memberOf(desk, email)
        const link = await linkFor(desk, found.email, found.name, options.origin)
        return { json: { email: found.email, link }, text: says(link) }
      })(options),
    )

  command(it, 'remove', 'take a seat away', './dunwell person remove ben@nordwind.example')
    .argument('<email>')
    .action((email: string, options: CommonOptions) =>
      atDesk(wiring, async (desk) => {
        const found = await memberOf(desk, email)
        await desk.tx((tx) => removeMember(tx, found.id))
        await endSessionsOf(desk.db, found.email)
        await shareCases(desk.db, desk.workspace, { actor: desk.actor })
        return { json: { removed: found.email }, text: `${found.name} has no seat here any more, and is signed out.` }
      })(options),
    )
}

function checkEmail(email: string): void {
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) || email.length > 300)
    throw problem('person.email', `${quoted(email)} is no email address.`, 'Give one such as ben@nordwind.example.')
}

async function memberOf(desk: Desk, email: string): Promise<Member> {
  const found = await desk.tx((tx) => memberBy(tx, email))
  if (!found) throw problem('person.unknown', `${quoted(email)} has no seat here.`, 'See: ./dunwell person list')
  return found
}

async function linkFor(desk: Desk, email: string, name: string, origin: string): Promise<string> {
  const url = URL.parse(origin)
  if (!url) throw problem('person.origin', `${quoted(origin)} is no address.`, 'Give it whole: https://desk.example')
  const people = await identities(desk.db, url.origin)
  await people.enrol({ email, name })
  return wayInUrl(url.origin, await people.wayIn(email))
}

function says(link: string): string {
  return `${link}\n  It signs them in once, within a day. Whoever has it is them: hand it over yourself.`
}
