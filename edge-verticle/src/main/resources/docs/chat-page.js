import { BeachdoChat, plainBus } from './beachdo-chat.js';

const template = document.querySelector('template');
const windows = [...document.querySelectorAll('section')].map(open);

function open(section) {
  section.append(template.content.cloneNode(true));
  const find = (selector) => section.querySelector(selector);
  const side = { find, email: section.dataset.email };
  find('h2').textContent = side.email;
  find('[name=email]').value = side.email;
  find('.sign-in').addEventListener('submit', (event) => {
    event.preventDefault();
    signIn(side, new FormData(event.target)).catch((failure) => status(side, failure.message));
  });
  find('.say').addEventListener('submit', (event) => {
    event.preventDefault();
    const text = find('[name=text]').value;
    find('[name=text]').value = '';
    side.room.send(text).catch((failure) => status(side, failure.message));
  });
  find('[name=text]').addEventListener('input', () => side.room?.typing());
  find('.drop').addEventListener('click', () => side.bus?.close());
  return side;
}

async function signIn(side, form) {
  const account = { email: form.get('email'), password: form.get('password') };
  const login = async () => {
    const response = await fetch('/v1/auth/login', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(account),
    });
    const answer = await response.json();
    if (!response.ok) {
      throw new Error(answer.detail ?? answer.title);
    }
    side.until = Date.now() + (answer.tokens.expiresIn - 60) * 1000;
    side.token = answer.tokens.accessToken;
    side.user = answer.user;
  };
  await login();
  side.chat?.close();
  side.chat = new BeachdoChat({
    baseUrl: location.origin,
    token: async () => {
      if (Date.now() > side.until) {
        await login();
      }
      return side.token;
    },
    bus: (url) => (side.bus = plainBus(url)),
  });
  side.chat.on('state', (state) => status(side, state));
  side.chat.on('message', (message) => side.room?.id === message.chatId && show(side, message));
  side.chat.on('receipt', (receipt) => ticks(side, receipt));
  side.chat.on('typing', ({ chatId }) => chatId === side.room?.id && status(side, 'the other is typing …'));
  side.find('h2').textContent = side.user.name;
  await meet();
}

/** Once both are signed in they follow a chat that both have; the demo data has some. */
async function meet() {
  const [one, other] = windows;
  if (!one.chat || !other.chat) {
    return;
  }
  const chat = (await common(one, other)) ?? (await begin(one, other)) ?? (await begin(other, one));
  for (const side of windows) {
    if (!chat) {
      status(side, 'these two have no chat, and nothing on sale to begin one about');
      continue;
    }
    side.find('ol').replaceChildren();
    side.room = side.chat.room(chat.id);
    side.find('.say').querySelectorAll('[disabled]').forEach((control) => (control.disabled = false));
    status(side, `about: ${chat.listing.title}`);
  }
}

async function common(one, other) {
  const mine = await one.chat.call('GET', '/v1/chats?limit=100');
  return mine.items.find((chat) => chat.counterpart.id === other.user.id);
}

async function begin(buyer, seller) {
  const found = await buyer.chat.call('GET', `/v1/listings?sellerId=${seller.user.id}&limit=1`);
  return found.items[0] && buyer.chat.call('POST', '/v1/chats', { listingId: found.items[0].id });
}

function show(side, message) {
  const item = document.createElement('li');
  const mine = message.senderId === side.user.id;
  item.className = mine ? 'mine' : '';
  item.dataset.seq = message.seq;
  item.append(message.text ?? (message.offer ? `offer: ${message.offer.price.amount / 100} ${message.offer.price.currency}, ${message.offer.state}` : 'deleted'));
  if (message.warnings.length > 0) {
    const warning = document.createElement('small');
    warning.className = 'warning';
    warning.textContent = `Careful: ${message.warnings.join(', ')}`;
    item.append(warning);
  }
  const small = document.createElement('small');
  small.textContent = `${message.seq}${mine ? ' sent' : ''}`;
  item.append(small);
  side.find('ol').append(item);
  item.scrollIntoView({ block: 'nearest' });
  if (!mine) {
    side.room.read().catch(() => undefined);
  }
}

function ticks(side, receipt) {
  if (receipt.userId === side.user.id) {
    return;
  }
  side.find('ol').querySelectorAll('li.mine').forEach((item) => {
    const seq = Number(item.dataset.seq);
    const state = seq <= receipt.readSeq ? 'read' : seq <= receipt.deliveredSeq ? 'delivered' : 'sent';
    item.querySelector('small:last-child').textContent = `${seq} ${state}`;
  });
}

function status(side, text) {
  side.find('.status').textContent = text;
}
