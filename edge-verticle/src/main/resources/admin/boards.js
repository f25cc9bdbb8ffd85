import { get, patch, post } from './api.js';
import { button, field, form, h, say } from './dom.js';

export async function show(main) {
  const { items } = await get('/v1/admin/forum/boards');
  const again = async (what, work) => {
    await work();
    say(what);
    main.replaceChildren();
    await show(main);
  };
  main.append(h('h1', {}, 'Boards of the forum'),
    items.map((board, at) => card(board, at, again)).reduce((list, one) => {
      list.append(one);
      return list;
    }, h('div')),
    h('h2', {}, 'Add one'),
    form(words(), 'Add', ({ name, description }) => again(`${name} is there.`, () => post('/v1/admin/forum/boards', { name, description }))));
}

const words = (board = {}) => [
  field('Name', 'name', { required: true, maxlength: 80, value: board.name ?? '' }),
  field('What belongs there', 'description', { required: true, maxlength: 300, value: board.description ?? '' }),
];

function card(board, at, again) {
  const path = `/v1/admin/forum/boards/${board.id}`;
  return h('section', { class: 'card', 'aria-label': board.name },
    h('h2', {}, board.name, board.retired ? ' (retired)' : ''),
    h('p', {}, `${board.threadCount} threads`),
    form([...words(board), board.retired ? '' : field('Place, from 0', 'position', { type: 'number', min: 0, max: 1000, value: at })], 'Change',
      ({ name, description, position }) => again(`${name}: changed.`, () => patch(path, {
        name, description, ...(position !== undefined && { position: Number(position) }),
      }, board.version)), 'plain'),
    board.retired
      ? button('Take back into use', () => again(`${board.name}: in use again.`, () => post(`${path}/reinstate`)), 'plain')
      : button('Retire: no more threads', () => again(`${board.name}: retired.`, () => post(`${path}/retire`)), 'grave'));
}
