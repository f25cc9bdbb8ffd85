/** A message as REST and the socket show it. */
export interface Message {
    id: string;
    chatId: string;
    seq: number;
    clientMessageId: string;
    senderId: string;
    text?: string;
    offer?: {
        id: string;
        price: {
            amount: number;
            currency: string;
        };
        state: string;
        version: number;
    };
    /** A picture; its URLs expire. */
    image?: {
        id: string;
        blurhash: string;
        variants?: {
            thumb: string;
            medium: string;
            large: string;
        };
        expiresAt?: string;
    };
    warnings: string[];
    createdAt: string;
    editedAt?: string;
    deletedAt?: string;
}
/** How far a member has read and received. */
export interface Receipt {
    chatId: string;
    userId: string;
    readSeq: number;
    deliveredSeq: number;
}
/** One page of what changed. */
export interface Changes {
    items: {
        changeSeq: number;
        message?: Message;
        receipt?: Receipt;
    }[];
    changeSeq: number;
    more: boolean;
}
/** An event of the inbox that is about a room and counts. */
export interface RoomEvent {
    type: string;
    message?: Message;
    since: number;
    changeSeq: number;
}
/**
 * What a device knows of one room: messages in the order of seq, each once, and receipts that never go back. An event that
 * does not follow on what is known is not guessed at; the changes are asked for.
 */
export declare class RoomState {
    private readonly fetchChanges;
    private readonly onMessage;
    private readonly onChanged;
    private readonly onReceipt;
    readonly messages: Message[];
    readonly receipts: Map<string, Receipt>;
    private readonly early;
    private changeSeq;
    private resuming?;
    private again;
    constructor(fetchChanges: (since: number) => Promise<Changes>, onMessage: (message: Message) => void, onChanged: (message: Message) => void, onReceipt: (receipt: Receipt) => void);
    get lastSeq(): number;
    event(event: RoomEvent): void;
    /** Asks for what is not known yet, page by page; one at a time. */
    resume(): Promise<void>;
    private catchUp;
    private message;
    private receipt;
}
