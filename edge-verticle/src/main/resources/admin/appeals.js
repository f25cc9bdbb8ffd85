import { get, post, query } from './api.js';
import { choice, facts, form, h, paged, say, text, when } from './dom.js';

export async function show(main) {
  const list = h('div');
  const load = async (status) => {
    list.replaceChildren();
    await paged(list, (cursor) => get(query('/v1/admin/appeals', { status, cursor })), (items) => items.map((item) => card(item, () => load(status))));
  };
  main.append(h('h1', {}, 'Appeals'),
    form([choice('State', 'status', ['PENDING', 'UPHELD', 'OVERTURNED'])], 'Show', ({ status }) => load(status)), list);
  await load('PENDING');
}

function card(appeal, then) {
  return h('section', { class: 'card' },
    facts([
      ['State', appeal.status],
      ['Made', when(appeal.createdAt)],
      ['By', h('a', { href: `#users/${appeal.appellantId}` }, 'who the decision is about')],
      ['Decision', h('a', { href: `#cases/${appeal.caseId}` }, 'the case')],
      ['They say', h('pre', {}, appeal.statement)],
      ['Answer', appeal.answer],
    ]),
    appeal.status === 'PENDING' ? form([
      choice('Outcome', 'outcome', [['UPHELD', 'the decision stands'], ['OVERTURNED', 'the decision is undone']]),
      text('Answer, told to them', 'answer', { maxlength: 2000 }),
    ], 'Answer', async (body) => {
      await post(`/v1/admin/appeals/${appeal.id}/decide`, body);
      say('The appeal is answered.');
      await then();
    }) : '');
}
