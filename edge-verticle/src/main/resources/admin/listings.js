import { get, post, query } from './api.js';
import { ofListing } from './boosts.js';
import { button, choice, facts, form, h, paged, rupees, say, text, when } from './dom.js';

const STATES = ['PENDING_REVIEW', 'CHANGES_REQUESTED', 'ACTIVE', 'REJECTED', 'REMOVED', 'SOLD', 'EXPIRED', 'WITHDRAWN'];

export async function show(main, id) {
  if (id) {
    await one(main, await get(`/v1/listings/${id}`));
    return;
  }
  const list = h('ul', { class: 'plain' });
  const load = async (status) => {
    list.replaceChildren();
    await paged(list, (cursor) => get(query('/v1/admin/listings', { status, cursor })), (items) => items.map(row));
  };
  main.append(h('h1', {}, 'Listings'),
    form([choice('State', 'status', STATES)], 'Show', ({ status }) => load(status)), list);
  await load();
}

const row = (listing) => h('li', {},
  h('a', { href: `#listings/${listing.id}` }, listing.title), ` – ${rupees(listing.price)}, ${listing.categoryId}, ${listing.status}`);

async function one(main, listing) {
  const revision = listing.status === 'ACTIVE' || listing.status === 'EXPIRED' || listing.status === 'PENDING_REVIEW'
    ? await get(`/v1/admin/listings/${listing.id}/revision`).catch((problem) => {
      if (problem.code === 'listing.no_revision') return undefined;
      throw problem;
    }) : undefined;
  main.append(
    h('p', {}, h('a', { href: '#listings' }, 'All listings')),
    h('h1', {}, listing.title),
    facts([
      ['State', listing.status],
      ['Price', rupees(listing.price)],
      ['Category', listing.categoryId],
      ['Place', listing.location?.city],
      ['Condition', listing.condition],
      ['Seller', h('a', { href: `#users/${listing.seller?.id}` }, listing.seller?.name ?? 'unknown')],
      ['Made', when(listing.createdAt)],
      ['Note of staff', listing.reviewNote],
      ['Description', h('pre', {}, listing.description)],
    ]),
    pictures(listing),
    revision ? difference(revision) : '',
    actions(listing, revision),
    await ofListing(listing));
}

function pictures(listing) {
  const ready = listing.images.filter((image) => image.variants);
  return ready.length === 0 ? h('p', {}, 'No pictures.') : h('ul', { class: 'pictures' }, ready.map((image, at) =>
    h('li', {}, h('img', { src: image.variants.medium, alt: `Picture ${at + 1} of ${listing.title}` }),
      h('a', { href: `#known/${image.id}` }, 'Know it again'))));
}

/** What would change, beside what everybody sees. */
function difference({ approved, proposed, changed }) {
  const shown = (listing, name) => {
    const value = listing[name];
    if (name === 'price') return rupees(value);
    if (name === 'images') return `${value.filter((image) => image.variants).length} pictures`;
    return typeof value === 'object' ? JSON.stringify(value) : String(value ?? '');
  };
  return h('section', { class: 'card', 'aria-labelledby': 'difference' },
    h('h2', { id: 'difference' }, 'A change waits'),
    h('table', {}, h('caption', {}, 'What everybody sees, and what the seller wants'),
      h('thead', {}, h('tr', {}, ['Field', 'Approved', 'Proposed'].map((head) => h('th', { scope: 'col' }, head)))),
      h('tbody', {}, changed.map((name) => h('tr', {}, h('th', { scope: 'row' }, name),
        h('td', {}, h('del', {}, shown(approved, name))), h('td', {}, h('ins', {}, shown(proposed, name))))))),
    changed.includes('images') ? pictures(proposed) : '');
}

function actions(listing, revision) {
  const path = `/v1/admin/listings/${listing.id}`;
  const did = async (what, work) => {
    await work();
    say(`${listing.title}: ${what}.`);
    location.hash = '#listings';
  };
  const waits = revision || listing.status === 'PENDING_REVIEW';
  const withReason = (label, send, what, kind) => form([text('Reason, told to the seller', 'reason')], label,
    ({ reason }) => did(what, () => send({ reason })), kind);
  return h('section', { 'aria-labelledby': 'decide' }, h('h2', { id: 'decide' }, 'Decide'),
    waits ? button('Approve', () => did('approved', () => post(`${path}/approve`))) : '',
    waits ? withReason('Ask for changes', (body) => post(`${path}/request-changes`, body), 'changes asked for', 'plain') : '',
    waits ? withReason('Reject', (body) => post(`${path}/reject`, body), 'rejected', 'grave') : '',
    listing.status === 'ACTIVE' ? withReason('Remove', (body) => post(`${path}/remove`, body), 'removed', 'grave') : '',
    listing.status === 'REMOVED' ? button('Put back', () => did('put back', () => post(`${path}/restore`))) : '');
}
