import { get, post, query, remove, signedIn } from './api.js';
import { button, choice, facts, field, form, h, paged, say, table, text, when } from './dom.js';
import { roles } from './roles.js';

export async function show(main, id) {
  if (id) {
    await one(main, id);
    return;
  }
  const list = h('div');
  const load = async (values = {}) => {
    list.replaceChildren();
    await paged(list, (cursor) => get(query('/v1/admin/users', { ...values, cursor })), (items) => items.length === 0 ? [] : [
      table('Accounts', ['Name', 'E-mail', 'Phone', 'Roles', 'State', 'Since'], items.map((user) => [
        h('a', { href: `#users/${user.id}` }, user.name), user.email, user.phone, user.roles.join(' '), user.status, when(user.createdAt)]))]);
  };
  main.append(h('h1', {}, 'Users'), form([
    field('Name, or the beginning of e-mail or phone', 'q', { minlength: 2, maxlength: 100, type: 'search' }),
    choice('Role', 'role', ['', 'BUYER', 'SELLER', 'MODERATOR', 'ADMIN', 'INTEGRATOR']),
    choice('State', 'status', ['', 'ACTIVE', 'SUSPENDED', 'BANNED', 'DELETED']),
  ], 'Search', load), list);
  await load();
}

async function one(main, id) {
  const path = `/v1/admin/users/${id}`;
  const [user, record, standing] = await Promise.all([get(path), get(`${path}/record`), get(`${path}/standing`)]);
  const isAdmin = signedIn().roles.includes('ADMIN');
  const contact = h('span', {}, [user.email, user.phone].filter(Boolean).join(', '));
  const again = async (what, work) => {
    await work();
    say(`${user.name}: ${what}.`);
    main.replaceChildren();
    await one(main, id);
  };
  const withReason = (label, send, what, kind) => form([text('Reason, told to them', 'reason')], label,
    ({ reason }) => again(what, () => send({ reason })), kind);
  main.append(
    h('p', {}, h('a', { href: '#users' }, 'All users')),
    h('h1', {}, user.name),
    facts([
      ['State', user.status],
      ['Roles', user.roles.join(' ')],
      ['E-mail and phone', contact],
      ['Since', when(user.createdAt)],
      ['Id', user.id],
    ]),
    h('h2', {}, 'Record'),
    facts([
      ['Reported by them', `${record.reportsMade}, of which ${record.reportsRight} were right and ${record.reportsWrong} were not`],
      ['Open cases about them', String(record.openCases)],
      ['Decisions about them', record.decisions.map(({ name, count }) => `${name}: ${count}`).join(', ') || 'none'],
      ['Appeals', String(record.appeals)],
      ['Strike points', String(standing.points)],
      ['Kept from', standing.restrictions.map((one) => one.activity).join(', ') || 'nothing'],
    ]),
    standing.strikes.length > 0 ? table('Strikes', ['Points', 'Given', 'Until', 'Taken back'], standing.strikes.map((strike) => [
      String(strike.points), when(strike.givenAt), when(strike.expiresAt), strike.revokedAt ? when(strike.revokedAt) : ''])) : '',
    h('h2', {}, 'Devices'), devices(path),
    h('h2', {}, 'E-mail and phone, whole'),
    form([text('Why you need them, for the audit', 'reason')], 'Reveal', async ({ reason }) => {
      const whole = await post(`${path}/reveal`, { reason });
      contact.textContent = [whole.email, whole.phone].filter(Boolean).join(', ') || 'There is neither.';
      say('Revealed; the audit has who and why.');
    }, 'plain'),
    await roles(user, (what) => again(what, async () => {})),
    h('h2', {}, 'Act'),
    !isAdmin ? '' : h('p', {}, h('a', { href: `#audit/${id}` }, 'What the audit has of this account')),
    user.status === 'SUSPENDED'
      ? withReason('Let in again', (body) => post(`${path}/unsuspend`, body), 'let in again')
      : form([text('Reason, told to them', 'reason'), field('Until, left out until further notice', 'until', { type: 'datetime-local' })],
        'Suspend', ({ reason, until }) => again('suspended', () => post(`${path}/suspend`, {
          reason, ...(until && { until: new Date(until).toISOString() }),
        })), 'grave'),
    user.status === 'BANNED' ? '' : withReason('Ban', (body) => post(`${path}/ban`, body), 'banned', 'grave'),
    !isAdmin ? '' : button('End all sessions', () => again('sessions ended', () => remove(`${path}/sessions`)), 'plain'));
}

/** Asked for on purpose only: reading them is audited. */
function devices(path) {
  const place = h('div');
  const ask = button('Show devices (audited)', async () => {
    const { items } = await get(`${path}/sessions`);
    place.replaceChildren(items.length === 0 ? h('p', {}, 'Not signed in anywhere.') : table('Devices', ['Device', 'Place', 'Signed in', 'Last used'],
      items.map((session) => [session.device, session.place, when(session.createdAt), when(session.lastUsedAt)])));
  }, 'plain');
  place.append(ask);
  return place;
}
