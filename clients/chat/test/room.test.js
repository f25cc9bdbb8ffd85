import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RoomState } from '../dist/room.js';

const message = (seq, extra = {}) => ({ id: `m${seq}`, chatId: 'c', seq, clientMessageId: `k${seq}`, senderId: 'a', text: `${seq}`, ...extra });

function room(pages) {
  const seen = { shown: [], changed: [], receipts: [], asked: [] };
  const state = new RoomState(
    async (since) => {
      seen.asked.push(since);
      return pages.shift();
    },
    (one) => seen.shown.push(one.seq),
    (one) => seen.changed.push(one.seq),
    (one) => seen.receipts.push(one.readSeq),
  );
  return { state, seen };
}

test('shows what follows on what is known', () => {
  const { state, seen } = room([]);
  state.event({ type: 'message', message: message(1), since: 0, changeSeq: 2 });
  state.event({ type: 'message', message: message(2), since: 2, changeSeq: 4 });
  assert.deepEqual(seen.shown, [1, 2]);
  assert.deepEqual(seen.asked, []);
});

test('shows nothing twice', () => {
  const { state, seen } = room([]);
  const event = { type: 'message', message: message(1), since: 0, changeSeq: 2 };
  state.event(event);
  state.event(event);
  assert.deepEqual(seen.shown, [1]);
});

test('asks for what an event jumped over, and shows it in order', async () => {
  const { state, seen } = room([
    { items: [{ changeSeq: 3, message: message(2) }, { changeSeq: 5, message: message(1, { editedAt: 'now' }) }], changeSeq: 5, more: true },
    { items: [{ changeSeq: 6, message: message(3) }], changeSeq: 7, more: false },
  ]);
  state.event({ type: 'message', message: message(3), since: 5, changeSeq: 7 });
  await state.resume();
  assert.deepEqual(seen.shown, [1, 2, 3]);
  assert.deepEqual(seen.asked.slice(0, 2), [0, 5]);
});

test('loses nothing of the changes that an event overtook', async () => {
  const pages = [];
  const { state, seen } = room([new Promise((resolve) => pages.push(resolve))]);
  state.event({ type: 'message', message: message(2), since: 2, changeSeq: 4 });
  state.event({ type: 'message', message: message(1), since: 0, changeSeq: 2 });
  pages[0]({ items: [{ changeSeq: 1, message: message(1) }, { changeSeq: 3, message: message(2) }], changeSeq: 4, more: false });
  await new Promise(setImmediate);
  assert.deepEqual(seen.shown, [1, 2]);
});

test('tells of edits and deletions once', () => {
  const { state, seen } = room([]);
  state.event({ type: 'message', message: message(1), since: 0, changeSeq: 2 });
  const edited = { type: 'messageChanged', message: message(1, { editedAt: 'now' }), since: 2, changeSeq: 3 };
  state.event(edited);
  state.event(edited);
  assert.deepEqual(seen.changed, [1]);
  assert.equal(state.messages[0].editedAt, 'now');
});

test('receipts never go back', () => {
  const { state, seen } = room([]);
  state.event({ type: 'receipt', chatId: 'c', userId: 'b', readSeq: 2, deliveredSeq: 2, since: 0, changeSeq: 1 });
  state.event({ type: 'receipt', chatId: 'c', userId: 'b', readSeq: 1, deliveredSeq: 2, since: 1, changeSeq: 2 });
  assert.deepEqual(seen.receipts, [2]);
});

test('a failed page is asked for again from the same place', async () => {
  const pages = [Promise.reject(new Error('away')), { items: [{ changeSeq: 1, message: message(1) }], changeSeq: 2, more: false }];
  const { state, seen } = room(pages);
  await assert.rejects(state.resume());
  await state.resume();
  assert.deepEqual(seen.asked, [0, 0]);
  assert.deepEqual(seen.shown, [1]);
});
