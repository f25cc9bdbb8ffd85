import { get, query } from './api.js';
import { bars, choice, facts, form, h, paged, table, when } from './dom.js';

export async function show(main, id) {
  if (id) {
    one(main, await get(`/v1/admin/boosts/${id}/metrics`));
    return;
  }
  const list = h('div');
  const load = async (status) => {
    list.replaceChildren();
    await paged(list, (cursor) => get(query('/v1/admin/boosts', { status, cursor })), (items) => items.length === 0 ? [] : [
      table('Boosts', ['Listing', 'Place', 'State', 'From', 'To'], items.map((boost) => [
        h('a', { href: `#boosts/${boost.id}` }, boost.listingTitle), boost.placement, boost.status, when(boost.startsAt), when(boost.endsAt)]))]);
  };
  main.append(h('h1', {}, 'Boosts'),
    form([choice('State', 'status', ['', 'SCHEDULED', 'RUNNING', 'ENDED', 'CANCELLED'])], 'Show', ({ status }) => load(status)), list);
  await load();
}

function one(main, metrics) {
  const series = (title, name) => bars(title, metrics.days.map((day) => [day.day, day[name] ?? 0]));
  main.append(
    h('p', {}, h('a', { href: '#boosts' }, 'All boosts')),
    h('h1', {}, metrics.boost?.listingTitle ?? 'Boost'),
    facts([
      ['Shown', String(metrics.impressions)],
      ['Clicked', `${metrics.clicks} (${(metrics.ctr * 100).toFixed(1)} %)`],
      ['Contacts', String(metrics.contacts)],
    ]),
    h('div', { class: 'charts' }, series('Shown', 'impressions'), series('Clicked', 'clicks'), series('Contacts', 'contacts')));
}
