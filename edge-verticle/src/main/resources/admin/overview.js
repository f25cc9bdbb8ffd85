import { get, query } from './api.js';
import { bars, clock, field, form, h } from './dom.js';

export async function show(main) {
  const charts = h('div', { class: 'charts' });
  const backlog = h('dl', { class: 'figures' });
  main.append(h('h1', {}, 'Overview'), h('h2', {}, 'What waits'), backlog, h('h2', {}, 'Day by day'),
    form([field('From', 'from', { type: 'date' }), field('To', 'to', { type: 'date' })], 'Show',
      async ({ from, to }) => fill(await get(query('/v1/admin/overview', { from, to })), backlog, charts, from, to)),
    charts);
  fill(await get('/v1/admin/overview'), backlog, charts);
}

const DAY = 86400000;
const NONE = { registrations: 0, listings: [], chats: 0, reports: 0, decisions: [], lateAcknowledgements: 0, lateDisposals: 0 };
const text = (time) => new Date(time).toISOString().slice(0, 10);

/** Every Indian day, also those on which nothing happened. */
function everyDay(days, from, to) {
  const today = text(Date.now() + 5.5 * 3600000);
  const last = to || today;
  const first = from || text(Date.parse(last) - 29 * DAY);
  const known = new Map(days.map((day) => [day.day, day]));
  const every = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += DAY) {
    every.push(known.get(text(at)) ?? { ...NONE, day: text(at) });
  }
  return every;
}

function fill({ backlog, days: told }, figures, charts, from, to) {
  const days = everyDay(told, from, to);
  const figure = (name, value) => h('div', {}, h('dt', {}, name), h('dd', {}, value));
  figures.replaceChildren(
    figure('Listings to review', String(backlog.pendingListings)),
    figure('Open cases', String(backlog.openCases)),
    figure('Claimed', String(backlog.claimedCases)),
    figure('Not acknowledged in time', String(backlog.lateAcknowledgements)),
    figure('Not decided in time', String(backlog.lateDisposals)),
    figure('Appeals', String(backlog.pendingAppeals)),
    ...(backlog.nextDisposeBy ? [figure('Next deadline', clock(backlog.nextDisposeBy))] : []));
  const sum = (counts) => counts.reduce((all, { count }) => all + count, 0);
  const of = (counts, name) => counts.find((one) => one.name === name)?.count ?? 0;
  const series = (title, value) => bars(title, days.map((day) => [day.day, value(day)]));
  charts.replaceChildren(
    series('Reports', (day) => day.reports),
    series('Decisions', (day) => sum(day.decisions)),
    series('Median minutes to a decision', (day) => Math.round((day.medianDecisionSeconds ?? 0) / 60)),
    series('Deadlines missed', (day) => day.lateAcknowledgements + day.lateDisposals),
    series('Registrations', (day) => day.registrations),
    series('Listings handed in', (day) => of(day.listings, 'SUBMIT') + of(day.listings, 'PUBLISH')),
    series('Listings approved', (day) => of(day.listings, 'APPROVE')),
    series('Chats opened', (day) => day.chats));
}
