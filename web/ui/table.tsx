// The one list of the desk: rows drawn only where one looks, pages fetched as one scrolls, sorted by the server, worked from the
// keyboard (j, k, arrows, enter, space), rows chosen for what is done to many at once. Narrow screens show each row as a card.

import { ActionIcon, Box, Checkbox, Group, Paper, Skeleton, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { tableWords } from '../words/table.ts'
import { type Column, cardHigh, deskHead, listHead, type Rows, rowHigh, type Sorting, tracks } from './column.ts'
import { useKeys } from './keys.tsx'
import { Failed } from './state.tsx'
import { NoMatch, Orders, Waiting } from './table-states.tsx'
import { useForms, useWords } from './tongue.tsx'

interface Wanted<R> {
  /** What the list is, for those who hear it. */
  readonly label: string
  readonly columns: readonly Column<R>[]
  readonly its: Rows<R>
  readonly keyOf: (row: R) => string
  /** What a row is called, for those who hear it. */
  readonly nameOf: (row: R) => string
  readonly href?: (row: R) => string
  readonly sorting?: Sorting
  readonly onSort?: (next: Sorting) => void
  /** All that match, where the server counted so far. */
  readonly total?: { readonly count: number; readonly atLeast: boolean }
  /** Keys of the rows that are chosen; without it rows cannot be chosen. */
  readonly chosen?: ReadonlySet<string>
  readonly onChoose?: (next: ReadonlySet<string>) => void
  /** What can be done to those chosen. */
  readonly bulk?: ReactNode
  /** What an empty list says; it teaches with the one button that fills it. */
  readonly empty?: ReactNode
}

const restMs = 250
// Roles by hand: rows that come and go while one scrolls cannot be the rows of a table element, and the grid has the focus for all.
const Part = 'div'

export function Table<R>(it: Wanted<R>) {
  const narrow = useMediaQuery('(max-width: 48em)') ?? false
  if (it.its.error && !it.its.rows) return <Failed error={it.its.error} again={it.its.again} />
  if (!it.its.rows) return <Waiting columns={it.columns} narrow={narrow} label={it.label} />
  if (it.its.rows.length === 0) return <Box className="paper">{it.empty ?? <NoMatch />}</Box>
  return <Body {...it} rows={it.its.rows} narrow={narrow} />
}

function Body<R>(it: Wanted<R> & { rows: readonly R[]; narrow: boolean }) {
  const { rows, narrow, columns, keyOf, its, chosen, onChoose } = it
  const w = useWords(tableWords)
  const forms = useForms()
  const navigate = useNavigate()
  const id = useId()
  const grid = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState(-1)
  const from = useRef(-1)
  const choosing = chosen !== undefined && onChoose !== undefined
  const [margin, setMargin] = useState(0)
  // What stands above the list may grow by a line of filters at any time; the list must know how far down it begins.
  useEffect(() => {
    const measure = () => {
      const top = grid.current?.getBoundingClientRect().top
      if (top !== undefined)
        setMargin((known) => (Math.abs(known - top - window.scrollY) < 1 ? known : top + window.scrollY))
    }
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(document.body)
    return () => watch.disconnect()
  }, [])
  const virtual = useWindowVirtualizer({
    count: rows.length + (its.more ? 1 : 0),
    estimateSize: () => (narrow ? cardHigh : rowHigh),
    getItemKey: (index) => (index < rows.length ? keyOf(rows[index]!) : 'more'),
    overscan: 12,
    scrollMargin: margin + (narrow ? 0 : listHead),
    scrollPaddingStart: deskHead + listHead + 8,
    scrollPaddingEnd: 72,
  })
  const drawn = virtual.getVirtualItems()
  const last = drawn.at(-1)?.index ?? 0
  useEffect(() => {
    if (!its.more || its.fetching || its.error || last < rows.length - 200) return
    // What is still far below comes once fingers and wheel rest: of a word that is being typed nobody reads so far.
    const later = setTimeout(its.fetchMore, last >= rows.length - 50 ? 0 : restMs)
    return () => clearTimeout(later)
  }, [its, last, rows.length])
  useEffect(() => {
    if (at >= rows.length) setAt(rows.length - 1)
  }, [at, rows.length])

  const go = (to: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, to))
    setAt(next)
    virtual.scrollToIndex(next, { align: 'auto' })
    grid.current?.focus({ preventScroll: true })
  }
  const choose = (index: number, upTo: boolean) => {
    if (!choosing) return
    const next = new Set(chosen)
    const wanted = !chosen.has(keyOf(rows[index]!))
    const [low, high] = upTo && from.current >= 0 ? [from.current, index].sort((a, b) => a - b) : [index, index]
    for (const row of rows.slice(low, high! + 1)) {
      if (wanted) next.add(keyOf(row))
      else next.delete(keyOf(row))
    }
    from.current = index
    onChoose(next)
  }
  const open = (index: number) => {
    const to = rows[index] && it.href?.(rows[index])
    if (to) void navigate({ to })
  }
  useKeys([
    { key: 'j', says: w.keyMove, run: () => go(at + 1) },
    { key: 'k', says: w.keyMove, run: () => go(at - 1) },
    ...(choosing ? [{ key: 'x', says: w.keyChoose, run: () => at >= 0 && choose(at, false) }] : []),
    { key: 'o', says: w.keyOpen, run: () => open(at) },
  ])
  const pressed = (event: KeyboardEvent) => {
    // A button or a link inside the list keeps its own keys.
    if (event.target !== grid.current || event.ctrlKey || event.metaKey || event.altKey) return
    const steps = new Map<string, () => void>([
      ['ArrowDown', () => go(at + 1)],
      ['ArrowUp', () => go(at - 1)],
      ['PageDown', () => go(at + 15)],
      ['PageUp', () => go(at - 15)],
      ['Home', () => go(0)],
      ['End', () => go(rows.length - 1)],
      ['Enter', () => open(at)],
      [' ', () => at >= 0 && choose(at, event.shiftKey)],
    ])
    if (choosing && chosen.size > 0) steps.set('Escape', () => onChoose(new Set()))
    const step = steps.get(event.key)
    if (!step) return
    event.preventDefault()
    step()
  }
  const clicked = (event: MouseEvent, index: number) => {
    if ((event.target as HTMLElement).closest('a, button, input, label')) return
    setAt(index)
    if (event.shiftKey && choosing) choose(index, true)
    else open(index)
  }
  const all = rows.length
  const everyone = choosing && chosen.size > 0 && rows.every((row) => chosen.has(keyOf(row)))
  return (
    <Box>
      {narrow && it.onSort && <Orders {...it} />}
      <Part
        ref={grid}
        role="grid"
        tabIndex={0}
        className="list"
        aria-label={it.label}
        aria-rowcount={its.more ? -1 : all + 1}
        aria-colcount={columns.length + (choosing ? 1 : 0)}
        aria-multiselectable={choosing || undefined}
        aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
        onKeyDown={pressed}
        onFocus={(event) => event.target === grid.current && at < 0 && setAt(0)}
      >
        <Part
          role="row"
          aria-rowindex={1}
          className={narrow ? 'unseen' : 'list-head'}
          style={narrow ? undefined : { gridTemplateColumns: tracks(columns, choosing), height: listHead }}
        >
          {choosing && (
            <Part role="columnheader" aria-label={w.chooseAll}>
              <Checkbox
                size="xs"
                aria-label={w.chooseAll}
                checked={everyone}
                indeterminate={!everyone && chosen.size > 0}
                onChange={() => onChoose(everyone ? new Set() : new Set(rows.map(keyOf)))}
              />
            </Part>
          )}
          {columns.map((column) => (
            <Head key={column.id} column={column} sorting={it.sorting} onSort={narrow ? undefined : it.onSort} />
          ))}
        </Part>
        <Part role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {drawn.map((one) => {
            const row = rows[one.index]
            const style = { transform: `translateY(${one.start - virtual.options.scrollMargin}px)` }
            if (!row)
              return (
                <Part key={one.key} className="list-row" style={style} aria-hidden>
                  <Skeleton height={14} width="60%" m="sm" />
                </Part>
              )
            const picked = choosing && chosen.has(keyOf(row))
            return (
              <Part
                key={one.key}
                id={`${id}-${one.index}`}
                role="row"
                ref={narrow ? virtual.measureElement : undefined}
                data-index={one.index}
                aria-rowindex={one.index + 2}
                aria-selected={choosing ? picked : undefined}
                className={`${narrow ? 'list-card' : 'list-row'}${one.index === at ? ' list-here' : ''}${picked ? ' list-chosen' : ''}`}
                style={narrow ? style : { ...style, gridTemplateColumns: tracks(columns, choosing), height: rowHigh }}
                onClick={(event) => clicked(event, one.index)}
              >
                {choosing && (
                  <Part role="gridcell" className="list-choose">
                    <Checkbox
                      size="xs"
                      tabIndex={-1}
                      aria-label={w.choose(it.nameOf(row))}
                      checked={picked}
                      onChange={(event) => choose(one.index, (event.nativeEvent as unknown as MouseEvent).shiftKey)}
                    />
                  </Part>
                )}
                {columns.map((column) => (
                  <Cell key={column.id} column={column} row={row} narrow={narrow} href={it.href?.(row)} />
                ))}
              </Part>
            )
          })}
        </Part>
      </Part>
      {its.error && (
        <Box mt="sm">
          <Failed error={its.error} again={its.again} />
        </Box>
      )}
      <Text size="xs" c="dimmed" mt="xs" role="status">
        {it.total
          ? w.shown(
              forms.count(all),
              it.total.atLeast ? w.more(forms.count(it.total.count)) : forms.count(it.total.count),
            )
          : its.more
            ? w.shown(forms.count(all), w.more(forms.count(all)))
            : w.all(forms.count(all))}
      </Text>
      {choosing && chosen.size > 0 && (
        <Paper
          className="list-bulk"
          shadow="md"
          withBorder
          role="region"
          aria-label={w.chosen(forms.count(chosen.size))}
        >
          <Group gap="xs" wrap="wrap">
            <Text fw={600} size="sm" mr="xs" className="list-bulk-count">
              {w.chosen(forms.count(chosen.size))}
            </Text>
            {it.bulk}
            <ActionIcon
              variant="subtle"
              color="gray"
              className="list-bulk-close"
              aria-label={w.letGo}
              onClick={() => onChoose(new Set())}
            >
              <IconX size={16} />
            </ActionIcon>
          </Group>
        </Paper>
      )}
    </Box>
  )
}

function Head<R>({
  column,
  sorting,
  onSort,
}: {
  column: Column<R>
  sorting?: Sorting
  onSort?: (next: Sorting) => void
}) {
  const w = useWords(tableWords)
  const { sort, head, end } = column
  const mine = sort !== undefined && sorting?.by === sort
  const Arrow = sorting?.down ? IconArrowDown : IconArrowUp
  return (
    <Part
      role="columnheader"
      className={end ? 'list-end' : undefined}
      aria-sort={mine ? (sorting.down ? 'descending' : 'ascending') : undefined}
    >
      {sort && onSort ? (
        <button
          type="button"
          className="list-sort"
          title={w.sortBy(head)}
          onClick={() => onSort({ by: sort, down: mine ? !sorting.down : end === true })}
        >
          {head}
          {mine && <Arrow size={13} aria-hidden />}
        </button>
      ) : (
        head
      )}
    </Part>
  )
}

function Cell<R>({
  column,
  row,
  narrow,
  href,
}: {
  column: Column<R>
  row: R
  narrow: boolean
  href: string | undefined
}) {
  const { card, end, head, id } = column
  const its = column.cell(row)
  const title = card === 'title' || (!narrow && id === 'name')
  const shown =
    title && href ? (
      <Link to={href} className="plain-link name" tabIndex={-1}>
        {its}
      </Link>
    ) : (
      its
    )
  if (!narrow)
    return (
      <Part role="gridcell" className={end ? 'list-end figure' : 'name'}>
        {shown}
      </Part>
    )
  if (card === 'title' || card === 'aside')
    return (
      <Part role="gridcell" className={`list-card-${card}`}>
        {shown}
      </Part>
    )
  const said = column.brief ? column.brief(row) : its
  const nothing = card === 'none' || said === null || said === undefined || said === ''
  return (
    <Part role="gridcell" className={nothing ? 'unseen' : 'list-card-line'}>
      {!nothing && !column.brief && card !== 'bare' && <span className="quiet">{head} </span>}
      {!nothing && said}
    </Part>
  )
}
