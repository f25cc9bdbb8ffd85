import { get, query } from './api.js';
import { field, form, h, paged, table, when } from './dom.js';

const UUID = { pattern: '[0-9a-fA-F\\-]{36}', maxlength: 36 };

export async function show(main, target) {
  const list = h('div');
  const time = (value) => value && new Date(value).toISOString();
  const load = async ({ actor, target: about, from, to }) => {
    list.replaceChildren();
    const given = { actor, target: about, from: time(from), to: time(to) };
    await paged(list, (cursor) => get(query('/v1/admin/audit', { ...given, cursor })), (items) => items.length === 0 ? [] : [
      table('What staff did, newest first', ['No.', 'When', 'Who', 'What', 'About', 'More'], items.map((entry) => [
        String(entry.seq), when(entry.at), h('a', { href: `#users/${entry.actor}` }, short(entry.actor)), entry.action,
        short(entry.target), h('pre', {}, entry.detail ?? '')]))]);
  };
  main.append(h('h1', {}, 'Audit'), form([
    field('Done by (id)', 'actor', UUID),
    field('About (id of a case or user)', 'target', { ...UUID, value: target ?? '' }),
    field('From', 'from', { type: 'datetime-local' }),
    field('To', 'to', { type: 'datetime-local' }),
  ], 'Search', load), list);
  await load({ target });
}

const short = (id) => h('abbr', { title: id }, id.slice(-8));
