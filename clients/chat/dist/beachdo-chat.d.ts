import { type BridgeBus } from './bus.js';
import { RoomState, type Message, type Receipt } from './room.js';
export { plainBus, type BridgeBus, type BridgeError } from './bus.js';
export { type Message, type Receipt } from './room.js';
/** What a client is told of. */
export interface ChatEvents {
    /** A new message; each once, in the order of seq. */
    message: Message;
    /** A message was edited or deleted. */
    messageChanged: Message;
    receipt: Receipt;
    typing: {
        chatId: string;
        userId: string;
    };
    presence: {
        userId: string;
        online: boolean;
        seenAt?: string;
    };
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
export declare class RefusedError extends Error {
    readonly status: number;
    constructor(status: number, message: string);
}
/** One signed-in user's live chat: comes back by itself, and misses nothing. */
export declare class BeachdoChat {
    private readonly options;
    private readonly rooms;
    private readonly listeners;
    private bus?;
    private closed;
    private failures;
    constructor(options: ChatOptions);
    on<K extends keyof ChatEvents>(type: K, listener: (event: ChatEvents[K]) => void): () => void;
    private emit;
    /** A room to follow; what was said so far comes as messages too. */
    room(chatId: string): Room;
    /** Calls an operation of the REST surface. */
    call<T>(method: string, path: string, body?: unknown): Promise<T>;
    close(): void;
    private ticket;
    private connect;
    /** From open to closed. */
    private session;
    private resumeAll;
    private resume;
    private event;
    private sessionEvent;
    private request;
}
/** One room, as this device has it. */
export declare class Room {
    readonly id: string;
    readonly state: RoomState;
    private readonly request;
    private typed;
    private sending;
    constructor(id: string, state: RoomState, request: (address: string, body: unknown) => Promise<unknown>);
    get messages(): readonly Message[];
    receipt(userId: string): Receipt | undefined;
    /**
     * Sends, one after another, again and again under the same id until it is answered: the server stores it once. Fails only
     * when it is refused for good. Keep a clientMessageId of your own to go on after the page was closed.
     * An imageId is of a picture of mine that was uploaded and completed (`/v1/me/pictures`); text may be empty then.
     */
    send(text: string, clientMessageId?: string, imageId?: string): Promise<Message>;
    private sendNow;
    /** All that is shown was read. */
    read(): Promise<void>;
    /** All that is shown has arrived. */
    delivered(): Promise<void>;
    /** Call it on every key: it is told every few seconds at most. */
    typing(): void;
}
