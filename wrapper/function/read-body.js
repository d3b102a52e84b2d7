/** The whole of a response's body, up to a limit. */

/** The code of the error for a body that is longer. */
export const TOO_LARGE = 'ResponseTooLarge';

/**
 * Collects a body. The SDK's own collector pipes it into another stream, which takes 60 µs and 10 to
 * 20 MB, and has no limit.
 *
 * @param {import('node:stream').Readable} body
 * @param {number} limit In bytes.
 * @returns {Promise<Buffer>} Rejects with an error of the code {@link TOO_LARGE}, or the connection's.
 */
export function readBody(body, limit) {
  return new Promise((resolve, reject) => {
    /** @type {Buffer[]} */
    const chunks = [];
    let length = 0;
    body.on('data', (chunk) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > limit) body.destroy(tooLarge(limit));
    });
    // A connection lost halfway ends in an error, not in `end`.
    body.on('error', reject);
    body.on('end', () => resolve(Buffer.concat(chunks)));
  });
}

/** @param {number} limit */
function tooLarge(limit) {
  return Object.assign(new Error(`more than ${limit} bytes`), { code: TOO_LARGE });
}
