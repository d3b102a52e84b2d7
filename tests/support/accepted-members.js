/** The members of `api.json`, as the core names them where it is given others. */

import assert from 'node:assert/strict';
import { parseApi } from '../../wrapper/api/load.js';

const UNKNOWN = { zzz: 0 };

/** Every object that an `api.json` can have, each with an unknown member. */
const EVERYWHERE = {
  ...UNKNOWN,
  cors: UNKNOWN,
  dynamodb: UNKNOWN,
  log: UNKNOWN,
  routes: [
    {
      ...UNKNOWN,
      path: '/{id}',
      parameter: UNKNOWN,
      fields: [UNKNOWN],
      cases: [{ ...UNKNOWN, fields: [UNKNOWN], cache: UNKNOWN }],
      cache: UNKNOWN,
      notFound: { ...UNKNOWN, cache: UNKNOWN },
    },
    { path: '/', parameters: [UNKNOWN], redirect: UNKNOWN },
  ],
};

/**
 * The members that the core accepts in each object, sorted.
 *
 * @returns {[object: string, members: string[]][]} Objects by their place, such as `routes[].cache`.
 */
export function acceptedMembers() {
  const lines = linesOf(JSON.stringify(EVERYWHERE));
  return lines.flatMap((line) => {
    const [, path, members] =
      /\$\.?(.*?)\.?zzz: unknown member "zzz"; expected one of (.*)$/.exec(line) ?? [];
    if (members === undefined) return [];
    return [[path.replaceAll(/\[\d\]/g, '[]'), members.split(', ').sort()]];
  });
}

/**
 * What is said of the text of an `api.json`, line by line.
 *
 * @param {string} text
 */
export function linesOf(text) {
  try {
    parseApi(text);
    return [];
  } catch (error) {
    assert(error instanceof Error);
    return error.message.split('\n  ').slice(1);
  }
}
