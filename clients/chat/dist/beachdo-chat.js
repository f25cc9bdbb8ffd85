import { plainBus } from './bus.js';
import { RoomState } from './room.js';
export { plainBus } from './bus.js';
/** A refusal that sending again does not change. */
export class RefusedError extends Error {
    status;
    constructor(status, message) {
        super(message);
        this.status = status;
    }
}
const FIRST_DELAY = 250;
const LONGEST_DELAY = 10_000;
const REPLY_TIMEOUT = 10_000;
const TYPING_EVERY = 3_000;
const RESYNC_WITHIN = 2_000;
const pause = (millis) => new Promise((done) => setTimeout(done, millis));
const isDefinite = (status) => status >= 400 && status < 500 && ![401, 408, 429].includes(status);
/** One signed-in user's live chat: comes back by itself, and misses nothing. */
export class BeachdoChat {
    options;
    rooms = new Map();
    listeners = new Map();
    bus;
    closed = false;
    failures = 0;
    constructor(options) {
        this.options = options;
        void this.connect();
    }
    on(type, listener) {
        const all = this.listeners.get(type) ?? new Set();
        this.listeners.set(type, all.add(listener));
        return () => all.delete(listener);
    }
    emit(type, event) {
        this.listeners.get(type)?.forEach((listener) => listener(event));
    }
    /** A room to follow; what was said so far comes as messages too. */
    room(chatId) {
        let room = this.rooms.get(chatId);
        if (!room) {
            const state = new RoomState((since) => this.call('GET', `/v1/chats/${chatId}/changes?limit=100&since=${since}`), (message) => this.emit('message', message), (message) => this.emit('messageChanged', message), (receipt) => this.emit('receipt', receipt));
            room = new Room(chatId, state, (address, body) => this.request(address, body));
            this.rooms.set(chatId, room);
            void this.resume(room);
        }
        return room;
    }
    /** Calls an operation of the REST surface. */
    async call(method, path, body) {
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
        return (answer ? JSON.parse(answer) : undefined);
    }
    close() {
        this.closed = true;
        this.bus?.close();
    }
    async ticket() {
        return (await this.call('POST', '/v1/realtime/ticket', {})).ticket;
    }
    async connect() {
        while (!this.closed) {
            try {
                await this.session(await this.ticket());
            }
            catch {
                // tried again below
            }
            await pause(Math.random() * Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** this.failures++));
        }
    }
    /** From open to closed. */
    session(ticket) {
        return new Promise((ended) => {
            const bus = (this.options.bus ?? plainBus)(`${this.options.baseUrl}/realtime?ticket=${ticket}`);
            bus.onopen = () => {
                this.bus = bus;
                this.failures = 0;
                bus.registerHandler('inbox', {}, (_error, message) => message && this.event(message.body));
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
    resumeAll() {
        this.rooms.forEach((room) => void this.resume(room));
    }
    async resume(room) {
        try {
            await room.state.resume();
        }
        catch (failure) {
            if (!(failure instanceof RefusedError && isDefinite(failure.status)) && !this.closed) {
                await pause(FIRST_DELAY + Math.random() * RESYNC_WITHIN);
                await this.resume(room);
            }
        }
    }
    event(event) {
        switch (event.type) {
            case 'message':
            case 'messageChanged':
            case 'receipt': {
                const chatId = event.message?.chatId ?? event.chatId;
                this.room(chatId).state.event(event);
                break;
            }
            case 'session':
                void this.sessionEvent(event.reason);
                break;
            case 'typing':
            case 'presence':
                this.emit(event.type, event);
                break;
            case 'notification':
                this.emit('notification', event.notification);
                break;
        }
    }
    async sessionEvent(reason) {
        if (reason === 'resync') {
            await pause(Math.random() * RESYNC_WITHIN);
            this.resumeAll();
        }
        else if (reason === 'ticket') {
            try {
                await this.request('session.ticket', { ticket: await this.ticket() });
            }
            catch {
                // the socket closes with the token then, and comes back with a new one
            }
        }
        else {
            this.emit('state', reason);
        }
    }
    request(address, body) {
        const bus = this.bus;
        if (!bus) {
            return Promise.reject(new Error('not connected'));
        }
        return new Promise((done, failed) => {
            const timer = setTimeout(() => failed(new Error('no answer')), REPLY_TIMEOUT);
            bus.send(address, body, {}, (error, reply) => {
                clearTimeout(timer);
                error ? failed(new RefusedError(error.failureCode, error.message)) : done(reply?.body);
            });
        });
    }
}
/** One room, as this device has it. */
export class Room {
    id;
    state;
    request;
    typed = 0;
    sending = Promise.resolve();
    constructor(id, state, request) {
        this.id = id;
        this.state = state;
        this.request = request;
    }
    get messages() {
        return this.state.messages;
    }
    receipt(userId) {
        return this.state.receipts.get(userId);
    }
    /**
     * Sends, one after another, again and again under the same id until it is answered: the server stores it once. Fails only
     * when it is refused for good. Keep a clientMessageId of your own to go on after the page was closed.
     * An imageId is of a picture of mine that was uploaded and completed (`/v1/me/pictures`); text may be empty then.
     */
    send(text, clientMessageId = crypto.randomUUID(), imageId) {
        const sent = this.sending.then(() => this.sendNow(text, clientMessageId, imageId));
        this.sending = sent.catch(() => undefined);
        return sent;
    }
    async sendNow(text, clientMessageId, imageId) {
        const body = { chatId: this.id, clientMessageId, ...(text ? { text } : {}), ...(imageId ? { imageId } : {}) };
        for (let tries = 0;; tries++) {
            try {
                const reply = await this.request('chat.send', body);
                return reply.message;
            }
            catch (failure) {
                if (failure instanceof RefusedError && isDefinite(failure.status)) {
                    throw failure;
                }
                await pause(Math.random() * Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** tries));
            }
        }
    }
    /** All that is shown was read. */
    async read() {
        await this.request('chat.read', { chatId: this.id, seq: this.state.lastSeq });
    }
    /** All that is shown has arrived. */
    async delivered() {
        await this.request('chat.delivered', { chatId: this.id, seq: this.state.lastSeq });
    }
    /** Call it on every key: it is told every few seconds at most. */
    typing() {
        const now = Date.now();
        if (now - this.typed > TYPING_EVERY) {
            this.typed = now;
            this.request('chat.typing', { chatId: this.id }).catch(() => undefined);
        }
    }
}
