import { get, patch, post, put, query } from './api.js';
import { button, choice, facts, field, form, h, say } from './dom.js';

const TYPES = ['TEXT', 'NUMBER', 'BOOLEAN', 'OPTION'];

export async function show(main, id) {
  const { items } = await get(query('/v1/categories', { retired: true }));
  const one = items.find((category) => category.id === id);
  if (one) {
    edit(main, one, items);
    return;
  }
  const upper = items.filter((category) => !category.parentId);
  const line = (category) => [h('a', { href: `#categories/${category.id}` }, category.name), category.retired ? ' (retired)' : ''];
  main.append(h('h1', {}, 'Categories'),
    h('ul', {}, upper.map((parent) => h('li', {}, line(parent),
      h('ul', {}, items.filter((category) => category.parentId === parent.id).map((leaf) => h('li', {}, line(leaf))))))),
    h('h2', {}, 'Add one'),
    form([
      field('Id, small letters, digits and hyphens, for good', 'id', { required: true, pattern: '[a-z0-9]+(-[a-z0-9]+)*', minlength: 2, maxlength: 60 }),
      field('Name', 'name', { required: true, maxlength: 100 }),
      choice('Below', 'parentId', [['', 'nothing: upper level'], ...inUse(upper)]),
      field('Days that its listings live', 'lifetimeDays', { type: 'number', min: 1, max: 365, value: 30 }),
    ], 'Add', async ({ id: made, name, parentId, lifetimeDays }) => {
      await post('/v1/admin/categories', { id: made, name, ...(parentId && { parentId }), lifetimeDays: Number(lifetimeDays) });
      say(`${name} is there.`);
      location.hash = `#categories/${made}`;
    }));
}

const inUse = (categories) => categories.filter((category) => !category.retired).map((category) => [category.id, category.name]);

function edit(main, category, all) {
  const path = `/v1/admin/categories/${category.id}`;
  const siblings = all.filter((other) => other.parentId === category.parentId);
  const did = async (what, work) => {
    await work();
    say(`${category.name}: ${what}.`);
    main.replaceChildren();
    await show(main, category.id);
  };
  main.append(
    h('p', {}, h('a', { href: '#categories' }, 'All categories')),
    h('h1', {}, category.name),
    facts([['Id', category.id], ['State', category.retired ? 'retired' : 'in use'], ['Version', String(category.version)]]),
    form([
      field('Name', 'name', { required: true, maxlength: 100, value: category.name }),
      category.parentId ? choice('Below', 'parentId', inUse(all.filter((other) => !other.parentId)), category.parentId) : '',
      field('Place among its siblings, from 0', 'position', { type: 'number', min: 0, max: 1000, value: siblings.indexOf(category) }),
      field('Days that its listings live', 'lifetimeDays', { type: 'number', min: 1, max: 365, value: category.lifetimeDays }),
    ], 'Change', ({ name, parentId, position, lifetimeDays }) => did('changed', () => patch(path, {
      name, ...(parentId && { parentId }), position: Number(position), lifetimeDays: Number(lifetimeDays),
    }, category.version))),
    category.retired
      ? button('Take back into use', () => did('in use again', () => post(`${path}/reinstate`)), 'plain')
      : button('Retire: no more listings', () => did('retired', () => post(`${path}/retire`)), 'grave'),
    category.parentId ? attributes(category, (body) => did('attributes set', () => put(`${path}/attributes`, body, category.version))) : '');
}

/** The schema of what sellers say of their things: one attribute a line; one without a name is left out. */
function attributes(category, send) {
  const place = h('div');
  let count = 0;
  const line = (given = {}) => {
    const at = count;
    count += 1;
    const box = (label, name) => h('label', { class: 'box' }, h('input', { type: 'checkbox', name: `${name}${at}`, checked: given[name] }), label);
    return h('fieldset', { class: 'line' }, h('legend', {}, given.label ?? 'New'),
      field('Name', `name${at}`, { maxlength: 60, value: given.name ?? '' }),
      field('Label', `label${at}`, { maxlength: 100, value: given.label ?? '' }),
      choice('Type', `type${at}`, TYPES, given.type),
      field('OPTION: one of, by commas', `options${at}`, { maxlength: 5000, value: given.options?.join(', ') ?? '' }),
      field('NUMBER: unit', `unit${at}`, { maxlength: 20, value: given.unit ?? '' }),
      field('NUMBER: at least', `min${at}`, { type: 'number', step: 'any', value: given.min ?? '' }),
      field('NUMBER: at most', `max${at}`, { type: 'number', step: 'any', value: given.max ?? '' }),
      box('has to be given', 'required'), box('can be searched by', 'filterable'));
  };
  const read = (values, at) => ({
    name: values[`name${at}`],
    label: values[`label${at}`],
    type: values[`type${at}`],
    required: values[`required${at}`] === 'on',
    filterable: values[`filterable${at}`] === 'on',
    options: values[`type${at}`] === 'OPTION' ? values[`options${at}`].split(',').map((option) => option.trim()).filter(Boolean) : [],
    ...(values[`type${at}`] === 'NUMBER' && {
      ...(values[`unit${at}`] && { unit: values[`unit${at}`] }),
      ...(values[`min${at}`] !== '' && { min: Number(values[`min${at}`]) }),
      ...(values[`max${at}`] !== '' && { max: Number(values[`max${at}`]) }),
    }),
  });
  place.append(...category.attributes.map(line));
  const editor = form([place, button('One more', () => place.append(line()), 'plain')], 'Set the attributes', (values) => send({
    attributes: Array.from({ length: count }, (_, at) => read(values, at)).filter((one) => one.name),
  }));
  editor.classList.add('lines');
  return h('section', { 'aria-labelledby': 'attributes' }, h('h2', { id: 'attributes' }, 'Attributes'),
    h('p', {}, 'Listings keep what they say until their sellers change it; only then does it have to fit.'), editor);
}
