import { signedIn, signOut } from './api.js';
import { button, complain, h, say } from './dom.js';
import { show as appeals } from './appeals.js';
import { show as audit } from './audit.js';
import { show as boards } from './boards.js';
import { show as boosts } from './boosts.js';
import { show as cases } from './cases.js';
import { show as categories } from './categories.js';
import { show as forum } from './forum.js';
import { show as known } from './known.js';
import { show as listings } from './listings.js';
import { show as overview } from './overview.js';
import { show as policies } from './policies.js';
import { show as requests } from './requests.js';
import { show as signIn } from './sign-in.js';
import { show as users } from './users.js';

const PARTS = { overview, listings, cases, appeals, users, requests, known, boosts, categories, boards, forum, policies, audit };
const main = document.querySelector('main');
const nav = document.querySelector('nav');
const who = document.querySelector('.who');

/** The address says what is shown: #cases, or #cases/<id>. */
async function show() {
  const user = signedIn();
  nav.hidden = !user;
  who.replaceChildren(...(user ? [`${user.name} `, button('Sign out', leave, 'plain')] : []));
  // what comes late of a page that was left goes nowhere
  const page = h('div');
  main.replaceChildren(page);
  if (!user) {
    signIn(page, show);
    document.title = 'Sign in – Beachdo back office';
    return;
  }
  const [part, id] = (location.hash.slice(1) || 'overview').split('/');
  nav.querySelectorAll('[data-role]').forEach((item) => { item.hidden = !user.roles.includes(item.dataset.role); });
  for (const link of nav.querySelectorAll('a')) {
    if (link.hash === `#${part}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  try {
    await (PARTS[part] ?? overview)(page, id && decodeURIComponent(id));
  } catch (error) {
    if (!page.isConnected) return;
    complain(error);
    if (!signedIn()) signIn(page, show);
  }
  if (!page.isConnected) return;
  document.title = `${page.querySelector('h1')?.textContent ?? ''} – Beachdo back office`;
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
