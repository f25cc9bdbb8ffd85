/** A refusal or a failure of the API. */
export class ProblemError extends Error {
    problem;
    constructor(problem) {
        super(`${problem.status} ${problem.code}: ${problem.detail}`);
        this.problem = problem;
    }
}
/** Sends operations and reads their answers. */
export class Transport {
    options;
    constructor(options) {
        this.options = options;
    }
    async call(method, path, call = {}) {
        let response = await this.send(method, path, call);
        if (response.status === 401 && this.options.renew !== undefined && (await this.options.renew())) {
            response = await this.send(method, path, call);
        }
        const type = response.headers.get('content-type') ?? '';
        if (!response.ok) {
            throw new ProblemError(type.includes('json') ? (await response.json()) : unknownProblem(response));
        }
        if (type.includes('application/json')) {
            return (await response.json());
        }
        return (type === '' ? undefined : await response.blob());
    }
    async send(method, path, call) {
        const headers = new Headers();
        for (const [name, value] of Object.entries(call.headers ?? {})) {
            if (value !== undefined)
                headers.set(name, value);
        }
        const token = await this.options.token?.();
        if (token !== undefined)
            headers.set('Authorization', `Bearer ${token}`);
        if (call.body !== undefined)
            headers.set('Content-Type', 'application/json');
        const send = this.options.fetch ?? fetch;
        return send(this.options.baseUrl + path + queryOf(call), {
            method,
            headers,
            ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
        });
    }
}
function queryOf(call) {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(call.query ?? {})) {
        for (const one of Array.isArray(value) ? value : [value]) {
            if (one !== undefined)
                query.append(name, String(one));
        }
    }
    const text = query.toString();
    return text === '' ? '' : `?${text}`;
}
/** A proxy in between answered, not the API. */
function unknownProblem(response) {
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
