import { plainBus, type BridgeBus, type BridgeError } from './bus.js';
import { RoomState, type Changes, type Message, type Receipt, type RoomEvent } from './room.js';

export { plainBus, type BridgeBus, type BridgeError } from './bus.js';
export { type Message, type Receipt } from './room.js';

/** What a client is told of. */
export interface ChatEvents {
  /** A new message; each once, in the order of seq. */
  message: Message;
  /** A message was edited or deleted. */
  messageChanged: Message;
  receipt: Receipt;
  typing: { chatId: string; userId: string };
  presence: { userId: string; online: boolean; seenAt?: string };
  notification: unknown;
  /** Why the server closes the socket, or `connected` and `disconnected`. */
  state: string;
}

export interface ChatOptions {
  /** Where the API is, such as https://api.beachdo.example. */
  baseUrl: string;
  /** An access token that is good now. */
  token: () => string | Promise<string>;
  /** `url => new EventBus(url)` of @vertx/eventbus-bridge-client.js; a plain WebSocket when left out. */
  bus?: (url: string) => BridgeBus;
}

/** A refusal that sending again does not change. */
export class RefusedError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const FIRST_DELAY = 250;
const LONGEST_DELAY = 10_000;
const REPLY_TIMEOUT = 10_000;
const TYPING_EVERY = 3_000;
const RESYNC_WITHIN = 2_000;

const pause = (millis: number): Promise<void> => new Promise((done) => setTimeout(done, millis));
const isDefinite = (status: number): boolean => status >= 400 && status < 500 && ![401, 408, 429].includes(status);

/** One signed-in user's live chat: comes back by itself, and misses nothing. */
export class BeachdoChat {
  private readonly rooms = new Map<string, Room>();
  private readonly listeners = new Map<keyof ChatEvents, Set<(event: never) => void>>();
  private bus?: BridgeBus;
  private closed = false;
  private failures = 0;

  constructor(private readonly options: ChatOptions) {
    void this.connect();
  }

  on<K extends keyof ChatEvents>(type: K, listener: (event: ChatEvents[K]) => void): () => void {
    const all = this.listeners.get(type) ?? new Set();
    this.listeners.set(type, all.add(listener as (event: never) => void));
    return () => all.delete(listener as (event: never) => void);
  }

  private emit<K extends keyof ChatEvents>(type: K, event: ChatEvents[K]): void {
    this.listeners.get(type)?.forEach((listener) => (listener as (event: ChatEvents[K]) => void)(event));
  }

  /** A room to follow; what was said so far comes as messages too. */
  room(chatId: string): Room {
    let room = this.rooms.get(chatId);
    if (!room) {
      const state = new RoomState(
        (since) => this.call<Changes>('GET', `/v1/chats/${chatId}/changes?limit=100&since=${since}`),
        (message) => this.emit('message', message),
        (message) => this.emit('messageChanged', message),
        (receipt) => this.emit('receipt', receipt),
      );
      room = new Room(chatId, state, (address, body) => this.request(address, body));
      this.rooms.set(chatId, room);
      void this.resume(room);
    }
    return room;
  }

  /** Calls an operation of the REST surface. */
  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(this.options.baseUrl + path, {
      method,
      headers: {
        authorization: `Bearer ${await this.options.token()}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const answer = await response.text();
    if (!response.ok) {
      throw new RefusedError(response.status, answer);
    }
    return (answer ? JSON.parse(answer) : undefined) as T;
  }

  close(): void {
    this.closed = true;
    this.bus?.close();
  }

  private async ticket(): Promise<string> {
    return (await this.call<{ ticket: string }>('POST', '/v1/realtime/ticket', {})).ticket;
  }

  private async connect(): Promise<void> {
    while (!this.closed) {
      try {
        await this.session(await this.ticket());
      } catch {
        // tried again below
      }
      await pause(Math.random() * Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** this.failures++));
    }
  }

  /** From open to closed. */
  private session(ticket: string): Promise<void> {
    return new Promise((ended) => {
      const bus = (this.options.bus ?? plainBus)(`${this.options.baseUrl}/realtime?ticket=${ticket}`);
      bus.onopen = () => {
        this.bus = bus;
        this.failures = 0;
        bus.registerHandler('inbox', {}, (_error, message) => message && this.event(message.body as { type: string }));
        this.emit('state', 'connected');
        this.resumeAll();
      };
      bus.onclose = () => {
        if (this.bus === bus) {
          this.bus = undefined;
          this.emit('state', 'disconnected');
        }
        ended();
      };
    });
  }

  private resumeAll(): void {
    this.rooms.forEach((room) => void this.resume(room));
  }

  private async resume(room: Room): Promise<void> {
    try {
      await room.state.resume();
    } catch (failure) {
      if (!(failure instanceof RefusedError && isDefinite(failure.status)) && !this.closed) {
        await pause(FIRST_DELAY + Math.random() * RESYNC_WITHIN);
        await this.resume(room);
      }
    }
  }

  private event(event: { type: string; [field: string]: unknown }): void {
    switch (event.type) {
      case 'message':
      case 'messageChanged':
      case 'receipt': {
        const chatId = (event.message as Message | undefined)?.chatId ?? (event.chatId as string);
        this.room(chatId).state.event(event as unknown as RoomEvent);
        break;
      }
      case 'session':
        void this.sessionEvent(event.reason as string);
        break;
      case 'typing':
      case 'presence':
        this.emit(event.type, event as never);
        break;
      case 'notification':
        this.emit('notification', event.notification);
        break;
    }
  }

  private async sessionEvent(reason: string): Promise<void> {
    if (reason === 'resync') {
      await pause(Math.random() * RESYNC_WITHIN);
      this.resumeAll();
    } else if (reason === 'ticket') {
      try {
        await this.request('session.ticket', { ticket: await this.ticket() });
      } catch {
        // the socket closes with the token then, and comes back with a new one
      }
    } else {
      this.emit('state', reason);
    }
  }

  private request(address: string, body: unknown): Promise<unknown> {
    const bus = this.bus;
    if (!bus) {
      return Promise.reject(new Error('not connected'));
    }
    return new Promise((done, failed) => {
      const timer = setTimeout(() => failed(new Error('no answer')), REPLY_TIMEOUT);
      bus.send(address, body, {}, (error: BridgeError | null, reply) => {
        clearTimeout(timer);
        error ? failed(new RefusedError(error.failureCode, error.message)) : done(reply?.body);
      });
    });
  }
}

/** One room, as this device has it. */
export class Room {
  private typed = 0;
  private sending: Promise<unknown> = Promise.resolve();

  constructor(
    readonly id: string,
    readonly state: RoomState,
    private readonly request: (address: string, body: unknown) => Promise<unknown>,
  ) {}

  get messages(): readonly Message[] {
    return this.state.messages;
  }

  receipt(userId: string): Receipt | undefined {
    return this.state.receipts.get(userId);
  }

  /**
   * Sends, one after another, again and again under the same id until it is answered: the server stores it once. Fails only
   * when it is refused for good. Keep a clientMessageId of your own to go on after the page was closed.
   * An imageId is of a picture of mine that was uploaded and completed (`/v1/me/pictures`); text may be empty then.
   */
  send(text: string, clientMessageId: string = crypto.randomUUID(), imageId?: string): Promise<Message> {
    const sent = this.sending.then(() => this.sendNow(text, clientMessageId, imageId));
    this.sending = sent.catch(() => undefined);
    return sent;
  }

  private async sendNow(text: string, clientMessageId: string, imageId?: string): Promise<Message> {
    const body = { chatId: this.id, clientMessageId, ...(text ? { text } : {}), ...(imageId ? { imageId } : {}) };
    for (let tries = 0; ; tries++) {
      try {
        const reply = await this.request('chat.send', body);
        return (reply as { message: Message }).message;
      } catch (failure) {
        if (failure instanceof RefusedError && isDefinite(failure.status)) {
          throw failure;
        }
        await pause(Math.random() * Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** tries));
      }
    }
  }

  /** All that is shown was read. */
  async read(): Promise<void> {
    await this.request('chat.read', { chatId: this.id, seq: this.state.lastSeq });
  }

  /** All that is shown has arrived. */
  async delivered(): Promise<void> {
    await this.request('chat.delivered', { chatId: this.id, seq: this.state.lastSeq });
  }

  /** Call it on every key: it is told every few seconds at most. */
  typing(): void {
    const now = Date.now();
    if (now - this.typed > TYPING_EVERY) {
      this.typed = now;
      this.request('chat.typing', { chatId: this.id }).catch(() => undefined);
    }
  }
}
