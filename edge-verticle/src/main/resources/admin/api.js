// The public API. Tokens live in this module's memory: a page that is loaded anew asks to sign in.

import { assertion } from './passkeys.js';

let session;

export class Problem extends Error {
  constructor(status, body) {
    const fields = (body.errors ?? []).map((error) => `${error.pointer ?? ''} ${error.detail ?? ''}`.trim());
    super([body.detail ?? body.title ?? `The server answered ${status}.`, ...fields].join(' '));
    this.status = status;
    this.code = body.code;
  }
}

export const signedIn = () => session?.user;

export async function signIn(email, password, code) {
  keep(await send('POST', '/v1/auth/login', code ? { email, password, code } : { email, password }));
  return session.user;
}

/** The passkey tells who it is, and is both factors. */
export async function signInByPasskey() {
  const challenge = await send('POST', '/v1/auth/passkey/start');
  keep(await send('POST', '/v1/auth/passkey/finish', { assertion: await assertion(challenge) }));
  return session.user;
}

/** Shows the second factor once more, for what asks for it. */
export async function stepUp(code) {
  keep(await call('POST', '/v1/auth/step-up', { code }));
}

export async function stepUpByPasskey() {
  const challenge = await call('POST', '/v1/auth/step-up/passkey/start');
  keep(await call('POST', '/v1/auth/step-up/passkey/finish', { assertion: await assertion(challenge) }));
}

export async function signOut() {
  try {
    await call('POST', '/v1/auth/logout');
  } finally {
    session = undefined;
  }
}

export const get = (path) => call('GET', path);
export const post = (path, body) => call('POST', path, body);
export const put = (path, body, version) => call('PUT', path, body, version);
export const patch = (path, body, version) => call('PATCH', path, body, version);
export const remove = (path) => call('DELETE', path);

/** A path with what is set of a query. */
export function query(path, values) {
  const set = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  return set.length === 0 ? path : `${path}?${new URLSearchParams(set)}`;
}

async function call(method, path, body, version) {
  if (!session) {
    throw new Problem(401, { detail: 'Sign in first.' });
  }
  if (Date.now() > session.until) {
    await refresh();
  }
  return send(method, path, body, version);
}

let refreshing;

/** Once for all who wait: a refresh token is for one use. */
function refresh() {
  refreshing ??= send('POST', '/v1/auth/refresh', { refreshToken: session.refreshToken })
    .then((answer) => keep({ user: session.user, ...answer }))
    .catch((problem) => {
      session = undefined;
      throw problem;
    })
    .finally(() => { refreshing = undefined; });
  return refreshing;
}

function keep(answer) {
  session = {
    user: answer.user,
    accessToken: answer.tokens.accessToken,
    refreshToken: answer.tokens.refreshToken ?? session?.refreshToken,
    until: Date.now() + (answer.tokens.expiresIn - 30) * 1000,
  };
}

async function send(method, path, body, version) {
  const headers = {};
  if (session) headers.authorization = `Bearer ${session.accessToken}`;
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (version !== undefined) headers['if-match'] = `"${version}"`;
  let response;
  try {
    response = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch {
    throw new Problem(0, { detail: 'The server can not be reached.' });
  }
  const text = await response.text();
  const answer = text ? JSON.parse(text) : undefined;
  if (!response.ok) {
    throw new Problem(response.status, answer ?? {});
  }
  return answer;
}
