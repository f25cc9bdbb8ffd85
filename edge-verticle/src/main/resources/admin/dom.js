// Elements, made of text only: nothing that the API says is ever read as markup.

export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  fill(element, attributes, children);
  return element;
}

export function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  fill(element, attributes, children);
  return element;
}

function fill(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, '');
    else if (value !== false && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
}

const status = document.querySelector('#status');
const problem = document.querySelector('#problem');

export function say(text) {
  status.textContent = text;
  problem.textContent = '';
}

export function complain(error) {
  status.textContent = '';
  problem.textContent = error.message;
}

/** Does something that may fail, with the button disabled meanwhile. */
export function button(label, work, kind) {
  const element = h('button', { type: 'button', class: kind }, label);
  element.addEventListener('click', () => busy(element, work));
  return element;
}

export async function busy(element, work) {
  element.disabled = true;
  try {
    await work();
  } catch (error) {
    complain(error);
  } finally {
    element.disabled = false;
  }
}

/** A form of labelled fields; `work` gets their values. */
export function form(fields, label, work, kind) {
  const send = h('button', { class: kind }, label);
  const element = h('form', {}, fields, send);
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    const values = new FormData(element);
    busy(send, () => work(Object.fromEntries(values), values, element));
  });
  return element;
}

export const field = (label, name, attributes = {}) => h('label', {}, label, h('input', { name, ...attributes }));

export const text = (label, name, attributes = {}) =>
  h('label', {}, label, h('textarea', { name, required: true, minlength: 3, maxlength: 500, ...attributes }));

export function choice(label, name, options, selected) {
  return h('label', {}, label, h('select', { name }, options.map((option) => {
    const [value, shown] = Array.isArray(option) ? option : [option, option || 'all'];
    return h('option', { value, selected: value === selected }, shown);
  })));
}

export function table(caption, heads, rows) {
  return h('table', {},
    h('caption', {}, caption),
    h('thead', {}, h('tr', {}, heads.map((head) => h('th', { scope: 'col' }, head)))),
    h('tbody', {}, rows.map((cells) => h('tr', {}, cells.map((cell) => h('td', {}, cell ?? ''))))));
}

export const facts = (pairs) => h('dl', {}, pairs
  .filter(([, value]) => value !== undefined && value !== '')
  .flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));

export const when = (time) => time === undefined ? '' : h('time', { datetime: time }, new Date(time).toLocaleString('en-IN'));

/** How long there is until a time, and whether that is long. */
export function clock(time) {
  const minutes = Math.round((new Date(time) - Date.now()) / 60000);
  const length = Math.abs(minutes) < 120 ? `${Math.abs(minutes)} min`
    : Math.abs(minutes) < 2880 ? `${Math.round(Math.abs(minutes) / 60)} h` : `${Math.round(Math.abs(minutes) / 1440)} days`;
  const kind = minutes < 0 ? 'late' : minutes < 1440 ? 'soon' : undefined;
  return h('time', { datetime: time, class: kind }, minutes < 0 ? `${length} late` : `in ${length}`);
}

export const rupees = (money) => money === undefined ? ''
  : new Intl.NumberFormat('en-IN', { style: 'currency', currency: money.currency ?? 'INR' }).format(money.amount / 100);

const shown = new WeakMap();

/** A list that grows page by page; what comes late of a list that another took the place of goes nowhere. */
export async function paged(target, load, show) {
  const mine = {};
  shown.set(target, mine);
  const more = button('More', next, 'plain');
  let cursor;
  async function next() {
    const page = await load(cursor);
    if (shown.get(target) !== mine) return 1;
    cursor = page.nextCursor;
    more.remove();
    target.append(...show(page.items));
    if (cursor) target.append(more);
    return page.items.length;
  }
  const count = await next();
  if (count === 0) target.append(h('p', {}, 'There is nothing here.'));
}

/** Bars with their values as a table for who can't see them. */
export function bars(title, points) {
  const width = 320;
  const height = 120;
  const most = Math.max(1, ...points.map(([, value]) => value));
  const step = width / Math.max(1, points.length);
  const shapes = points.map(([label, value], at) => {
    const tall = value / most * (height - 20);
    return svg('rect', { x: at * step + 1, y: height - tall, width: Math.max(1, step - 2), height: tall },
      svg('title', {}, `${label}: ${value}`));
  });
  const chart = svg('svg', { viewBox: `0 0 ${width} ${height + 16}`, role: 'img', 'aria-label': title },
    svg('line', { x1: 0, y1: height, x2: width, y2: height }), shapes,
    svg('text', { x: 0, y: 10 }, String(Math.max(0, ...points.map(([, value]) => value)))),
    points.length > 0 && svg('text', { x: 0, y: height + 12 }, points[0][0]),
    points.length > 1 && svg('text', { x: width, y: height + 12, 'text-anchor': 'end' }, points[points.length - 1][0]));
  return h('figure', {}, h('figcaption', {}, title), chart,
    h('details', {}, h('summary', {}, 'As a table'), table(title, ['', 'Number'], points.map(([label, value]) => [label, String(value)]))));
}
