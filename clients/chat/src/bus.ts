/** What of the stock client `@vertx/eventbus-bridge-client.js` is used; an `EventBus` of it fits. */
export interface BridgeBus {
  onopen?: (() => void) | null;
  onclose?: ((event?: unknown) => void) | null;
  onerror?: ((error: unknown) => void) | null;
  send(address: string, body: unknown, headers: object, callback: (error: BridgeError | null, reply?: { body: unknown }) => void): void;
  registerHandler(address: string, headers: object, callback: (error: unknown, message?: { body: unknown }) => void): void;
  close(): void;
}

/** How the bridge refuses a frame: failureCode is the status that the operation would have answered. */
export interface BridgeError {
  failureCode: number;
  message: string;
}

/** The same protocol over a plain WebSocket, for those who need no SockJS. */
export function plainBus(url: string): BridgeBus {
  const socket = new WebSocket(url.replace(/^http/, 'ws').replace(/\?/, '/websocket?'));
  const handlers = new Map<string, (error: unknown, message?: { body: unknown }) => void>();
  const replies = new Map<string, (error: BridgeError | null, reply?: { body: unknown }) => void>();
  let count = 0;
  const write = (frame: object): void => socket.send(JSON.stringify(frame));
  const pings = setInterval(() => socket.readyState === WebSocket.OPEN && write({ type: 'ping' }), 5_000);
  const bus: BridgeBus = {
    send(address, body, headers, callback) {
      const replyAddress = `r${++count}`;
      replies.set(replyAddress, callback);
      write({ type: 'send', address, replyAddress, headers, body });
    },
    registerHandler(address, headers, callback) {
      handlers.set(address, callback);
      write({ type: 'register', address, headers });
    },
    close: () => socket.close(),
  };
  socket.onopen = () => bus.onopen?.();
  socket.onclose = (event) => {
    clearInterval(pings);
    bus.onclose?.(event);
  };
  socket.onmessage = (event) => {
    const frame = JSON.parse(event.data as string);
    const reply = replies.get(frame.address);
    if (reply) {
      replies.delete(frame.address);
      frame.type === 'err' ? reply(frame) : reply(null, frame);
    } else if (frame.type === 'err') {
      bus.onerror?.(frame);
    } else {
      handlers.get(frame.address)?.(null, frame);
    }
  };
  return bus;
}
