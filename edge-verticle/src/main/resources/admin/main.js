import { signedIn, signOut } from './api.js';
import { button, complain, say } from './dom.js';
import { show as appeals } from './appeals.js';
import { show as audit } from './audit.js';
import { show as boosts } from './boosts.js';
import { show as cases } from './cases.js';
import { show as listings } from './listings.js';
import { show as overview } from './overview.js';
import { show as policies } from './policies.js';
import { show as signIn } from './sign-in.js';
import { show as users } from './users.js';

const PARTS = { overview, listings, cases, appeals, users, boosts, policies, audit };
const main = document.querySelector('main');
const nav = document.querySelector('nav');
const who = document.querySelector('.who');

/** The address says what is shown: #cases, or #cases/<id>. */
async function show() {
  const user = signedIn();
  nav.hidden = !user;
  who.replaceChildren(...(user ? [`${user.name} `, button('Sign out', leave, 'plain')] : []));
  main.replaceChildren();
  if (!user) {
    signIn(main, show);
    document.title = 'Sign in – Beachdo back office';
    return;
  }
  const [part, id] = (location.hash.slice(1) || 'overview').split('/');
  for (const link of nav.querySelectorAll('a')) {
    if (link.hash === `#${part}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  try {
    await (PARTS[part] ?? overview)(main, id && decodeURIComponent(id));
  } catch (error) {
    complain(error);
    if (!signedIn()) signIn(main, show);
  }
  document.title = `${main.querySelector('h1')?.textContent ?? ''} – Beachdo back office`;
  main.focus({ preventScroll: true });
  scrollTo(0, 0);
}

async function leave() {
  await signOut();
  say('Signed out.');
  show();
}

addEventListener('hashchange', show);
// what was said of the part before is no news in the next one
addEventListener('click', (event) => { if (event.target.closest('a')) say(''); });
show();
