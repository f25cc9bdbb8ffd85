import { get, put } from './api.js';
import { choice, facts, field, form, h, say, table } from './dom.js';

const MODES = [['ALWAYS', 'always'], ['FIRST', 'the first ones of a seller'], ['NEVER', 'never']];

export async function show(main) {
  const [review, strikes] = await Promise.all([get('/v1/admin/policies/review'), get('/v1/admin/policies/strikes')]);
  const place = h('div');
  main.append(h('h1', {}, 'Policies'), h('h2', {}, 'Which listings are reviewed'), place,
    h('h2', {}, 'Strikes'), h('p', {}, `Version ${strikes.version}.`),
    table('What decisions weigh', ['Action', 'Points', 'Days'], strikes.rules.map((rule) => [
      rule.action, String(rule.points), String(rule.decayDays)])),
    table('What follows', ['From points', 'Action', 'Days'], strikes.consequences.map((one) => [
      String(one.points), [one.action, ...one.activities].join(' '), one.days ? String(one.days) : 'for good'])));
  fill(place, review);
}

/** The fallback and one rule a line; a rule without a category is left out. */
function fill(place, policy) {
  const rule = (label, at, given) => h('div', { class: 'actions' },
    at === '' ? h('strong', {}, label) : field(label, `category${at}`, { maxlength: 60, pattern: '[a-z0-9\\-]+', value: given?.categoryId ?? '' }),
    choice('Reviewed', `mode${at}`, MODES, given?.mode),
    field('How many first ones', `first${at}`, { type: 'number', min: 1, max: 100, value: given?.firstListings ?? '' }));
  const lines = [...policy.categories, undefined];
  place.replaceChildren(
    facts([['Version', String(policy.version)]]),
    form([h('div', {}, rule('All other categories', '', policy.fallback), lines.map((given, at) => rule('Category', `${at}`, given)))],
      'Set the policy', async (values) => {
        const read = (at) => ({
          mode: values[`mode${at}`],
          ...(values[`mode${at}`] === 'FIRST' && { firstListings: Number(values[`first${at}`]) }),
        });
        const categories = lines.map((_, at) => ({ categoryId: values[`category${at}`], ...read(at) })).filter((one) => one.categoryId);
        fill(place, await put('/v1/admin/policies/review', { fallback: read(''), categories }, policy.version));
        say('The policy is set, for listings that are handed in from now on.');
      }));
}
