/** What the inspector is told of one request: plain JSON values, made by the local edge. */

/** @typedef {[name: string, value: string]} HeaderLine */

/**
 * @typedef {object} Finding A rule of CloudFront's that the function's response breaks.
 * @property {string} rule
 * @property {string} field
 * @property {string} message
 * @property {string} link
 *
 * @typedef {object} Verdict What CloudFront would make of the function's response.
 * @property {boolean} accepted With findings, those are warnings.
 * @property {'LambdaValidationError' | 'LambdaExecutionError' | 'LambdaLimitExceeded' | 'RequestRefused' | 'NoOrigin'} [error]
 *   Absent when accepted.
 * @property {Finding[]} findings
 *
 * @typedef {object} Stage A part of the way from the request to the response.
 * @property {'cache' | 'event' | 'function' | 'decide' | 'GetItem' | 'shape' | 'check'} name
 *   `function` is the call of the handler as a whole; `decide`, `GetItem` and `shape` lie in it.
 * @property {number} ms
 *
 * @typedef {object} Reading How the item was read.
 * @property {number} attempts
 * @property {string} [region] Where it came from; absent if nothing came.
 * @property {{ region: string, error: string }[]} failures
 *
 * @typedef {object} CacheUse
 * @property {'hit' | 'stale' | 'miss' | 'none'} outcome
 * @property {string} [key]
 * @property {number} [ageSeconds]
 * @property {number} [ttlSeconds]
 * @property {string} [reason]
 */

/**
 * @typedef {object} Exchange
 * @property {number} id
 * @property {string} time When the request came, in ISO 8601.
 * @property {number} ms From then to the end of the response.
 * @property {'viewer-request' | 'origin-request'} trigger
 * @property {string} behavior The path pattern of the cache behavior, `*` for the default one.
 * @property {string} [route] Absent for the default behavior, and with another handler.
 * @property {{ method: string, url: string, headers: HeaderLine[], hasBody?: true }} request
 * @property {Stage[]} stages In the order in which they happened.
 * @property {object} [event] What the function was given; absent on a cache hit.
 * @property {{ type: string, body?: string, [member: string]: unknown }} [decision] The core's.
 * @property {object} [item] What GetItem answered; absent when nothing was read or nothing came.
 * @property {Reading} [reading]
 * @property {unknown} [result]
 *   What the function returned; absent on a cache hit and if it failed.
 * @property {{ status: number, headers: HeaderLine[], body: string, size: number, cut?: boolean }} response
 *   What the viewer got; of a long body the beginning.
 * @property {CacheUse} [cache] On origin-request only.
 * @property {Verdict} verdict
 * @property {number} [replayOf]
 */

export {};
