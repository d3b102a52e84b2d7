/** The order of replicas by distance. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byDistance } from '../wrapper/regions.js';

test('the Region that the function runs in comes first', () => {
  const regions = ['us-east-1', 'eu-west-1', 'ap-northeast-1'];
  assert.equal(byDistance(regions, 'ap-northeast-1')[0], 'ap-northeast-1');
});

test('the others follow by distance', () => {
  const regions = ['sa-east-1', 'us-west-2', 'eu-central-1', 'ap-southeast-1'];
  assert.deepEqual(byDistance(regions, 'eu-west-2'), [
    'eu-central-1',
    'us-west-2',
    'sa-east-1',
    'ap-southeast-1',
  ]);
});

test('distance goes round the world', () => {
  assert.deepEqual(byDistance(['eu-west-1', 'us-west-2'], 'ap-northeast-1'), [
    'us-west-2',
    'eu-west-1',
  ]);
});

test('where the function runs is not known: the order stays', () => {
  const regions = ['us-east-1', 'eu-west-1'];
  assert.deepEqual(byDistance(regions, undefined), regions);
  assert.deepEqual(byDistance(regions, 'xx-nowhere-1'), regions);
});

test('a Region whose place is not known comes last, unless the function runs there', () => {
  const regions = ['xx-nowhere-1', 'eu-west-1', 'us-east-1'];
  assert.deepEqual(byDistance(regions, 'us-east-1'), ['us-east-1', 'eu-west-1', 'xx-nowhere-1']);
  assert.equal(byDistance(regions.toReversed(), 'xx-nowhere-1')[0], 'xx-nowhere-1');
});
