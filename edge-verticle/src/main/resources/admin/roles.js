import { get, put, query, signedIn } from './api.js';
import { button, form, h, say, when } from './dom.js';

const ROLES = ['SELLER', 'MODERATOR', 'ADMIN', 'INTEGRATOR'];
const DAY = 86400000;

/** What an administrator does with the roles of somebody else; what grants any needs a second one. */
export async function roles(user, then) {
  const path = `/v1/admin/users/${user.id}`;
  const me = signedIn();
  if (!me.roles.includes('ADMIN') || me.id === user.id) return '';
  const set = async (wanted) => {
    const { pending } = await put(`${path}/roles`, { roles: wanted });
    await then(pending ? 'roles asked for; another administrator has to approve within 24 hours' : 'roles set');
  };
  const box = (role) => h('label', {}, h('input', { type: 'checkbox', name: 'roles', value: role, checked: user.roles.includes(role) }), role.toLowerCase());
  return h('section', { 'aria-labelledby': 'roles' }, h('h2', { id: 'roles' }, 'Roles'),
    await waiting(user, me, set),
    form([h('fieldset', {}, h('legend', {}, 'May, besides buying'), ROLES.map(box))], 'Set the roles',
      (_, values) => set(values.getAll('roles'))),
    h('p', {}, 'What only takes roles away holds at once. What grants any waits for a second administrator. The sessions of the account end.'));
}

/** What another administrator asked for and nobody approved yet: the audit knows. */
async function waiting(user, me, set) {
  const { items } = await get(query('/v1/admin/audit', { target: user.id, from: new Date(Date.now() - DAY).toISOString(), limit: 100 }));
  const latest = items.find((entry) => entry.action === 'user.roles.ask' || entry.action === 'user.roles.set');
  if (latest?.action !== 'user.roles.ask') return '';
  const wanted = JSON.parse(latest.detail).detail.split(',');
  const shown = `${wanted.join(', ')} `;
  if (latest.actor === me.id) return h('p', {}, 'You asked for ', shown, when(latest.at), '; another administrator has to approve.');
  return h('p', { class: 'card' }, 'Another administrator asked for ', shown, when(latest.at), ' ',
    button('Approve', async () => {
      await set(wanted);
      say('Approved.');
    }));
}
