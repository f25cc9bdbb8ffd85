export * from './api.js';
export { ProblemError, type ApiOptions } from './transport.js';
