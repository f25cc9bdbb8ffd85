import { get, put, query, signedIn } from './api.js';
import { form, h, when } from './dom.js';
import { answers } from './requests.js';
import { shown } from './step-up.js';

const ROLES = ['SELLER', 'MODERATOR', 'ADMIN', 'INTEGRATOR'];

/** What an administrator does with the roles of somebody else; what grants any needs a second one. */
export async function roles(user, then) {
  const path = `/v1/admin/users/${user.id}`;
  const me = signedIn();
  if (!me.roles.includes('ADMIN') || me.id === user.id) return '';
  const set = async (wanted) => {
    const { pending } = await shown(() => put(`${path}/roles`, { roles: wanted }));
    await then(pending ? 'roles asked for; another administrator has to approve within 24 hours' : 'roles set');
  };
  const box = (role) => h('label', {}, h('input', { type: 'checkbox', name: 'roles', value: role, checked: user.roles.includes(role) }), role.toLowerCase());
  return h('section', { 'aria-labelledby': 'roles' }, h('h2', { id: 'roles' }, 'Roles'),
    await waiting(user, then),
    form([h('fieldset', {}, h('legend', {}, 'May, besides buying'), ROLES.map(box))], 'Set the roles',
      (_, values) => set(values.getAll('roles'))),
    h('p', {}, 'What only takes roles away holds at once. What grants any waits for a second administrator. The sessions of the account end.'));
}

/** What another administrator asked for and nobody approved yet. */
async function waiting(user, then) {
  const { items } = await get(query('/v1/admin/role-requests', { limit: 100 }));
  const request = items.find((one) => one.userId === user.id);
  if (!request) return '';
  return h('p', { class: 'card' }, request.askedBy === signedIn().id ? 'You' : 'Another administrator',
    ` asked for ${request.roles.join(', ')} `, when(request.askedAt), ' ', answers(request, () => then('roles answered')));
}
