import { signIn, signInByPasskey } from './api.js';
import { button, field, form, h, say } from './dom.js';
import { canUsePasskeys } from './passkeys.js';

const STAFF = ['MODERATOR', 'ADMIN'];

/** Asks for e-mail, password and the code of the authenticator app, or for a passkey, which is two factors; staff's roles need both. */
export function show(main, then) {
  const code = field('Code of the authenticator app', 'code',
    { autocomplete: 'one-time-code', inputmode: 'numeric', maxlength: 40, 'aria-describedby': 'code-help' });
  const welcome = (user) => {
    if (!user.roles.some((role) => STAFF.includes(role))) {
      throw new Error('This account is not of staff, or has not shown its second factor.');
    }
    say(`Signed in as ${user.name}.`);
    then();
  };
  main.append(
    h('h1', {}, 'Sign in'),
    form([
      field('E-mail', 'email', { type: 'email', autocomplete: 'username', required: true }),
      field('Password', 'password', { type: 'password', autocomplete: 'current-password', required: true }),
      code,
    ], 'Sign in', async ({ email, password, code: given }) => welcome(await signIn(email, password, given))),
    h('p', { id: 'code-help' }, 'An account with a second factor needs its code, or a recovery code.'),
    canUsePasskeys() ? button('Sign in with a passkey', async () => welcome(await signInByPasskey()), 'plain') : '');
}
