/** The reference of `api.json`, against what the core accepts. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { acceptedMembers } from '../support/accepted-members.js';

const REFERENCE = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');

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
