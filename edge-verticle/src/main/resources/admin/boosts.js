import { get, post, query, remove, signedIn } from './api.js';
import { bars, button, choice, facts, field, form, h, paged, say, table, when } from './dom.js';
import { prices } from './prices.js';

export async function show(main, id) {
  if (id) {
    one(main, await get(`/v1/admin/boosts/${id}/metrics`));
    return;
  }
  const list = h('div');
  const load = async (status) => {
    list.replaceChildren();
    await paged(list, (cursor) => get(query('/v1/admin/boosts', { status, cursor })), (items) => items.length === 0 ? [] : [boosts(items)]);
  };
  main.append(h('h1', {}, 'Boosts'), h('p', {}, 'They are given, and ended, at the ', h('a', { href: '#listings' }, 'listing'), '.'),
    form([choice('State', 'status', ['', 'SCHEDULED', 'RUNNING', 'ENDED', 'CANCELLED'])], 'Show', ({ status }) => load(status)), list);
  await load();
  main.append(await prices());
}

const boosts = (items) => table('Boosts', ['Listing', 'Place', 'State', 'From', 'To', 'What it brought'], items.map((boost) => [
  h('a', { href: `#listings/${boost.listingId}` }, boost.listingTitle), boost.placement, boost.status, when(boost.startsAt), when(boost.endsAt),
  h('a', { href: `#boosts/${boost.id}` }, `Metrics of ${boost.listingTitle}`)]));

/** The places of a listing: what there were, and, for administrators, another one or none any more. */
export async function ofListing(listing) {
  const place = h('section', { 'aria-labelledby': 'boosts' });
  const fill = async () => {
    const { items } = await get(query('/v1/admin/boosts', { listingId: listing.id, limit: 100 }));
    const may = signedIn().roles.includes('ADMIN');
    const running = items.some((boost) => boost.status === 'RUNNING' || boost.status === 'SCHEDULED');
    place.replaceChildren(h('h2', { id: 'boosts' }, 'Boosts'),
      items.length === 0 ? h('p', {}, 'None so far.') : boosts(items),
      may && listing.status === 'ACTIVE' ? give(listing, fill) : '',
      may && running ? button('End all boosts of this listing', async () => {
        await remove(`/v1/admin/listings/${listing.id}/boost`);
        await fill();
        say(`${listing.title}: no more boosts.`);
      }, 'grave') : '');
  };
  await fill();
  return place;
}

function give(listing, then) {
  return form([
    choice('Place', 'placement', [['TOP', 'above searches that it matches'], ['FEATURED', 'above the trending listings']]),
    field('From, now when left out', 'startsAt', { type: 'datetime-local' }),
    field('Days', 'days', { type: 'number', min: 1, max: 90, value: 7, required: true }),
  ], 'Give a boost', async ({ placement, startsAt, days }) => {
    await post(`/v1/admin/listings/${listing.id}/boost`, {
      placement, days: Number(days), ...(startsAt && { startsAt: new Date(startsAt).toISOString() }),
    });
    await then();
    say(`${listing.title}: boosted.`);
  });
}

function one(main, metrics) {
  const { boost } = metrics;
  const place = h('div');
  const fill = (found) => {
    const series = (title, name, scale = 1) => bars(title, found.days.map((day) => [day.date, Math.round((day[name] ?? 0) * scale * 10) / 10]));
    place.replaceChildren(
      facts([
        ['Shown', String(found.impressions)],
        ['Clicked', `${found.clicks} (${(found.ctr * 100).toFixed(1)} %)`],
        ['Contacts', String(found.contacts)],
      ]),
      h('div', { class: 'charts' }, series('Shown', 'impressions'), series('Clicked', 'clicks'),
        series('Clicked of a hundred shown', 'ctr', 100), series('Contacts', 'contacts')));
  };
  main.append(
    h('p', {}, h('a', { href: '#boosts' }, 'All boosts')),
    h('h1', {}, boost.listingTitle),
    facts([
      ['Listing', h('a', { href: `#listings/${boost.listingId}` }, boost.listingTitle)],
      ['Place', boost.placement],
      ['State', boost.status],
      ['From', when(boost.startsAt)],
      ['To', when(boost.endsAt)],
      ['Given by', h('a', { href: `#users/${boost.createdBy}` }, 'an administrator')],
    ]),
    form([field('Days from', 'from', { type: 'date' }), field('to', 'to', { type: 'date' })], 'Show',
      async ({ from, to }) => fill(await get(query(`/v1/admin/boosts/${boost.id}/metrics`, { from, to })))),
    place);
  fill(metrics);
}
