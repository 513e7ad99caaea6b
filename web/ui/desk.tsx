// The desk around a page: the way between pages, the day, finding anything, keys, and leaving.

import {
  ActionIcon,
  AppShell,
  Avatar,
  Badge,
  Box,
  Burger,
  Group,
  Menu,
  NavLink,
  ScrollArea,
  Stack,
  Text,
  Tooltip,
  UnstyledButton,
  useMantineColorScheme,
  VisuallyHidden,
} from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCheck, IconKeyboard, IconLogout, IconSearch, IconUserCircle } from '@tabler/icons-react'
import {
  createRootRoute,
  createRoute,
  createRouter,
  Link,
  lazyRouteComponent,
  Outlet,
  RouterProvider,
  useNavigate,
  useRouterState,
} from '@tanstack/react-router'
import { createContext, useContext, useMemo } from 'react'
import { post, useAsk } from '../api.ts'
import { useLive } from '../live.ts'
import { type PageEntry, pages } from '../pages.ts'
import { type Language, languages } from '../words/both.ts'
import { shellWords } from '../words/shell.ts'
import { BesideMenu } from './beside.tsx'
import { FinderDoor } from './finder-door.tsx'
import { finder } from './finding.ts'
import { KeysProvider, useKeys, useSheet } from './keys.tsx'
import { useSeat } from './seat.tsx'
import { Failed } from './state.tsx'
import { StopBanner, StopButton } from './stop.tsx'
import { NounsProvider, useForms, useLanguage, useWords } from './tongue.tsx'

interface Ways {
  onLanguage(next: Language): void
  onWorkspace(id: string): void
  onSignedOut(): void
}
const WaysContext = createContext<Ways | undefined>(undefined)

const root = createRootRoute({ component: Around, errorComponent: ({ error }) => <Failed error={error as Error} /> })
const routes = pages.map((it) =>
  createRoute({ getParentRoute: () => root, path: it.path, component: lazyRouteComponent(it.load) }),
)
const router = createRouter({ routeTree: root.addChildren(routes), defaultPreload: 'intent', scrollRestoration: true })

// The page that one came for is fetched while it is still being found out who came. What fails here is tried again when it is shown.
pages
  .find((it) => it.path === window.location.pathname)
  ?.load()
  .catch(() => undefined)

export default function Desk(ways: Ways) {
  const kept = useMemo(() => ways, [ways])
  return (
    <WaysContext.Provider value={kept}>
      <NounsProvider>
        <KeysProvider>
          <RouterProvider router={router} />
        </KeysProvider>
      </NounsProvider>
    </WaysContext.Provider>
  )
}

// More faces than this only say that there are many.
const facesMost = 3
const listed = pages.filter((it) => it.menu !== undefined)

function Around() {
  const w = useWords(shellWords)
  const [open, { toggle, close }] = useDisclosure()
  const navigate = useNavigate()
  const { person, workspace } = useSeat()
  const others = useLive(workspace.id).filter((it) => it.name !== person.name)
  useKeys(
    listed
      .filter((it) => it.menu!.key !== undefined)
      .map((it) => ({
        key: `g ${it.menu!.key}`,
        says: w.keyGo(w[it.menu!.word] as string),
        run: () => void navigate({ to: it.path }),
      })),
  )
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 216, breakpoint: 'sm', collapsed: { mobile: !open } }}
      padding={{ base: 'sm', sm: 'lg' }}
      withBorder={false}
    >
      <a href="#content" className="skip">
        {w.skip}
      </a>
      <AppShell.Header className="side" style={{ borderBottom: '1px solid var(--desk-line)' }}>
        <Head open={open} toggle={toggle} others={others.map((it) => it.name)} />
      </AppShell.Header>
      <AppShell.Navbar
        className="side"
        p="xs"
        style={{ borderRight: '1px solid var(--desk-line)' }}
        aria-label={w.menu}
      >
        <ScrollArea style={{ flex: 1 }}>
          <MenuGroup title={w.work} group="work" close={close} />
          <MenuGroup title={w.arrange} group="arrange" close={close} />
        </ScrollArea>
        <Box py={4}>
          <StopButton />
        </Box>
        <Day />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <StopBanner />
        <Outlet />
      </AppShell.Main>
      <FinderDoor />
    </AppShell>
  )
}

function Head({ open, toggle, others }: { open: boolean; toggle: () => void; others: readonly string[] }) {
  const w = useWords(shellWords)
  const { workspace } = useSeat()
  return (
    <Group h="100%" px="sm" justify="space-between" wrap="nowrap" gap="xs">
      <Group gap="sm" wrap="nowrap" style={{ minWidth: 0 }}>
        <Burger opened={open} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={w.menu} />
        <img src="/icon.svg" alt="" width={26} height={26} />
        <Text fw={650} className="name" title={workspace.name}>
          {workspace.name}
        </Text>
      </Group>
      <Group gap={6} wrap="nowrap" style={{ minWidth: 0 }}>
        <AlsoHere names={others} />
        <UnstyledButton
          onClick={finder.open}
          className="paper"
          px="sm"
          py={4}
          visibleFrom="sm"
          style={{ minWidth: 260, display: 'flex', alignItems: 'center', gap: 8 }}
        >
          <IconSearch size={16} aria-hidden />
          <Text size="sm" c="dimmed" style={{ flex: 1 }}>
            {w.findHint}
          </Text>
          <kbd className="key">ctrl K</kbd>
        </UnstyledButton>
        <ActionIcon variant="subtle" color="gray" hiddenFrom="sm" onClick={finder.open} aria-label={w.find} size="lg">
          <IconSearch size={20} />
        </ActionIcon>
        <BesideMenu />
        <Own />
      </Group>
    </Group>
  )
}

const initialsOf = (name: string) =>
  name
    .split(/\s+/)
    .map((it) => [...it][0])
    .filter((_, i, all) => i === 0 || i === all.length - 1)
    .join('')
    .toUpperCase()

/** Who else has this page open: at the head, where nothing moves when somebody comes or goes. */
function AlsoHere({ names }: { names: readonly string[] }) {
  const w = useWords(shellWords)
  const says = w.alsoHere(names.join(', '))
  return (
    <Box role="status" style={{ minWidth: 0 }}>
      {names.length > 0 && (
        <Tooltip label={says} multiline maw={280}>
          <Group gap={6} wrap="nowrap" pr="xs">
            <VisuallyHidden>{says}</VisuallyHidden>
            <Avatar.Group spacing={6} aria-hidden>
              {names.slice(0, facesMost).map((name) => (
                <Avatar key={name} size={28} radius="xl" color="accent" variant="light">
                  {initialsOf(name)}
                </Avatar>
              ))}
            </Avatar.Group>
            <Text size="sm" c="dimmed" className="name" visibleFrom="md" maw={220} aria-hidden>
              {names.length === 1 ? w.isHere(names[0]!) : w.areHere(names.length)}
            </Text>
          </Group>
        </Tooltip>
      )}
    </Box>
  )
}

function Own() {
  const w = useWords(shellWords)
  const ways = useContext(WaysContext)!
  const { person, workspace, others } = useSeat()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const language = useLanguage()
  const sheet = useSheet()
  const signOut = async () => {
    await post('/auth/sign-out', {})
    ways.onSignedOut()
  }
  const names: Record<Language, string> = { en: 'English', de: 'Deutsch' }
  return (
    <Menu position="bottom-end" width={250}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={person.name}>
          <IconUserCircle size={22} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Box px="sm" py={6}>
          <Text size="sm" fw={620} className="theirs">
            {person.name}
          </Text>
          <Text size="xs" c="dimmed" className="theirs">
            {person.email}
          </Text>
        </Box>
        {others.length > 1 && <Menu.Divider />}
        {others.length > 1 &&
          others.map((it) => (
            <Choice key={it.id} chosen={it.id === workspace.id} onClick={() => ways.onWorkspace(it.id)}>
              {it.name}
            </Choice>
          ))}
        <Menu.Divider />
        <Menu.Item
          component={Link}
          to={'/settings/account' as never}
          leftSection={<IconUserCircle size={16} aria-hidden />}
        >
          {w.account}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconKeyboard size={16} aria-hidden />}
          rightSection={
            <kbd className="key" aria-hidden>
              ?
            </kbd>
          }
          onClick={sheet}
        >
          {w.keysList}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{w.language}</Menu.Label>
        {languages.map((it) => (
          <Choice key={it} chosen={it === language} onClick={() => ways.onLanguage(it)} lang={it}>
            {names[it]}
          </Choice>
        ))}
        <Menu.Divider />
        <Menu.Label>{w.scheme}</Menu.Label>
        {(['auto', 'light', 'dark'] as const).map((it) => (
          <Choice key={it} chosen={it === colorScheme} onClick={() => setColorScheme(it)}>
            {{ auto: w.schemeAuto, light: w.schemeLight, dark: w.schemeDark }[it]}
          </Choice>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
          {w.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** One of several, with a tick at that which holds. */
function Choice(it: { chosen: boolean; onClick: () => void; lang?: string; children: string }) {
  return (
    <Menu.Item
      aria-current={it.chosen || undefined}
      lang={it.lang}
      onClick={it.onClick}
      leftSection={<IconCheck size={16} aria-hidden style={{ visibility: it.chosen ? 'visible' : 'hidden' }} />}
    >
      {it.children}
    </Menu.Item>
  )
}

function MenuGroup({ title, group, close }: { title: string; group: 'work' | 'arrange'; close: () => void }) {
  const its = listed.filter((it) => it.menu!.group === group)
  if (its.length === 0) return null
  return (
    <Stack gap={2} mb="md">
      <Text size="xs" c="dimmed" fw={600} px="sm" pt="xs">
        {title}
      </Text>
      {its.map((it) => (
        <Entry key={it.path} it={it} close={close} />
      ))}
    </Stack>
  )
}

function Entry({ it, close }: { it: PageEntry; close: () => void }) {
  const w = useWords(shellWords)
  const at = useRouterState({ select: (state) => state.location.pathname })
  const here = it.path === '/' ? at === '/' : at === it.path || at.startsWith(`${it.path}/`)
  const Icon = it.menu!.icon
  return (
    <NavLink
      component={Link}
      to={it.path}
      active={here}
      aria-current={here ? 'page' : undefined}
      label={w[it.menu!.word] as string}
      leftSection={<Icon size={18} stroke={1.7} aria-hidden />}
      onClick={close}
      style={{ borderRadius: 'var(--mantine-radius-md)' }}
      py={6}
    />
  )
}

function Day() {
  const w = useWords(shellWords)
  const forms = useForms()
  const { data } = useAsk('GET /v1/workspace')
  if (!data) return null
  return (
    <Box px="sm" py="xs" style={{ borderTop: '1px solid var(--desk-line)' }}>
      <Text size="sm">{forms.day(data.today)}</Text>
      {data.liveSince === null ? (
        <Tooltip label={w.rehearsalSays} multiline w={220}>
          <Badge component={Link} to="/golive" variant="light" color="amber" size="sm" style={{ cursor: 'pointer' }}>
            {w.rehearsal}
          </Badge>
        </Tooltip>
      ) : (
        <Badge variant="light" size="sm">
          {w.live}
        </Badge>
      )}
    </Box>
  )
}
