/** The Regions that `api.json` is not warned about, against those that the AWS SDK knows. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { parseApi } from '../../wrapper/api/load.js';

// The SDK exports its partitions only as functions of an endpoint.
const PARTITIONS = createRequire(import.meta.url).resolve('@aws-sdk/core/client');

const REGIONS = [
  ...new Set(readFileSync(PARTITIONS, 'utf8').match(/\b[a-z]{2,4}(?:-[a-z]+)+-\d\b/g)),
];

test('every Region of the SDK is known', () => {
  assert(REGIONS.length > 40, `${REGIONS.length} Regions`);
  assert.deepEqual(warnings(REGIONS), []);
});

test('any other is warned about', () => {
  assert.equal(warnings(['us-east-9', 'us-east-1']).length, 1);
});

/** @param {string[]} regions */
function warnings(regions) {
  const route = { name: 'a', path: '/a/{id}', table: 'Table', key: 'Id', fields: '*', wrap: 'a' };
  return parseApi(JSON.stringify({ dynamodb: { regions }, routes: [route] })).warnings;
}
