import type { Problem } from './api.js';

/** A refusal or a failure of the API. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(`${problem.status} ${problem.code}: ${problem.detail}`);
  }
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
export class Transport {
  constructor(private readonly options: ApiOptions) {}

  protected async call<T>(method: string, path: string, call: Call = {}): Promise<T> {
    let response = await this.send(method, path, call);
    if (response.status === 401 && this.options.renew !== undefined && (await this.options.renew())) {
      response = await this.send(method, path, call);
    }
    const type = response.headers.get('content-type') ?? '';
    if (!response.ok) {
      throw new ProblemError(
        type.includes('json') ? ((await response.json()) as Problem) : unknownProblem(response),
      );
    }
    if (type.includes('application/json')) {
      return (await response.json()) as T;
    }
    return (type === '' ? undefined : await response.blob()) as T;
  }

  private async send(method: string, path: string, call: Call): Promise<Response> {
    const headers = new Headers();
    for (const [name, value] of Object.entries(call.headers ?? {})) {
      if (value !== undefined) headers.set(name, value);
    }
    const token = await this.options.token?.();
    if (token !== undefined) headers.set('Authorization', `Bearer ${token}`);
    if (call.body !== undefined) headers.set('Content-Type', 'application/json');
    const send = this.options.fetch ?? fetch;
    return send(this.options.baseUrl + path + queryOf(call), {
      method,
      headers,
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    });
  }
}

function queryOf(call: Call): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(call.query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) query.append(name, String(one));
    }
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** A proxy in between answered, not the API. */
function unknownProblem(response: Response): Problem {
  return {
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    detail: 'The answer did not come from the API.',
    instance: new URL(response.url).pathname,
    code: 'http.unknown',
    traceId: '',
  };
}
