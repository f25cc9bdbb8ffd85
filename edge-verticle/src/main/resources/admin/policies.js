import { get, put, signedIn } from './api.js';
import { choice, facts, field, form, h, say } from './dom.js';
import { shown } from './step-up.js';
import { strikes } from './strikes.js';
import { trust } from './trust.js';

const MODES = [['ALWAYS', 'always'], ['FIRST', 'the first ones of a seller'], ['NEVER', 'never']];

export async function show(main) {
  const [review, policy, trusted, { items: categories }] = await Promise.all([get('/v1/admin/policies/review'),
    get('/v1/admin/policies/strikes'), get('/v1/admin/policies/trust'), get('/v1/categories')]);
  const mayChange = signedIn().roles.includes('ADMIN');
  const reviews = h('div');
  const weighs = h('div');
  const trusts = h('div');
  main.append(h('h1', {}, 'Policies'), mayChange ? '' : h('p', {}, 'Administrators change them.'),
    h('h2', {}, 'Which listings are reviewed'), reviews, h('h2', {}, 'Strikes'), weighs,
    h('h2', {}, 'Trust in the forum'), trusts);
  fill(reviews, review, [['', 'none'], ...categories.map((category) => [category.id, category.name])], mayChange);
  strikes(weighs, policy, mayChange);
  trust(trusts, trusted, mayChange);
}

/** The fallback and one rule a line; a rule without a category is left out. */
function fill(place, policy, categories, mayChange) {
  const known = (id) => id === undefined || categories.some(([other]) => other === id) ? categories : [...categories, [id, id]];
  const rule = (at, given) => h('fieldset', { class: 'line' }, h('legend', {}, at === '' ? 'All other categories' : given?.categoryId ?? 'One more'),
    at === '' ? '' : choice('Category', `category${at}`, known(given?.categoryId), given?.categoryId),
    choice('Reviewed', `mode${at}`, MODES, given?.mode),
    field('How many first ones', `first${at}`, { type: 'number', min: 1, max: 100, value: given?.firstListings ?? '' }));
  const lines = [...policy.categories, ...(mayChange ? [undefined] : [])];
  const editor = form([rule('', policy.fallback), lines.map((given, at) => rule(`${at}`, given))],
    'Set the reviews', async (values) => {
      const read = (at) => ({
        mode: values[`mode${at}`],
        ...(values[`mode${at}`] === 'FIRST' && { firstListings: Number(values[`first${at}`]) }),
      });
      const rules = lines.map((_, at) => ({ categoryId: values[`category${at}`], ...read(at) })).filter((one) => one.categoryId);
      const set = await shown(() => put('/v1/admin/policies/review', { fallback: read(''), categories: rules }, policy.version));
      fill(place, set, categories, mayChange);
      say('The policy is set, for listings that are handed in from now on.');
    });
  editor.classList.add('lines');
  if (!mayChange) editor.querySelectorAll('input, select, button').forEach((control) => { control.disabled = true; });
  place.replaceChildren(facts([['Version', String(policy.version)]]), editor);
}
