/** The same protocol over a plain WebSocket, for those who need no SockJS. */
export function plainBus(url) {
    const socket = new WebSocket(url.replace(/^http/, 'ws').replace(/\?/, '/websocket?'));
    const handlers = new Map();
    const replies = new Map();
    let count = 0;
    const write = (frame) => socket.send(JSON.stringify(frame));
    const pings = setInterval(() => socket.readyState === WebSocket.OPEN && write({ type: 'ping' }), 5_000);
    const bus = {
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
        const frame = JSON.parse(event.data);
        const reply = replies.get(frame.address);
        if (reply) {
            replies.delete(frame.address);
            frame.type === 'err' ? reply(frame) : reply(null, frame);
        }
        else if (frame.type === 'err') {
            bus.onerror?.(frame);
        }
        else {
            handlers.get(frame.address)?.(null, frame);
        }
    };
    return bus;
}
