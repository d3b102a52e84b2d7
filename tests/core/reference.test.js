/** The reference of `api.json`, against what the core accepts. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseApi } from '../../wrapper/api/load.js';

const REFERENCE = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');

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

/** Objects that have the members of another, which the reference explains. */
const SAME = {
  'routes[].parameters[]': 'routes[].parameter',
  'routes[].cases[].fields[]': 'routes[].fields[]',
  'routes[].cases[].cache': 'routes[].cache',
  'routes[].notFound.cache': 'routes[].cache',
};

test('the reference has the members that the core accepts, and no other', () => {
  const accepted = new Map(acceptedMembers());
  for (const [object, other] of Object.entries(SAME)) {
    assert.deepEqual(accepted.get(object), accepted.get(other), object);
    accepted.delete(object);
  }
  assert.deepEqual(Object.fromEntries(documentedMembers()), Object.fromEntries(accepted));
});

/** @returns {[string, string[]][]} */
function acceptedMembers() {
  const lines = linesOf(JSON.stringify(EVERYWHERE));
  return lines.flatMap((line) => {
    const [, path, members] =
      /\$\.?(.*?)\.?zzz: unknown member "zzz"; expected one of (.*)$/.exec(line) ?? [];
    if (members === undefined) return [];
    return [[path.replaceAll(/\[\d\]/g, '[]'), members.split(', ').sort()]];
  });
}

/** @returns {Map<string, string[]>} */
function documentedMembers() {
  /** @type {Map<string, string[]>} */
  const objects = new Map();
  const section = REFERENCE.slice(REFERENCE.indexOf('## Members'), REFERENCE.indexOf('## Keys'));
  for (const [, path] of section.matchAll(/^\| `([^`]+)` \|/gm)) {
    const [, object, member] = /^(?:(.*)\.)?([^.]+)$/.exec(path) ?? [];
    objects.set(object ?? '', [...(objects.get(object ?? '') ?? []), member].sort());
  }
  return objects;
}

/** @param {string} text */
function linesOf(text) {
  try {
    parseApi(text);
    return [];
  } catch (error) {
    assert(error instanceof Error);
    return error.message.split('\n  ').slice(1);
  }
}
