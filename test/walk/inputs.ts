// What each operation of the API is asked in the walk: sound inputs, into which the ids of any world are put. An operation that takes an id
// and stands not here, or is not given each id that it takes, fails the walk.

import { camt } from '../bank-samples.ts'
import { ublOf } from '../einvoice-samples.ts'
import { paperOf } from '../pdf.ts'

export interface Input {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** A file, in the place of a body of JSON. */
  readonly file?: string | Uint8Array
}

const einvoice = ublOf({ due: '2026-02-14', vat: 'DE123456788', buyerNumber: '10042' })
const paper = new Uint8Array(paperOf('Nothing that says anything'))

type Ids = Readonly<Record<string, string>>
type InputOf = (it: Ids) => Input

// One number makes one claim, so each asking has its own.
let made = 0

const gbp = (amountMinor: number) => ({ amountMinor, currency: 'GBP' })
const list = 'Customer;Country;Invoice;Date;Due;Amount\nQuince LLP;GB;I-0;2026-01-02;2026-02-01;12.40\n'

/** The path of one thing, and what is said of it. */
function one(name: string, rest: Omit<Input, 'params'> = {}): InputOf {
  return (it) => ({ params: { id: it[name]! }, ...rest })
}

const step = { id: 'friendly', stage: 'friendly', days: 3, channels: ['email'], to: ['accounts_payable'] }
const ladder = [{ ...step, template: 'friendly' }]
const said = { kind: 'claims', customers: 'business', defaults: { currency: 'GBP' } }

const acts: readonly InputOf[] = [
  (it) => ({ body: { act: { kind: 'write_off', claim: it.otherClaim, because: 'small' } } }),
  (it) => ({ body: { act: { kind: 'in_full', offer: it.offer, because: 'enough' } } }),
  (it) => ({ body: { act: { kind: 'backlog', band: it.backlog, because: 'old' } } }),
]

/** Where a form has several shapes, one for each. */
export const inputs: Readonly<Record<string, InputOf | readonly InputOf[]>> = {
  setKnownUntil: () => ({ body: { day: '2026-03-02' } }),
  previewRun: () => ({ query: { day: '2026-03-02' } }),
  readComing: (it) => ({ params: { debtor: it.comingDebtor!, key: it.coming! } }),
  approveComing: (it) => ({ body: { coming: [{ debtor: it.comingDebtor, key: it.coming }] } }),
  recallAhead: one('ahead'),
  readMail: one('mail'),
  mailDone: one('mail'),
  listDebtors: (it) => ({ query: { externalId: it.externalId! } }),
  addDebtor: () => ({ body: { name: 'Larch Works Ltd', country: 'GB' } }),
  readDebtor: one('debtor'),
  changeDebtor: one('debtor', { body: { language: 'en' } }),
  readTimeline: one('debtor'),
  addContact: one('debtor', { body: { name: 'Ann Reed', roles: ['buyer'] } }),
  changeContact: (it) => ({
    params: { id: it.contact! },
    body: { site: 'Leeds', addresses: [{ id: it.contactAddress, channel: 'email', address: 'ann@larch.example' }] },
  }),
  endContact: one('contact'),
  keepDebtorsApart: (it) => ({ params: { id: it.debtor! }, body: { as: it.lastDebtor } }),
  mergeDebtor: (it) => ({ params: { id: it.debtor! }, body: { into: it.otherDebtor, confirm: true } }),
  listClaims: (it) => ({ query: { debtor: it.debtor!, number: it.number! } }),
  addClaim: () => ({
    body: {
      debtor: { name: 'Larch Works Ltd', country: 'GB' },
      number: `L-${++made}`,
      amount: gbp(500),
      dueOn: '2026-02-04',
    },
  }),
  upsertClaims: () => ({
    body: {
      claims: [
        {
          debtor: { name: 'Larch Works Ltd', country: 'GB' },
          number: `L-${++made}`,
          amount: gbp(500),
          dueOn: '2026-02-04',
        },
      ],
    },
  }),
  readClaim: one('claim'),
  changeClaim: one('claim', { body: { about: 'timber' } }),
  waiveCharges: one('claim', { body: { what: 'all', because: 'on the phone' } }),
  offerWaiver: one('claim', { body: { what: 'all', payBy: '2026-03-20', because: 'on the phone' } }),
  withdrawOffer: one('claim', { body: { because: 'they refused' } }),
  agreeDate: one('claim', { body: { dueOn: '2026-03-20' } }),
  writeOffClaim: one('claim', { body: { because: 'small' } }),
  keepTaxRelief: one('claim', { body: { amountMinor: 100, because: 'bad debt relief' } }),
  readDebtorOverview: one('debtor'),
  readCreditTerms: one('debtor'),
  changeCreditTerms: one('debtor', { body: { none: true, because: 'agreed' } }),
  readClaimOverview: one('claim'),
  addPayment: (it) => ({ body: { debtor: it.debtor, amount: gbp(100), claims: [it.number] } }),
  listPayments: (it) => ({ query: { debtor: it.debtor! } }),
  readPayment: one('payment'),
  reversePayment: one('payment', { body: { because: 'typed twice', mistake: true } }),
  returnPayment: (it) => ({ params: { id: it.statementLine! }, body: { payment: it.payment } }),
  setReturnAside: one('statementLine', { body: { because: 'a fee' } }),
  unreturnPayment: one('payment', { body: { because: 'it stayed' } }),
  allocateMoney: (it) => ({ params: { id: it.otherDebtor! }, body: { currency: 'GBP', claims: [it.otherNumber] } }),
  answerOfferInFull: one('offer', { body: { answer: 'part' } }),
  readBankLine: one('bankLine'),
  acceptBankLine: one('bankLine', { body: { proposal: 1 } }),
  splitBankLine: (it) => ({
    params: { id: it.bankLine! },
    body: {
      to: [
        { claim: it.claim, amountMinor: 1 },
        { debtor: it.debtor, amountMinor: 69_999 },
      ],
    },
  }),
  ignoreBankLine: one('bankLine', { body: { because: 'interest' } }),
  undoBankLine: one('bankLine', { body: {} }),
  explainCase: one('debtor'),
  bulkCases: [
    (it) => ({ body: { debtors: [it.debtor], deed: { do: 'hold', cause: 'talks' } } }),
    (it) => ({
      body: {
        debtors: [it.debtor],
        seen: [{ debtor: it.debtor, was: null }],
        deed: { do: 'collector', collector: it.member },
      },
    }),
  ],
  undoBulkCases: one('deed'),
  listViews: () => ({ query: { page: 'cases' } }),
  saveView: () => ({ body: { page: 'cases', name: 'mine', body: {} } }),
  dropView: one('view'),
  readCase: one('debtor'),
  caseVersion: one('debtor'),
  mayReach: (it) => ({ params: { id: it.otherDebtor! }, query: { address: it.address! } }),
  caseStory: (it) => ({ params: { id: it.debtor! }, query: { around: it.draft! } }),
  listMessages: (it) => ({ query: { debtor: it.debtor! } }),
  readMessage: one('draft'),
  readReceipt: one('draft'),
  approveMessages: (it) => ({ body: { messages: [it.draft] } }),
  recallMessage: one('draft'),
  dropMessage: one('draft', { body: { because: 'not now' } }),
  settleMessage: one('draft', { body: { arrived: true } }),
  sendMessages: () => ({ body: { limit: 1 } }),
  previewMessage: (it) => ({
    body: { debtor: it.otherDebtor, address: it.address, subject: 'Hello', text: 'A word.' },
  }),
  writeMessage: (it) => ({ body: { debtor: it.otherDebtor, address: it.address, subject: 'Hello', text: 'A word.' } }),
  messageContent: one('draft'),
  listHolds: (it) => ({ query: { debtor: it.debtor! } }),
  addHold: (it) => ({ body: { debtor: it.debtor, cause: 'talks', claims: [it.number] } }),
  liftHold: one('hold', { body: {} }),
  listPromises: (it) => ({ query: { debtor: it.debtor! } }),
  addPromise: (it) => ({ body: { debtor: it.debtor, amount: gbp(100), by: '2026-03-09', claims: [it.number] } }),
  movePromise: one('promise', { body: { by: '2026-03-20' } }),
  withdrawPromise: one('promise', { body: {} }),
  listQueries: (it) => ({ query: { debtor: it.debtor! } }),
  addQuery: (it) => ({ body: { debtor: it.debtor, asks: 'a copy', claims: [it.number] } }),
  answerQuery: one('query', { body: {} }),
  listDisputes: (it) => ({ query: { debtor: it.debtor! } }),
  addDispute: (it) => ({ body: { debtor: it.debtor, cause: 'broken', claims: [it.number] } }),
  settleDispute: one('dispute', { body: {} }),
  finishTask: one('task', { body: { outcome: 'reached' } }),
  reopenTask: one('task'),
  logCall: (it) => ({
    body: {
      debtor: it.otherDebtor,
      outcome: 'reached',
      task: it.task,
      dispute: { cause: 'late', claims: [it.otherNumber] },
    },
  }),
  undoCall: one('call'),
  addNote: (it) => ({ body: { debtor: it.debtor, says: 'they move in May' } }),
  withdrawNote: one('note'),
  seeEscalation: one('lateDebtor'),
  escalateCase: one('lastDebtor', { body: {} }),
  withdrawEscalation: one('escalation'),
  listPapers: one('debtor'),
  readPaper: one('document'),
  readPolicy: one('policy'),
  savePolicy: (it) => ({ params: { id: it.policy! }, body: { id: it.policy, name: 'Ours', steps: ladder } }),
  checkPolicy: (it) => ({
    params: { id: it.policy! },
    body: { draft: { id: it.policy, name: 'Ours', steps: ladder } },
  }),
  policyUse: one('policy'),
  usePolicy: [
    (it) => ({ params: { id: it.policy! }, body: { debtor: it.debtor } }),
    (it) => ({ params: { id: it.policy! }, body: { claim: it.number } }),
  ],
  readTemplate: (it) => ({ params: { language: 'en', id: it.partial! } }),
  saveTemplate: (it) => ({ params: { language: 'en', id: it.partial! }, body: { source: 'We say so.' } }),
  checkTemplate: (it) => ({ params: { language: 'en', id: it.partial! }, body: { source: 'We say so.' } }),
  previewTemplate: (it) => ({ body: { debtor: it.debtor, step: 'friendly', policy: it.policy } }),
  testTemplate: (it) => ({ body: { debtor: it.debtor, step: 'friendly', policy: it.policy } }),
  answerMissingFact: () => ({ body: { fact: 'in_default_when_obtained', value: 'no' } }),
  enterRate: () => ({
    body: {
      ...{ series: 'de.bundesbank.basiszinssatz', from: '2031-01-01', until: '2031-07-01' },
      ...{ percent: '1.27', source: 'Bundesbank, 1 January 2031' },
    },
  }),
  listLaw: (it) => ({ query: { debtor: it.debtor! } }),
  reportStatement: one('debtor'),
  reportTable: () => ({ params: { name: 'aging' } }),
  reportTableCsv: () => ({ params: { name: 'aging' } }),
  lastExchangeRates: () => ({ query: { base: 'EUR', source: 'ecb' } }),
  importExchangeRates: () => ({ query: { source: 'ecb' }, file: 'Date,USD,GBP\n2026-02-27,1.0823,0.8412\n' }),
  search: [
    (it) => ({ query: { text: it.number! } }),
    (it) => ({ query: { text: it.debtor! } }),
    (it) => ({ query: { text: it.externalId! } }),
  ],
  debtorStatement: one('debtor'),
  claimStatement: one('claim'),
  simulate: () => ({ body: { days: 7 } }),
  rehearse: () => ({ body: { from: '2026-03-03', until: '2026-03-03' } }),
  importBank: () => ({ file: camt }),
  importEInvoice: () => ({ file: einvoice }),
  readStatementLine: one('statementLine'),
  importFile: () => ({ params: { kind: 'claims' }, query: { currency: 'GBP', customers: 'business' }, file: list }),
  undoImport: one('import'),
  upload: () => ({ query: { fileName: 'list.csv' }, file: list }),
  readUpload: one('upload'),
  lookAtUpload: one('upload', { body: said }),
  cancelUpload: one('upload'),
  importUpload: one('upload', { body: said }),
  fileDocument: (it) => ({
    query: { fileName: 'paper.pdf', kind: 'order', claim: it.number!, debtor: it.debtor! },
    file: paper,
  }),
  withdrawDocument: one('document'),
  answerBacklog: one('backlog', { body: { answer: 'ladder' } }),
  undoBacklog: one('backlog'),
  settleGone: (it) => ({ body: { as: 'paid', claims: [it.number] } }),
  judgeList: () => ({ body: { is: 'partial' } }),
  sendTest: () => ({ body: { to: 'owner@nordwind.example' } }),
  goLive: () => ({ body: { to: 'owner@nordwind.example', name: 'Nobody' } }),
  addWebhook: () => ({ body: { url: 'https://shop.example/hooks' } }),
  readWebhook: one('hook'),
  testWebhook: one('hook'),
  resumeWebhook: one('hook'),
  replayWebhook: (it) => ({ params: { id: it.hook! }, body: { event: it.event } }),
  listWebhookTries: one('hook'),
  removeWebhook: one('hook'),
  changeSettings: () => ({ body: { website: 'https://nordwind.example' } }),
  testMail: () => ({ body: {} }),
  checkSendingDomain: () => ({ body: {} }),
  askBankChange: () => ({
    body: { bank: { holder: 'Nordwind Ltd', iban: 'GB33BUKB20201555555555' }, proof: { password: 'wrong' } },
  }),
  agreeBankChange: one('bankChange'),
  withdrawBankChange: one('bankChange'),
  inviteMember: () => ({ body: { email: 'nia@nordwind.example', name: 'Nia', role: 'viewer' } }),
  changeMember: (it) => ({ params: { id: it.member! }, body: { cover: { id: it.otherMember, until: '2026-03-20' } } }),
  linkMember: one('member'),
  removeMember: one('member'),
  addKey: () => ({ body: { name: 'another', mayWrite: false } }),
  revokeKey: one('key'),
  changeAccount: () => ({ body: { language: 'en' } }),
  beginPassword: () => ({ body: { password: 'five otters in a cold river' } }),
  endSession: one('session'),
  coverMember: (it) => ({ params: { id: it.member! }, body: { cover: { id: it.otherMember, until: '2026-03-20' } } }),
  coverMyself: (it) => ({ body: { cover: { id: it.otherMember, until: '2026-03-20' } } }),
  saveCollectorRules: (it) => ({ body: { rules: [{ when: { country: 'GB' }, to: [it.member] }] } }),
  readApproval: one('approval'),
  checkApproval: acts,
  askApproval: acts,
  acceptApproval: one('approval'),
  refuseApproval: one('approval', { body: { because: 'no' } }),
  withdrawApproval: one('approval'),
  allowAutopilot: () => ({ body: { policy: 'standard', step: 'friendly' } }),
  putOffAutopilot: () => ({ body: { policy: 'standard', step: 'friendly' } }),
  stopAutopilot: one('autopilot'),
  reckon: [
    () => ({ body: { report: { name: 'aging' } } }),
    (it) => ({ body: { list: { name: 'claims', query: { debtor: it.debtor } } } }),
    (it) => ({ body: { dossier: { debtor: it.debtor } } }),
  ],
  readReckoning: one('reckoning'),
  readReckoningFile: one('madeFile'),
  cancelRun: one('run'),
  cancelReckoning: one('reckoning'),
  listApprovals: (it) => ({ query: { debtor: it.debtor! } }),
  promisesCsv: (it) => ({ query: { debtor: it.debtor! } }),
  recallAheadAll: (it) => ({ body: { approvals: [it.ahead] } }),
  recallMessages: (it) => ({ body: { messages: [it.draft] } }),
  changeOnlinePay: () => ({ body: { publicUrl: null, proof: { password: 'wrong' } } }),
  lookAtBankTable: () => ({ file: 'Wann;Wieviel\n' }),
  listAudit: (it) => ({ query: { who: it.person! } }),
}
