import type { Problem } from './api.js';
/** A refusal or a failure of the API. */
export declare class ProblemError extends Error {
    readonly problem: Problem;
    constructor(problem: Problem);
}
export interface ApiOptions {
    /** Where the API is, such as https://api.beachdo.example. */
    baseUrl: string;
    /** The access token of who is signed in, if anybody is. */
    token?: () => string | undefined | Promise<string | undefined>;
    /** Renews the token after it was refused; the request is sent once more when this says true. */
    renew?: () => Promise<boolean>;
    fetch?: typeof fetch;
}
type Value = string | number | boolean | undefined;
export interface Call {
    query?: Record<string, Value | readonly (string | number)[]>;
    headers?: Record<string, string | undefined>;
    body?: unknown;
}
/** Sends operations and reads their answers. */
export declare class Transport {
    private readonly options;
    constructor(options: ApiOptions);
    protected call<T>(method: string, path: string, call?: Call): Promise<T>;
    private send;
}
export {};
