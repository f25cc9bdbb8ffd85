import { get, put, signedIn } from './api.js';
import { choice, facts, field, form, h, say } from './dom.js';
import { shown } from './step-up.js';

const PLACES = [['TOP', 'above searches that it matches'], ['FEATURED', 'above the trending listings']];

/** What marked places cost: one package a line; one without an id is left out. */
export async function prices() {
  const place = h('section', { 'aria-labelledby': 'prices' });
  fill(place, await get('/v1/boost-packages'));
  return place;
}

function fill(place, list) {
  const mayChange = signedIn().roles.includes('ADMIN');
  const lines = [...list.items, ...(mayChange ? [undefined] : [])];
  const line = (given, at) => h('fieldset', { class: 'line' }, h('legend', {}, given?.name ?? 'One more'),
    field('Id', `id${at}`, { maxlength: 40, value: given?.id ?? '' }),
    field('Name', `name${at}`, { maxlength: 80, value: given?.name ?? '' }),
    choice('Place', `placement${at}`, PLACES, given?.placement),
    field('Days', `days${at}`, { type: 'number', min: 1, max: 90, value: given?.days ?? '' }),
    field('Rupees, all taxes in it', `rupees${at}`, { type: 'number', min: 0.01, max: 100000, step: 0.01, value: given ? given.price.amount / 100 : '' }));
  const editor = form(lines.map(line), 'Set the prices', async (values) => {
    const items = lines.map((_, at) => ({
      id: values[`id${at}`],
      name: values[`name${at}`],
      placement: values[`placement${at}`],
      days: Number(values[`days${at}`]),
      price: { amount: Math.round(Number(values[`rupees${at}`]) * 100), currency: 'INR' },
    })).filter((one) => one.id);
    fill(place, await shown(() => put('/v1/admin/boost-packages', { items }, list.version)));
    say('The prices are set.');
  });
  editor.classList.add('lines');
  if (!mayChange) editor.querySelectorAll('input, select, button').forEach((control) => { control.disabled = true; });
  place.replaceChildren(h('h2', { id: 'prices' }, 'What they would cost'),
    h('p', {}, 'Sellers see this list and may ask for a quote; nothing is sold yet.'),
    facts([['Version', String(list.version)]]), editor);
}
