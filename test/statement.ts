// The rules of the cluster for one statement of SQL, read from its text: which tables it asks, how their books are tied together, what it
// calls. It knows the SQL that we write, not all of SQL: what it cannot read it names, and never lets through in silence.

import { type Lies, liesOf } from '../src/store/distribution.ts'

/** What the catalogue knows: the columns of each table, and which of them are texts in the server's own order. */
export interface Catalogue {
  readonly columns: ReadonlyMap<string, readonly string[]>
  /** `table.column` */
  readonly localeTexts: ReadonlySet<string>
  /** Functions of which some form is not immutable. */
  readonly unsteady: ReadonlySet<string>
}

interface Relation {
  readonly alias: string
  /** Undefined for what a query or a function makes on the way. */
  readonly table?: string
  readonly lies?: Lies
}

/** One SELECT, or one writing statement: what stands between its brackets, but not in brackets of its own. */
interface Scope {
  readonly parent?: Scope
  readonly relations: Relation[]
  readonly tokens: string[]
  verb: string
}

const tokenShape =
  /\s+|--[^\n]*|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$\d+|\d+(?:\.\d+)?|[a-zA-Z_][\w$]*|::|<=|>=|<>|!=|->>|->|@>|\|\||[-+*/%<>=(),.;[\]:?#&|~!^@]/y

function tokensOf(text: string): string[] {
  const found: string[] = []
  tokenShape.lastIndex = 0
  while (tokenShape.lastIndex < text.length) {
    const at = tokenShape.lastIndex
    const match = tokenShape.exec(text)
    if (!match) throw new Error(`cannot read: ${text.slice(at, at + 40)}`)
    const token = match[0]
    if (/^\s|^--/.test(token)) continue
    found.push(token.startsWith('"') ? token.slice(1, -1) : /^[a-zA-Z_]/.test(token) ? token.toLowerCase() : token)
  }
  return found
}

const begins = new Set(['select', 'insert', 'update', 'delete', 'with', 'values'])
const notAlias = new Set(
  'on using where join left right inner cross full lateral set group order limit returning union except intersect having for as values select default window fetch offset and or'.split(
    ' ',
  ),
)

/** The scopes of a statement, each with the relations it reads or writes. */
function scopesOf(text: string, known: Catalogue): { scopes: Scope[]; all: string[] } {
  const all = tokensOf(text)
  const scopes: Scope[] = []
  const made = new Set<string>()
  const open = (parent: Scope | undefined): Scope => {
    const scope: Scope = { parent, relations: [], tokens: [], verb: '' }
    scopes.push(scope)
    return scope
  }
  // For each open bracket, the scope that goes on after it.
  const stack: Scope[] = []
  let scope = open(undefined)
  // Inside FROM, a comma at this depth brings another relation.
  let listDepth = -1
  const lists: number[] = []
  const relation = (i: number): void => {
    let at = i
    while (all[at] === 'only' || all[at] === 'lateral') at++
    if (all[at] === '(') return
    let name = all[at]!
    at++
    while (all[at] === '.') {
      name = all[at + 1]!
      at += 2
    }
    const called = all[at] === '('
    if (called) {
      let depth = 0
      do {
        if (all[at] === '(') depth++
        if (all[at] === ')') depth--
        at++
      } while (depth > 0 && at < all.length)
    }
    if (all[at] === 'as') at++
    const alias = all[at] !== undefined && /^[a-z_]/.test(all[at]!) && !notAlias.has(all[at]!) ? all[at]! : name
    const table = !called && !made.has(name) && known.columns.has(name) ? name : undefined
    scope.relations.push({
      alias,
      table,
      lies: table === undefined ? undefined : liesOf(table, known.columns.get(table)!),
    })
  }
  for (let i = 0; i < all.length; i++) {
    const token = all[i]!
    if (token === '(') {
      stack.push(scope)
      lists.push(listDepth)
      if (begins.has(all[i + 1]!)) {
        scope = open(scope)
        listDepth = -1
      } else scope.tokens.push(token)
      continue
    }
    if (token === ')') {
      const inner = scope
      scope = stack.pop() ?? scope
      listDepth = lists.pop() ?? -1
      if (inner === scope) scope.tokens.push(token)
      // What a query in brackets is called stands after them.
      else if (listDepth === stack.length) {
        let at = i + 1
        if (all[at] === 'as') at++
        if (all[at] !== undefined && /^[a-z_]/.test(all[at]!) && !notAlias.has(all[at]!))
          scope.relations.push({ alias: all[at]! })
      }
      continue
    }
    if (token === 'union' || token === 'except' || token === 'intersect') {
      scope = open(scope.parent)
      listDepth = -1
      continue
    }
    // WITH name (columns) AS (…): what is made on the way is no table, even where it is called like one.
    if (token === 'as' && (all[i + 1] === '(' || all[i + 1] === 'materialized' || all[i + 2] === 'materialized')) {
      let at = i - 1
      if (all[at] === ')') while (all[at] !== '(') at--
      if (all[at] === '(') at--
      if (all[at] && /^[a-z_]/.test(all[at]!) && begins.has(all[all.indexOf('(', i) + 1]!)) made.add(all[at]!)
    }
    scope.tokens.push(token)
    if (scope.verb === '' && ['select', 'insert', 'update', 'delete'].includes(token)) scope.verb = token
    const before = all[i - 1]
    if (token === 'from' && before !== 'distinct' && !isInCall(all, i)) {
      listDepth = stack.length
      relation(i + 1)
    } else if (token === 'join' || (token === 'into' && before === 'insert')) {
      if (token === 'join') listDepth = stack.length
      relation(i + 1)
    } else if (token === 'update' && before !== 'for' && before !== 'do' && before !== 'key') relation(i + 1)
    else if (token === 'using' && scope.verb === 'delete') {
      listDepth = stack.length
      relation(i + 1)
    } else if (token === ',' && listDepth === stack.length) relation(i + 1)
    else if (['where', 'group', 'order', 'set', 'select', 'returning', 'on', 'limit', 'having'].includes(token)) {
      if (token !== 'on') listDepth = -1
    }
  }
  return { scopes, all }
}

/** `extract(day from x)` names no relation. */
function isInCall(all: readonly string[], at: number): boolean {
  for (let i = at - 1, depth = 0; i > 0 && at - i < 12; i--) {
    if (all[i] === ')') depth++
    if (all[i] === '(' && depth-- === 0) return ['extract', 'substring', 'trim', 'overlay'].includes(all[i - 1]!)
  }
  return false
}

/** Words that are wrong wherever they stand, and what to do instead. */
export const forbidden: readonly [RegExp, string][] = [
  [
    /\bnow\(\)|\bcurrent_(date|timestamp|time)\b|\b(clock|statement|transaction)_timestamp\(/i,
    'pass the moment or the day as a parameter',
  ],
  [/\bI?LIKE\b|\bSIMILAR TO\b|!?~\*?(?=\s)/, 'compare ranges of folded words'],
  [/\b(lower|upper|initcap)\(/i, 'fold in Node'],
  // Row security asks only what cannot tell of other rows before its own question, and coalesce is not among that: the whole book is read.
  [/\b(AND|ON|WHERE)\s+(\w+\.)?\w+\s*=\s*coalesce\(/i, 'ask an index with CASE, not with coalesce'],
  [/\bSKIP LOCKED\b/i, 'lock within one book, in order'],
  [/\bCREATE TRIGGER\b|\bON DELETE (SET NULL|CASCADE)\b/i, 'write it where it happens'],
  [/\bgen_random_uuid\(|\buuid_generate|\brandom\(\)/i, 'make ids in Node'],
  [/\bMERGE INTO\b|\bRETURNING (OLD|NEW)\b/i, 'nothing newer than PostgreSQL 15 understands on a cluster'],
]

/** What is wrong with a statement, each with what to do instead; nothing where it keeps the rules. */
export function wrongIn(text: string, known: Catalogue): string[] {
  const plain = text.replace(/'(?:[^']|'')*'/g, "''")
  const wrong = forbidden.filter(([pattern]) => pattern.test(plain)).map(([pattern, cure]) => `${pattern}: ${cure}`)
  if (!/^\s*(select|insert|update|delete|with|values)\b/i.test(text)) return wrong
  let read: ReturnType<typeof scopesOf>
  try {
    read = scopesOf(text, known)
  } catch (error) {
    return [...wrong, (error as Error).message]
  }
  const companies = new Set(
    read.scopes.flatMap((it) =>
      it.relations.map(({ lies }) =>
        lies === undefined || lies === 'everywhere' ? '' : lies === 'book' ? 'books' : lies.company,
      ),
    ),
  )
  companies.delete('')
  if (companies.size > 1)
    wrong.push(`${[...companies].sort().join(' and ')} lie on different nodes: ask them one after the other`)
  for (const scope of read.scopes)
    wrong.push(...books(scope, read.scopes, known), ...order(scope, known), ...unsteady(scope, known))
  return [...new Set(wrong)]
}

// Ids of what does not live in a book; a hold's subject is the mail or the import that caused it.
const outside = new Set([
  'workspace_id',
  'creditor_id',
  'import_id',
  'book_id',
  'scope_id',
  'step_id',
  'subject_id',
  'policy_id',
  'template_id',
  'external_id',
])

/** Every table of a book is tied to a book: to a value, to another table, or, for a whole workspace, to all of them at once. */
function books(scope: Scope, scopes: readonly Scope[], known: Catalogue): string[] {
  const mine = scope.relations.filter((it) => it.lies === 'book')
  if (mine.length === 0 || scope.verb === 'insert') return []
  const inside = [scope, ...scopes.filter((it) => isWithin(it, scope))]
  const ties = inside.flatMap((it) => tiesOf(it, known))
  const bound = new Set<string>()
  const same = new Map<string, string>()
  const head = (name: string): string => {
    const next = same.get(name)
    return next === undefined || next === name ? name : head(next)
  }
  const names = new Set(mine.map((it) => it.alias))
  for (const [a, b] of ties) {
    if (names.has(a) && names.has(b)) same.set(head(a), head(b))
    // To a value, to what was made on the way, or to a row of the query around it.
    else if (names.has(a) && !isOfScopeBelow(b, inside, scope)) bound.add(a)
    else if (names.has(b) && !isOfScopeBelow(a, inside, scope)) bound.add(b)
  }
  const heads = new Set(mine.map((it) => head(it.alias)))
  const boundHeads = new Set([...bound].map(head))
  const loose = [...heads].filter((it) => !boundHeads.has(it))
  if (loose.length === 0) return []
  const named = mine.map((it) => `${it.table}${it.alias === it.table ? '' : ` ${it.alias}`}`).join(', ')
  if (loose.length > 1 || boundHeads.size > 0) return [`${named}: join them by book_id`]
  if (scope.verb !== 'select') return [`${named}: a write names its book`]
  const text = scope.tokens.join(' ')
  if (/\bfor (no key )?(update|share)\b/.test(text)) return [`${named}: a lock names its book`]
  // Summed up book by book, or workspace by workspace, as the owner does in a backup.
  if (/\bgroup by (\w+ \. )?(book_id|workspace_id)\b/.test(text)) return []
  if (!/\bworkspace_id =|= (\w+ \. )?workspace_id\b/.test(text))
    return [`${named}: name the book, or ask for one workspace`]
  const alone = [...text.matchAll(/(?:\b\w+ \. )?\b(\w*_?id) = (?:\$\d+|any \( \$)/g)].find(
    (it) => (it[1] === 'id' || it[1]!.endsWith('_id')) && !outside.has(it[1]!),
  )
  return alone ? [`${named}: ${alone[0]} asks by an id without its book`] : []
}

function isWithin(it: Scope, outer: Scope): boolean {
  return it.parent !== undefined && (it.parent === outer || isWithin(it.parent, outer))
}

/** A name that a query further in has given, which binds nothing out here. */
function isOfScopeBelow(name: string, inside: readonly Scope[], scope: Scope): boolean {
  return inside.some((it) => it !== scope && it.relations.some((one) => one.alias === name && one.lies === 'book'))
}

/** Pairs of names whose books are equal; a value is called `=`. */
function tiesOf(scope: Scope, known: Catalogue): [string, string][] {
  const { tokens, relations } = scope
  const owner = (at: number): string => {
    if (tokens[at - 1] === '.') return tokens[at - 2]!
    const withBook = relations.filter(
      (it) => it.table !== undefined && known.columns.get(it.table)!.includes('book_id'),
    )
    return withBook.length === 1 ? withBook[0]!.alias : '='
  }
  const found: [string, string][] = []
  for (let i = 0; i < tokens.length; i++) {
    if (tokens[i] !== 'book_id') continue
    const me = owner(i)
    if (tokens[i + 1] === '=' || tokens[i + 1] === 'in') {
      const other =
        tokens[i + 3] === '.' && tokens[i + 4]?.startsWith('book')
          ? tokens[i + 2]!
          : tokens[i + 2] === 'book_id'
            ? owner(i + 2)
            : '='
      found.push([me, other])
    }
    const start = tokens[i - 1] === '.' ? i - 2 : i
    if (tokens[start - 1] === '=') found.push([me, '='])
    // (a.book_id, a.id) = (b.book_id, b.id), (…) IN (…)
    if (tokens[start - 1] === '(' && tokens[i + 1] === ',') {
      const close = tokens.indexOf(')', i)
      if (tokens[close + 1] === 'in') found.push([me, '='])
      if (tokens[close + 1] === '=')
        found.push([me, tokens[close + 3] !== undefined && tokens[close + 4] === '.' ? tokens[close + 3]! : '='])
    }
    // JOIN b USING (book_id, id)
    if (tokens[start - 1] === '(' && tokens[start - 2] === 'using') {
      const tables = relations.filter((it) => it.lies === 'book' || it.table === undefined)
      for (const it of tables.slice(1)) found.push([tables[0]!.alias, it.alias])
    }
  }
  return found
}

/** A text is sorted by its characters, whatever the server's locale. */
function order(scope: Scope, known: Catalogue): string[] {
  const { tokens, relations } = scope
  const wrong: string[] = []
  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at] !== 'order' || tokens[at + 1] !== 'by') continue
    for (let i = at + 2, depth = 0; i < tokens.length && depth >= 0; i++) {
      const token = tokens[i]!
      if (['limit', 'for', 'offset'].includes(token)) break
      if (token === '(') depth++
      if (token === ')') depth--
      // A column by itself; what is compared or worked out is no text any more, or not this one.
      const start = tokens[i - 1] === '.' ? i - 2 : i
      if (depth !== 0 || !['by', ','].includes(tokens[start - 1]!)) continue
      if (![undefined, ',', ')', 'asc', 'desc', 'limit', 'nulls', 'for', 'offset'].includes(tokens[i + 1])) continue
      const alias = start < i ? tokens[start] : undefined
      const of = relations.filter((it) => it.table && (alias === undefined || it.alias === alias))
      const text = of.find((it) => known.localeTexts.has(`${it.table}.${token}`))
      if (text) wrong.push(`order by ${text.table}.${token}: sort by COLLATE "C"`)
    }
  }
  return wrong
}

/** In a write, nothing whose value depends on the server is worked out from a column. */
function unsteady(scope: Scope, known: Catalogue): string[] {
  if (scope.verb !== 'update' && scope.verb !== 'delete') return []
  const wrong: string[] = []
  scope.tokens.forEach((token, i) => {
    if (scope.tokens[i + 1] === '(' && known.unsteady.has(token)) {
      const close = scope.tokens.indexOf(')', i)
      if (scope.tokens.slice(i + 2, close).some((it) => /^[a-z_]/.test(it)))
        wrong.push(`${token}(…) in a write: work it out in Node`)
    }
    if (
      token === '::' &&
      ['date', 'timestamptz'].includes(scope.tokens[i + 1]!) &&
      /^[a-z_]/.test(scope.tokens[i - 1]!) &&
      scope.tokens[i - 1] !== 'null'
    )
      wrong.push(`${scope.tokens[i - 1]}::${scope.tokens[i + 1]} in a write: work it out in Node`)
  })
  return wrong
}
