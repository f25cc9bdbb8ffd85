/** What of the stock client `@vertx/eventbus-bridge-client.js` is used; an `EventBus` of it fits. */
export interface BridgeBus {
    onopen?: (() => void) | null;
    onclose?: ((event?: unknown) => void) | null;
    onerror?: ((error: unknown) => void) | null;
    send(address: string, body: unknown, headers: object, callback: (error: BridgeError | null, reply?: {
        body: unknown;
    }) => void): void;
    registerHandler(address: string, headers: object, callback: (error: unknown, message?: {
        body: unknown;
    }) => void): void;
    close(): void;
}
/** How the bridge refuses a frame: failureCode is the status that the operation would have answered. */
export interface BridgeError {
    failureCode: number;
    message: string;
}
/** The same protocol over a plain WebSocket, for those who need no SockJS. */
export declare function plainBus(url: string): BridgeBus;
