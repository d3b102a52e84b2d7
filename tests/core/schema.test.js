/** `api.schema.json` against the core: it knows the same members, and refuses nothing that is right. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { acceptedMembers, linesOf } from '../support/accepted-members.js';
import { examples } from '../support/examples.js';
import { SCHEMA, schemaErrors } from '../support/schema.js';

/** What a schema cannot know: it compares places, or reads regular expressions. */
const ONLY_THE_CORE = [
  'a field of a case with the name of a field of the route',
  'a field twice',
  'a least length over the greatest',
  'a member twice',
  'a name in the key misspelt',
  'a name in the key that is nowhere',
  'a parameter of the path that the key does not use',
  'a parameter that the key does not use',
  'a parameter twice',
  'a parameter twice in a path',
  'a pattern of a parameter that is none',
  'a pattern that asks for Unicode',
  'a pattern that would escape its anchors',
  'a pattern with look-around',
  'a regular expression that is none',
  'a sort key that is too long',
  'allowOrigin is an origin that is not allowed',
  'an attribute of the key twice',
  'an origin that no pattern allows',
  'minLength of a number',
  'minLength that the key has no room for',
  'more attributes than a projection can name',
  'a number in one route and a string in the other',
  "the key's name where there are several parameters",
  "the key's name where there is no parameter",
  'two cases for one value',
  'two fields with one name',
  'two keys of one table',
  'two routes for one path',
  'two routes with one name',
  'two routes with one path',
  'two routes, neither more literal',
];

test('it has the members that the core accepts, and no other', () => {
  assert.deepEqual(Object.fromEntries(declaredMembers()), Object.fromEntries(acceptedMembers()));
});

test('it describes every member', () => {
  const silent = objectsOf(SCHEMA).flatMap(({ place, properties }) =>
    Object.entries(properties)
      .filter(([, schema]) => !/^.{5,}\.$/s.test(resolved(schema).description ?? ''))
      .map(([name]) => `${place}.${name}`),
  );
  assert.deepEqual(silent, []);
});

describe('right for the core, right for the schema', () => {
  for (const { name, config } of examples()) {
    test(`the example ${name}`, () => assert.deepEqual(schemaErrors(JSON.parse(config)), []));
  }

  for (const { name, text } of tables().filter(({ text }) => isRight(text))) {
    test(name, () => assert.deepEqual(schemaErrors(JSON.parse(text.replace(/^\ufeff/, ''))), []));
  }
});

describe('wrong for the core', () => {
  const wrong = tables().filter(({ text }) => isJson(text) && !isRight(text));

  for (const { name, text } of wrong.filter(({ name }) => !ONLY_THE_CORE.includes(name))) {
    test(`and for the schema: ${name}`, () => {
      assert.notDeepEqual(schemaErrors(JSON.parse(text)), []);
    });
  }

  test('what only the core knows is in the tables, and is not known to the schema', () => {
    const known = wrong.filter(({ text }) => schemaErrors(JSON.parse(text)).length > 0);
    const unknown = wrong.filter((row) => !known.includes(row)).map(({ name }) => name);
    assert.deepEqual([...new Set(unknown)].sort(), [...ONLY_THE_CORE].sort());
  });
});

/** @returns {{ name: string, text: string }[]} Every configuration of the core's tables. */
function tables() {
  const read = (/** @type {string} */ file) =>
    JSON.parse(readFileSync(new URL(`config/${file}`, import.meta.url), 'utf8'));
  const { text: lines, cases } = read('newcomers.json');
  return [
    ...read('mistakes.json').map((/** @type {any} */ { name, config, text }) => ({
      name,
      text: text ?? JSON.stringify(config),
    })),
    ...cases.map((/** @type {any} */ { name, text = lines.join('\n'), replace = [] }) => ({
      name,
      text: replace.reduce(
        (/** @type {string} */ before, /** @type {[string, string]} */ [old, replacement]) =>
          before.replace(old, () => replacement),
        text,
      ),
    })),
  ];
}

/** @param {string} text */
function isRight(text) {
  return linesOf(text).length === 0;
}

/** @param {string} text */
function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** @returns {[object: string, members: string[]][]} As {@link acceptedMembers}. */
function declaredMembers() {
  return objectsOf(SCHEMA).map(({ place, properties }) => [place, Object.keys(properties).sort()]);
}

/**
 * The objects with fixed members that documents of a schema can have. Those of `"key"` have other names.
 *
 * @param {any} schema
 * @param {string} [place]
 * @returns {{ place: string, properties: Record<string, any> }[]}
 */
function objectsOf(schema, place = '') {
  const { properties, additionalProperties, items, oneOf = [] } = resolved(schema);
  const own = additionalProperties === false ? [{ place, properties }] : [];
  const members = Object.entries(additionalProperties === false ? properties : {});
  return [
    ...own,
    ...members.flatMap(([name, it]) => objectsOf(it, place === '' ? name : `${place}.${name}`)),
    ...(items ? objectsOf(items, `${place}[]`) : []),
    ...oneOf.flatMap((/** @type {any} */ it) => objectsOf(it, place)),
  ];
}

/**
 * A schema with what it refers to, under what it says itself.
 *
 * @param {any} schema
 * @returns {any}
 */
function resolved({ $ref, ...schema }) {
  if ($ref === undefined) return schema;
  return { ...resolved(SCHEMA.$defs[$ref.replace('#/$defs/', '')]), ...schema };
}
