import { get, post, query, signedIn } from './api.js';
import { button, choice, facts, field, form, h, paged, say, when } from './dom.js';

const STATES = { WAITING: 'waits', EDIT_WAITING: 'an edit waits', REFUSED: 'refused' };

/** What waits for staff; a thread by its id. */
export async function show(main, id) {
  if (id) {
    await thread(main, id);
    return;
  }
  const { items: boards } = await get('/v1/forum/boards');
  const list = h('div');
  const names = Object.fromEntries(boards.map((board) => [board.id, board.name]));
  const load = (board) => {
    list.replaceChildren();
    return paged(list, (cursor) => get(query('/v1/admin/forum/held', { board, cursor })), (items) => items.map((one) => held(one, names)));
  };
  main.append(h('h1', {}, 'Forum'),
    form([field('Id of a thread', 'id', { required: true, minlength: 36, maxlength: 36 })], 'Open', ({ id: other }) => {
      location.hash = `#forum/${encodeURIComponent(other)}`;
    }, 'plain'),
    h('h2', {}, 'What waits'),
    form([choice('Board', 'board', [['', 'all'], ...boards.map((board) => [board.id, board.name])])], 'Show', ({ board }) => load(board), 'plain'),
    list);
  await load();
}

function held(one, names) {
  const card = h('section', { class: 'card', 'aria-label': one.title });
  const done = async (what, work) => {
    await work();
    say(what);
    card.remove();
  };
  card.append(h('h3', {}, h('a', { href: `#forum/${one.threadId}` }, one.title)),
    facts([['What', one.commentId ? 'a comment' : 'a thread'], ['State', STATES[one.state]], ['By', one.author?.name || one.author?.id],
      ['Board', names[one.boardId]], ['Since', when(one.heldAt)]]),
    h('pre', {}, one.body || 'The title alone.'),
    button('Let it through', () => done('It is shown.', () => letThrough(one))),
    one.editId ? button('Drop the edit', () => done('What was there stays.', () => decide(one, false)), 'grave') : '');
  return card;
}

const letThrough = (one) => {
  if (one.editId) return decide(one, true);
  return one.commentId ? post(`/v1/admin/forum/comments/${one.commentId}/restore`) : post(`/v1/admin/forum/threads/${one.threadId}/restore`);
};

const decide = ({ threadId, commentId, editId }, approve) => commentId
  ? post(`/v1/admin/forum/comments/${commentId}/edit`, { editId, approve })
  : post(`/v1/admin/forum/threads/${threadId}/edit`, { editId, approve });

async function thread(main, id) {
  const one = await get(`/v1/forum/threads/${id}`);
  const { items: boards } = await get('/v1/forum/boards');
  const again = async (what, work) => {
    await work();
    say(what);
    main.replaceChildren();
    await thread(main, id);
  };
  const edit = one.pendingEdit;
  main.append(h('h1', {}, one.title),
    facts([['By', one.author.name || one.author.id], ['Board', boards.find((board) => board.id === one.boardId)?.name],
      ['Tags', one.tags.join(', ')], ['Comments', String(one.commentCount)], ['Opened', when(one.createdAt)], ['Deleted', when(one.deletedAt)],
      ['Held', one.held ? 'waits for staff' : undefined], ['Pinned', one.pinned ? 'yes' : undefined], ['Locked', one.locked ? 'yes' : undefined]]),
    h('pre', {}, one.body),
    edit ? h('section', { class: 'card', 'aria-label': 'An edit that waits' }, h('h2', {}, 'An edit that waits'),
      facts([['Title', edit.title], ['Since', when(edit.heldAt)]]), h('pre', {}, edit.body ?? ''),
      button('Let it through', () => again('The edit is shown.', () => decide({ threadId: id, editId: edit.id }, true))),
      button('Drop it', () => again('What was there stays.', () => decide({ threadId: id, editId: edit.id }, false)), 'grave')) : '',
    one.deletedAt || one.held ? kept(one, again) : open(one, boards, again));
}

function open(one, boards, again) {
  return h('div', {},
    button(one.pinned ? 'Pin no more' : 'Pin', () => again('Done.', () => post(`/v1/admin/forum/threads/${one.id}/pin`, { pinned: !one.pinned })), 'plain'),
    button(one.locked ? 'Unlock' : 'Lock', () => again('Done.', () => post(`/v1/admin/forum/threads/${one.id}/lock`, { locked: !one.locked })), 'plain'),
    form([choice('Board', 'boardId', boards.map((board) => [board.id, board.name]), one.boardId)], 'Move',
      ({ boardId }) => again('It was moved.', () => post(`/v1/admin/forum/threads/${one.id}/move`, { boardId })), 'plain'),
    form([field('Id of the thread that stays', 'intoThreadId', { required: true, minlength: 36, maxlength: 36 })], 'Merge into it',
      async ({ intoThreadId }) => {
        await post(`/v1/admin/forum/threads/${one.id}/merge`, { intoThreadId });
        location.hash = `#forum/${intoThreadId}`;
        say('It went into this one.');
      }, 'grave'));
}

function kept(one, again) {
  const purge = signedIn().roles.includes('ADMIN') && one.deletedAt;
  return h('div', {},
    button(one.held ? 'Let it through' : 'Bring it back', () => again('It is shown.', () => post(`/v1/admin/forum/threads/${one.id}/restore`))),
    purge ? form([h('label', { class: 'box' }, h('input', { type: 'checkbox', name: 'sure', required: true }), 'What it says goes for good')], 'Purge',
      () => again('It is gone.', () => post(`/v1/admin/forum/threads/${one.id}/purge`)), 'grave') : '');
}
