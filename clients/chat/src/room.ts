/** A message as REST and the socket show it. */
export interface Message {
  id: string;
  chatId: string;
  seq: number;
  clientMessageId: string;
  senderId: string;
  text?: string;
  offer?: { id: string; price: { amount: number; currency: string }; state: string; version: number };
  /** A picture; its URLs expire. */
  image?: { id: string; blurhash: string; variants?: { thumb: string; medium: string; large: string }; expiresAt?: string };
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
  items: { changeSeq: number; message?: Message; receipt?: Receipt }[];
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
export class RoomState {
  readonly messages: Message[] = [];
  readonly receipts = new Map<string, Receipt>();
  private readonly early = new Map<number, Message>();
  private changeSeq = 0;
  private resuming?: Promise<void>;
  private again = false;

  constructor(
    private readonly fetchChanges: (since: number) => Promise<Changes>,
    private readonly onMessage: (message: Message) => void,
    private readonly onChanged: (message: Message) => void,
    private readonly onReceipt: (receipt: Receipt) => void,
  ) {}

  get lastSeq(): number {
    return this.messages.length;
  }

  event(event: RoomEvent): void {
    if (event.since === this.changeSeq) {
      event.type === 'receipt' ? this.receipt(event as unknown as Receipt) : event.message && this.message(event.message);
      this.changeSeq = event.changeSeq;
    } else if (event.changeSeq > this.changeSeq) {
      void this.resume().catch(() => undefined);
    }
  }

  /** Asks for what is not known yet, page by page; one at a time. */
  resume(): Promise<void> {
    if (this.resuming) {
      this.again = true;
      return this.resuming;
    }
    this.resuming = this.catchUp().finally(() => (this.resuming = undefined));
    return this.resuming;
  }

  private async catchUp(): Promise<void> {
    let more = true;
    while (more) {
      this.again = false;
      const page = await this.fetchChanges(this.changeSeq);
      // events may have come meanwhile; all since then is in it all the same
      if (page.changeSeq > this.changeSeq) {
        for (const item of page.items) {
          item.message ? this.message(item.message) : item.receipt && this.receipt(item.receipt);
        }
        this.changeSeq = page.changeSeq;
      }
      more = page.more || this.again;
    }
  }

  private message(message: Message): void {
    const known = this.messages[message.seq - 1];
    if (known) {
      if (known.editedAt !== message.editedAt || known.deletedAt !== message.deletedAt) {
        this.messages[message.seq - 1] = message;
        this.onChanged(message);
      }
      return;
    }
    this.early.set(message.seq, message);
    for (let next = this.early.get(this.lastSeq + 1); next; next = this.early.get(this.lastSeq + 1)) {
      this.early.delete(next.seq);
      this.messages.push(next);
      this.onMessage(next);
    }
  }

  private receipt(receipt: Receipt): void {
    const before = this.receipts.get(receipt.userId);
    if (!before || receipt.readSeq > before.readSeq || receipt.deliveredSeq > before.deliveredSeq) {
      this.receipts.set(receipt.userId, receipt);
      this.onReceipt(receipt);
    }
  }
}
