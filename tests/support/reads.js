/** Reads that tests make up, and what they make of responses. */

/** @import { Accept, Answer } from '../../wrapper/function/dynamodb.js' */
/** @import { Reader } from '../../wrapper/function/replicas.js' */

/**
 * Takes anything: the answer's body is the response's text.
 *
 * @type {Accept}
 */
export function acceptAny(response) {
  return answer(Buffer.from(response).toString());
}

/**
 * @param {string} body
 * @returns {Answer}
 */
export function answer(body) {
  return { type: 'respond', response: { status: '200', headers: {}, body } };
}

/**
 * A read that gets this response at once.
 *
 * @param {Uint8Array | undefined} response
 * @param {Partial<Awaited<ReturnType<Reader>>>} [rest] What else its result has.
 * @returns {Reader}
 */
export function reading(response, rest) {
  return async (_, _budget, accept) => ({
    answer: response && accept(response),
    attempts: 1,
    failures: [],
    ...rest,
  });
}
