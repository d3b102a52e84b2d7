/** One check of a deployment, and what came of it. */

import { causeOf } from './cause.js';
import { compare } from './compare.js';

/** @import { Client, Reply } from './client.js' */
/** @import { Difference } from './compare.js' */
/** @import { Reference } from './reference.js' */
/** @import { Request } from './requests.js' */

/**
 * @typedef {object} Check
 * @property {string} title
 * @property {string} [request] Its method and target.
 * @property {'right' | 'wrong' | 'open'} outcome Open is what could not be checked.
 * @property {string} said What came; if it is wrong, what was expected too.
 * @property {Difference[]} [differences] From the local edge.
 * @property {string} [cause] What probably causes them.
 *
 * @typedef {object} Asked
 * @property {Check} check
 * @property {Reply} [reply] Absent if none came.
 *
 * @typedef {object} Sides
 * @property {Client} client The deployment.
 * @property {Reference} reference The local edge.
 * @property {string[]} names Of the headers that the API can send.
 */

/**
 * Sends a request, and compares the reply with the local edge's.
 *
 * @param {Request} request
 * @param {Sides} sides
 * @returns {Promise<Asked>}
 */
export async function ask(request, { client, reference, names }) {
  const expected = await reference.answer(request);
  const reply = await client.send(request);
  const line = { title: request.title, request: `${request.method} ${request.target}` };
  if ('failure' in reply) {
    return { check: { ...line, outcome: 'wrong', said: reply.failure } };
  }
  const differences = compare(expected, reply, names);
  if (differences.length === 0) {
    return { check: { ...line, outcome: 'right', said: String(reply.status) }, reply };
  }
  const [{ field, expected: wanted, came }, ...others] = differences;
  const more = others.length === 0 ? '' : `; and ${others.map((it) => it.field).join(', ')}`;
  const said = `${field}: expected ${wanted}, came ${came}${more}`;
  const cause = causeOf(reply, differences);
  return { check: { ...line, outcome: 'wrong', said, differences, cause }, reply };
}
