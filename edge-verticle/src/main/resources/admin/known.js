import { get, post, query, remove } from './api.js';
import { button, choice, field, form, h, paged, say, table, text, when } from './dom.js';

const GROUNDS = ['PROHIBITED_ITEM', 'OFFENSIVE', 'HARASSMENT', 'FRAUD', 'SPAM', 'DUPLICATE', 'WRONG_CATEGORY', 'OTHER'];

/** Pictures that staff knows to be bad; #known/<id of a picture> begins with that one. */
export async function show(main, image) {
  const list = h('div');
  const load = async () => {
    list.replaceChildren();
    await paged(list, (cursor) => get(query('/v1/admin/known-pictures', { cursor })),
      (items) => items.length === 0 ? [] : [rows(items, load)]);
  };
  main.append(h('h1', {}, 'Known pictures'),
    h('p', {}, 'What they look like is kept, not the pictures. A new picture that looks like one raises an automatic case; nothing is blocked by it.'),
    form([
      field('Id of the picture', 'imageId', { required: true, maxlength: 36, value: image ?? '' }),
      choice('Ground', 'ground', GROUNDS),
      text('Why, for staff', 'note'),
    ], 'Put it on the list', async (body) => {
      await post('/v1/admin/known-pictures', body);
      say('The picture is on the list.');
      await load();
    }), list);
  await load();
}

const rows = (items, then) => table('Known pictures', ['Picture', 'Ground', 'Why', 'Added', 'By', 'Do'], items.map((one) => [
  one.imageId, one.ground, one.note, when(one.addedAt), h('a', { href: `#users/${one.addedBy}` }, 'staff'),
  button('Take it off', async () => {
    await remove(`/v1/admin/known-pictures/${one.id}`);
    say('The picture is off the list.');
    await then();
  }, 'plain'),
]));
