export * from './api.js';
export { ProblemError } from './transport.js';
