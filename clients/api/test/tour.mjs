// The main path by the client alone, against a server in embedded mode:
//   BEACHDO_API=http://127.0.0.1:8080 BEACHDO_MANAGEMENT=http://127.0.0.1:9000 node test/tour.mjs
import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import { BeachdoApi, ProblemError } from '../dist/index.js';

const baseUrl = process.env.BEACHDO_API ?? 'http://127.0.0.1:8080';
const management = process.env.BEACHDO_MANAGEMENT ?? 'http://127.0.0.1:9000';
const admin = {
  email: process.env.BEACHDO_ADMIN_EMAIL ?? 'admin@beachdo.example',
  password: process.env.BEACHDO_ADMIN_PASSWORD ?? 'chai-at-the-beach',
};
const password = 'sunny-day-at-Juhu-9';
const run = crypto.randomUUID().slice(0, 8);
const anyone = new BeachdoApi({ baseUrl });
let steps = 0;

const step = (title) => console.log(`${++steps}. ${title}`);
const as = (signedIn) => new BeachdoApi({ baseUrl, token: () => signedIn.tokens.accessToken });

async function eventually(what, ask) {
  for (let tries = 0; tries < 100; tries++) {
    const found = await ask();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`never: ${what}`);
}

async function register(kind, name) {
  const email = `${kind}-${run}@example.com`;
  const signedIn = await anyone.register({ body: { email, password, name } });
  const token = await eventually('a mail', async () => {
    const mails = await (await fetch(`${management}/dev/messages?to=${encodeURIComponent(email)}`)).json();
    return mails.map((mail) => /token=([\w.-]+)/.exec(mail.text)?.[1]).find(Boolean);
  });
  await anyone.verifyEmail({ body: { token } });
  assert.equal((await as(signedIn).getMe()).emailVerified, true);
  return { email, signedIn };
}

step('Two people register and prove their addresses');
const { signedIn: seller } = await register('seller', 'Asha Patil');
const { signedIn: buyer } = await register('buyer', 'Ravi Kumar');

step('One becomes a seller and lists a bicycle with a picture');
const selling = as(await as(seller).becomeSeller({ body: { acceptTerms: true } }));
const listing = await selling.createListing({
  body: {
    title: `Steel bicycle ${run}, 21 gears`,
    description: 'Well kept city bicycle with carrier and lock, ridden in Pune for two monsoons.',
    price: { amount: 850_000, currency: 'INR' },
    categoryId: 'bicycles',
    condition: 'GOOD',
    attributes: { bicycleType: 'City', gears: true },
    location: { city: 'Pune', state: 'Maharashtra' },
  },
});
const picture = png(600, 400);
const { imageId, upload } = await selling.createImage({
  listingId: listing.id,
  body: { contentType: 'image/png', size: picture.length },
});
const uploaded = await fetch(upload.url, { method: upload.method, headers: upload.headers, body: picture });
assert.equal(uploaded.ok, true);
await eventually('a picture', async () => {
  const image = await selling.completeImage({ listingId: listing.id, imageId });
  return image.status === 'READY';
});
await selling.submitListing({ listingId: listing.id });

step('Strangers do not see it yet, and are told so as a problem');
await assert.rejects(anyone.getListing({ listingId: listing.id }), (refused) => {
  assert.ok(refused instanceof ProblemError);
  assert.equal(refused.problem.code, 'listing.not_found');
  assert.match(refused.problem.traceId, /^[0-9a-f]{32}$/);
  return true;
});

step('Staff approve it');
const staff = as(await anyone.login({ body: admin }));
assert.equal((await staff.approveListing({ listingId: listing.id })).status, 'ACTIVE');

step('A stranger finds it, saves it and asks the seller');
const buying = as(buyer);
const found = await anyone.searchListings({ q: `bicycle ${run}`, category: 'bicycles', city: 'Pune', limit: 5 });
assert.ok(found.items.some((item) => item.id === listing.id));
await buying.saveListing({ listingId: listing.id });
assert.equal((await buying.listSaved()).items.length, 1);
const room = await buying.openChat({ body: { listingId: listing.id } });
await buying.sendMessage({ chatId: room.id, body: { clientMessageId: 'one', text: 'Is it still there?' } });
const messages = await selling.listMessages({ chatId: room.id });
assert.ok(messages.items.some((message) => message.text === 'Is it still there?'));

step('They meet in the forum');
const { items: boards } = await anyone.listBoards();
const thread = await buying.createThread({
  body: { boardId: boards[0].id, title: `Bicycles in Pune ${run}`, body: 'Which one for the hills?' },
});
await selling.createComment({ threadId: thread.id, body: { body: 'One with 21 gears.' } });
await eventually('a comment', async () => (await anyone.listComments({ threadId: thread.id })).items.length === 1);

step('It is reported, and staff take it away');
await buying.createReport({ body: { targetType: 'LISTING', targetId: listing.id, reason: 'FRAUD' } });
const opened = await eventually('a case', async () => {
  let cursor;
  do {
    const page = await staff.listCases({ queue: 'LISTING', status: 'OPEN', limit: 100, cursor });
    const mine = page.items.find((item) => item.targetId === listing.id);
    if (mine) return mine;
    cursor = page.nextCursor;
  } while (cursor);
  return undefined;
});
await staff.claimCase({ caseId: opened.id });
const decided = await staff.decideCase({ caseId: opened.id, body: { action: 'REMOVE', reason: 'Advance payment scam' } });
assert.equal(decided.status, 'CLOSED');

console.log(`All ${steps} steps went as they must.`);

/** A picture of one colour. */
function png(width, height) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc((width * 3 + 1) * height, 0x80);
  for (let row = 0; row < height; row++) rows[row * (width * 3 + 1)] = 0;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc(body), body.length + 4);
  return whole;
}

function crc(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}
