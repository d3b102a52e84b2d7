/** Whether CloudFront answers from its cache what it should, and nothing else. */

import { compare } from './compare.js';

/** @import { Check, Sides } from './check.js' */
/** @import { Reply } from './client.js' */
/** @import { Expected } from './reference.js' */
/** @import { Request } from './requests.js' */

/** CloudFront's caches at one location are several: the same request may have to warm each. */
const MOST = 4;

/**
 * Asks again for what was just answered.
 *
 * @param {Request} request
 * @param {Reply} first
 * @param {Sides} sides
 * @param {boolean} isBehindCache Whether the function runs at origin-request.
 * @returns {Promise<Check>}
 */
export async function askAgain(request, first, { client, reference, names }, isBehindCache) {
  const line = {
    title: `${request.title}, again`,
    request: `${request.method} ${request.target}`,
  };
  await reference.answer(request);
  const expected = await reference.answer(request);
  const isCached = shouldBeCached(expected, first, isBehindCache);
  let came = '';
  for (let i = 0; i < (isCached ? MOST : 1); i++) {
    const reply = await client.send(request);
    if ('failure' in reply) return { ...line, outcome: 'wrong', said: reply.failure };
    came = described(reply);
    const differences = compare(expected, reply, names);
    if (differences.length > 0) {
      const fields = differences.map(({ field }) => field).join(', ');
      return {
        ...line,
        outcome: 'wrong',
        said: `${fields}: differs from the first time`,
        differences,
      };
    }
    if (isCached === isHit(reply)) return { ...line, outcome: 'right', said: came };
  }
  const wanted = isCached ? 'an answer from the cache' : 'the function to answer';
  return { ...line, outcome: 'wrong', said: `expected ${wanted}, came ${came}` };
}

/**
 * Only the item decides where it may have a time of its own.
 *
 * @param {Expected} expected
 * @param {Reply} first
 * @param {boolean} isBehindCache
 */
function shouldBeCached({ isFromCache, open }, { headers }, isBehindCache) {
  if (!open.includes('cache-control')) return isFromCache;
  return isBehindCache && /\bmax-age=[1-9]/.test(headers['cache-control'] ?? '');
}

/**
 * An error from the cache is called an error, but has an age.
 *
 * @param {Reply} reply
 */
function isHit({ headers }) {
  return /^(Refresh)?Hit\b/.test(headers['x-cache'] ?? '') || headers.age !== undefined;
}

/** @param {Reply} reply */
function described({ headers: { 'x-cache': xCache = 'no X-Cache', age } }) {
  return `${xCache}${age === undefined ? '' : `, Age ${age}`}`;
}
