/** Values for a lookup that finds nothing: they keep the rules, and are nobody's. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseApi } from '../../wrapper/api/load.js';
import { missingValues } from '../../wrapper/verify/unlikely-values.js';
import { testCore } from '../support/core.js';

/**
 * @param {object} rules Of the parameter.
 * @param {string} [known]
 * @param {object} [key]
 */
function missing(rules, known, key) {
  const route = {
    name: 'item',
    path: '/{id}',
    parameter: { name: 'id', ...rules },
    table: 'Items',
    key: key ?? 'id',
    fields: ['name'],
  };
  const config = JSON.stringify({ dynamodb: { regions: ['us-east-1'] }, routes: [route] });
  const [described] = parseApi(config).description.routes;
  const values = new Map(known === undefined ? [] : [['id', known]]);
  return missingValues(described, testCore(config), values)?.get('id');
}

/** @type {[what: string, rules: object, form: RegExp][]} */
const TABLE = [
  ['no rule', {}, /^[a-z0-9]{16}$/],
  ['digits', { pattern: '[0-9]+' }, /^[0-9]{16}$/],
  ['a longest length', { maxLength: 10 }, /^[a-z0-9]{10}$/],
  ['a shortest length', { minLength: 50 }, /^[a-z0-9]{50}$/],
  ['a UUID', { pattern: '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}' }, /^[0-9a-f-]{36}$/],
];

for (const [what, rules, form] of TABLE) {
  test(`${what} is kept`, () => assert.match(missing(rules) ?? '', form));
}

test('a number is one', () => {
  assert.match(missing({}, undefined, { id: { N: '{id}' } }) ?? '', /^9\d{14}$/);
});

test('a known value shows a form that could not be guessed', () => {
  const rules = { pattern: 'c[0-9]{12}-[a-z0-9]{6}' };
  const known = 'c123456789012-smb6o7';
  assert.equal(missing(rules), undefined);
  const found = missing(rules, known);
  assert.match(found ?? '', /^c\d{12}-[a-z0-9]{6}$/);
  assert.notEqual(found, known);
});

test('a key that is too short for a value of nobody gets none', () => {
  assert.equal(missing({ maxLength: 4 }), undefined);
});
