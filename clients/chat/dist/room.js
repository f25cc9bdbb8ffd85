/**
 * What a device knows of one room: messages in the order of seq, each once, and receipts that never go back. An event that
 * does not follow on what is known is not guessed at; the changes are asked for.
 */
export class RoomState {
    fetchChanges;
    onMessage;
    onChanged;
    onReceipt;
    messages = [];
    receipts = new Map();
    early = new Map();
    changeSeq = 0;
    resuming;
    again = false;
    constructor(fetchChanges, onMessage, onChanged, onReceipt) {
        this.fetchChanges = fetchChanges;
        this.onMessage = onMessage;
        this.onChanged = onChanged;
        this.onReceipt = onReceipt;
    }
    get lastSeq() {
        return this.messages.length;
    }
    event(event) {
        if (event.since === this.changeSeq) {
            event.type === 'receipt' ? this.receipt(event) : event.message && this.message(event.message);
            this.changeSeq = event.changeSeq;
        }
        else if (event.changeSeq > this.changeSeq) {
            void this.resume().catch(() => undefined);
        }
    }
    /** Asks for what is not known yet, page by page; one at a time. */
    resume() {
        if (this.resuming) {
            this.again = true;
            return this.resuming;
        }
        this.resuming = this.catchUp().finally(() => (this.resuming = undefined));
        return this.resuming;
    }
    async catchUp() {
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
    message(message) {
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
    receipt(receipt) {
        const before = this.receipts.get(receipt.userId);
        if (!before || receipt.readSeq > before.readSeq || receipt.deliveredSeq > before.deliveredSeq) {
            this.receipts.set(receipt.userId, receipt);
            this.onReceipt(receipt);
        }
    }
}
