import { get, post, query } from './api.js';
import { button, choice, clock, facts, field, form, h, paged, say, table, text, when } from './dom.js';
import { shown } from './step-up.js';

const QUEUES = ['', 'LISTING', 'USER', 'MESSAGE', 'THREAD', 'COMMENT', 'REVIEW'];
const GROUNDS = [['', 'as reported'], 'SPAM', 'FRAUD', 'PROHIBITED_ITEM', 'OFFENSIVE', 'HARASSMENT', 'DUPLICATE', 'WRONG_CATEGORY', 'OTHER'];
const ACTIONS = ['DISMISS', 'WARN', 'REMOVE', 'RESTRICT', 'SUSPEND', 'BAN'];

export async function show(main, id) {
  if (id) {
    one(main, await get(`/v1/admin/cases/${id}`));
    return;
  }
  const list = h('div');
  const load = async (values = {}) => {
    list.replaceChildren();
    await paged(list, (cursor) => get(query('/v1/admin/cases', { ...values, cursor })), (items) => items.length === 0 ? [] : [rows(items)]);
  };
  main.append(h('h1', {}, 'Cases'), form([
    choice('About', 'queue', QUEUES),
    choice('State', 'status', [['', 'not closed'], 'OPEN', 'CLAIMED', 'CLOSED']),
    choice('Order', 'sort', [['score', 'most urgent first'], ['deadline', 'nearest deadline first']]),
  ], 'Show', load), list, alike(list, load));
  await load();
}

/** Decides what is chosen in the list; the second factor is asked for once more. */
function alike(list, then) {
  return h('details', {}, h('summary', {}, 'Decide the chosen ones alike'),
    decide(async (body) => {
      const caseIds = [...list.querySelectorAll('input:checked')].map((box) => box.value);
      if (caseIds.length === 0) throw new Error('Choose cases in the list first.');
      const { items } = await shown(() => post('/v1/admin/cases/decide', { ...body, caseIds }));
      const refused = items.filter((item) => !item.decided);
      await then();
      say(`${items.length - refused.length} decided.${refused.length > 0 ? ` Not decided: ${refused.map((item) => item.code).join(', ')}.` : ''}`);
    }));
}

const rows = (items) => table('Cases', ['Choose', 'Case', 'State', 'Urgency', 'Reports', 'Acknowledge', 'Decide', 'Claimed by'], items.map((one) => [
  one.status === 'CLOSED' ? '' : h('input', { type: 'checkbox', value: one.id, 'aria-label': `Choose ${excerpt(one)}` }),
  h('a', { href: `#cases/${one.id}` }, `${one.targetType.toLowerCase()}: ${excerpt(one)}`),
  one.byHand ? 'BY HAND' : one.status, String(one.score), String(one.reportCount),
  one.acknowledgedAt || one.status === 'CLOSED' ? 'done' : clock(one.acknowledgeBy),
  one.status === 'CLOSED' ? 'done' : clock(one.disposeBy),
  one.claimedBy ? h('a', { href: `#users/${one.claimedBy}` }, 'staff') : '',
]));

/** A word on what it is about; the evidence is JSON text. */
function excerpt({ evidence, blur }) {
  if (blur) return 'may be hard to look at';
  try {
    const content = JSON.parse(evidence);
    return String(content.title ?? content.text ?? content.body ?? content.name ?? evidence).slice(0, 80);
  } catch {
    return evidence.slice(0, 80);
  }
}

function one(main, found) {
  const path = `/v1/admin/cases/${found.id}`;
  const did = async (what, work) => {
    const changed = await work();
    say(`The case is ${what}.`);
    main.replaceChildren();
    one(main, changed);
  };
  main.append(
    h('p', {}, h('a', { href: '#cases' }, 'All cases')),
    h('h1', {}, found.byHand ? 'An account restricted by hand' : `Case about a ${found.targetType.toLowerCase()}`),
    found.byHand ? h('p', {}, 'Nobody reported anything: staff did it at the account. It can be appealed like any decision.') : '',
    facts([
      ['State', found.status],
      ['Urgency', String(found.score)],
      ['Acknowledge', found.acknowledgedAt ? when(found.acknowledgedAt) : clock(found.acknowledgeBy)],
      ['Decide', found.status === 'CLOSED' ? 'done' : clock(found.disposeBy)],
      ['Owner', h('a', { href: `#users/${found.targetOwnerId}` }, found.targetOwnerId)],
      ['Claimed until', found.claimedUntil && when(found.claimedUntil)],
      ['Evidence', evidence(found)],
    ]),
    found.targetType === 'LISTING' ? h('p', {}, h('a', { href: `#listings/${found.targetId}` }, 'The listing as it is now')) : '',
    table('Reports', ['When', 'Reason', 'In their words', 'By'], found.reports.map((report) => [
      when(report.createdAt), report.reason, report.details, h('a', { href: `#users/${report.reporterId}` }, 'reporter')])),
    ...[found.decision, found.consequence].filter(Boolean).map(decision),
    found.decision && found.decision.action !== 'DISMISS' ? appeal(found.decision) : '');
  if (found.status !== 'CLOSED') {
    main.append(h('section', { 'aria-labelledby': 'work' }, h('h2', { id: 'work' }, 'Work'), h('div', { class: 'actions' },
      found.status === 'CLAIMED'
        ? button('Release', () => did('released', () => post(`${path}/release`)), 'plain')
        : button('Claim for 30 minutes', () => did('claimed', () => post(`${path}/claim`)))),
    decide((body) => did('decided', () => post(`${path}/decide`, body)))));
  }
}

/** What may be hard to look at is folded until it is asked for. */
function evidence(found) {
  const shown = h('pre', {}, pretty(found.evidence));
  return found.blur ? h('details', {}, h('summary', {}, 'May be hard to look at: show it'), shown) : shown;
}

function pretty(evidence) {
  try {
    return JSON.stringify(JSON.parse(evidence), null, 2);
  } catch {
    return evidence;
  }
}

function decide(send) {
  const activity = (value, label) => h('label', {}, h('input', { type: 'checkbox', name: 'activities', value }), label);
  return form([
    choice('Action', 'action', ACTIONS),
    choice('Ground', 'ground', GROUNDS),
    text('Reasons, told to the owner', 'reason'),
    text('Note for staff', 'note', { required: false, minlength: 0, maxlength: 2000 }),
    h('fieldset', {}, h('legend', {}, 'RESTRICT keeps from'),
      activity('CHAT', 'chat'), activity('POST', 'the forum'), activity('LIST', 'selling')),
    field('RESTRICT and SUSPEND until', 'until', { type: 'datetime-local' }),
  ], 'Decide', ({ action, ground, reason, note, until }, values) => send({
    action,
    reason,
    ...(ground && { ground }),
    ...(note && { note }),
    ...(action === 'RESTRICT' && { activities: values.getAll('activities') }),
    ...(until && { until: new Date(until).toISOString() }),
  }), 'grave');
}

/** Who is kept out can't sign in to appeal, and writes to the grievance officer instead. */
const appeal = (made) => h('details', {}, h('summary', {}, 'Write down an appeal that came by letter'),
  form([text('What they wrote', 'statement', { minlength: 10, maxlength: 5000 })], 'Write it down', async (body) => {
    await post(`/v1/admin/decisions/${made.id}/appeal`, body);
    say('The appeal is written down; somebody else than decided has to answer it.');
  }));

const decision = (made) => h('section', { class: 'card' },
  h('h2', {}, made.follows ? 'What followed by the policy' : 'Decision'),
  facts([
    ['Action', [made.action, ...made.activities].join(' ')],
    ['Ground', made.ground],
    ['Reasons', made.reason],
    ['Until', made.until && when(made.until)],
    ['Note', made.note],
    ['Policy', made.policyVersion && `version ${made.policyVersion}`],
    ['Made', when(made.decidedAt)],
    ['Overturned', made.overturnedAt && when(made.overturnedAt)],
    ['Carried out', made.effects.map((effect) => `${effect.domain}: ${effect.doneAt ? 'done' : 'under way'}`).join(', ')],
  ]));
