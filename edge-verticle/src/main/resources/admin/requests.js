import { get, post, query, signedIn } from './api.js';
import { button, h, paged, say, table, when } from './dom.js';
import { shown } from './step-up.js';

/** Grants of roles that wait for a second administrator. */
export async function show(main) {
  const list = h('div');
  const load = async () => {
    list.replaceChildren();
    await paged(list, (cursor) => get(query('/v1/admin/role-requests', { cursor })),
      (items) => items.length === 0 ? [] : [rows(items, load)]);
  };
  main.append(h('h1', {}, 'Role requests'),
    h('p', {}, 'What one administrator asked for another one approves within a day. The sessions of the account end.'), list);
  await load();
}

const rows = (items, then) => table('Role requests', ['Account', 'Has', 'Is to have', 'Asked', 'Until', 'Do'], items.map((one) => [
  h('a', { href: `#users/${one.userId}` }, one.userName),
  one.current.join(', '), one.roles.join(', '), when(one.askedAt), when(one.expiresAt),
  h('div', { class: 'actions' }, answers(one, then)),
]));

/** Whoever asked for it can only drop it. */
export function answers(request, then) {
  const path = `/v1/admin/role-requests/${request.id}`;
  const me = signedIn().id;
  const did = (word, work) => async () => {
    await work();
    say(`The request is ${word}.`);
    await then();
  };
  return [
    request.askedBy === me || request.userId === me ? ''
      : button('Approve', did('approved', () => shown(() => post(`${path}/approve`)))),
    button(request.askedBy === me ? 'Take it back' : 'Refuse', did('dropped', () => post(`${path}/refuse`)), 'plain'),
  ];
}
