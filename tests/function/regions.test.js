/** The order of replicas by distance. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byDistance } from '../../wrapper/function/regions.js';

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

/** Pairs of Regions that lie next to each other, and one that lies on the other side of the world. */
const NEIGHBOURS = [
  ['ap-south-1', 'ap-south-2', 'us-west-2'],
  ['us-west-2', 'us-west-1', 'ap-south-1'],
  ['us-east-1', 'us-east-2', 'ap-southeast-4'],
  ['ca-central-1', 'us-east-1', 'ap-southeast-2'],
  ['ca-west-1', 'us-west-2', 'af-south-1'],
  ['mx-central-1', 'us-west-1', 'me-south-1'],
  ['sa-east-1', 'us-east-1', 'ap-northeast-1'],
  ['af-south-1', 'me-south-1', 'us-west-2'],
  ['il-central-1', 'me-south-1', 'ap-southeast-6'],
  ['me-central-1', 'me-south-1', 'us-west-1'],
  ['eu-central-1', 'eu-central-2', 'ap-southeast-6'],
  ['eusc-de-east-1', 'eu-central-1', 'us-east-1'],
  ['eu-north-1', 'eusc-de-east-1', 'ap-southeast-2'],
  ['eu-south-1', 'eu-central-2', 'us-east-1'],
  ['eu-south-2', 'eu-west-3', 'us-east-1'],
  ['eu-west-1', 'eu-west-2', 'us-east-1'],
  ['ap-east-1', 'ap-east-2', 'eu-west-1'],
  ['ap-northeast-1', 'ap-northeast-3', 'eu-west-1'],
  ['ap-northeast-2', 'ap-northeast-3', 'eu-west-1'],
  ['ap-southeast-1', 'ap-southeast-5', 'sa-east-1'],
  ['ap-southeast-3', 'ap-southeast-1', 'sa-east-1'],
  ['ap-southeast-4', 'ap-southeast-2', 'eu-west-1'],
  ['ap-southeast-6', 'ap-southeast-2', 'eu-west-1'],
  ['ap-southeast-7', 'ap-southeast-5', 'sa-east-1'],
  ['cn-north-1', 'cn-northwest-1', 'sa-east-1'],
  ['us-gov-east-1', 'us-east-1', 'ap-south-1'],
  ['us-gov-west-1', 'us-west-1', 'ap-south-1'],
];

for (const [from = '', near = '', far = ''] of NEIGHBOURS) {
  test(`${from} is nearer to ${near} than to ${far}`, () => {
    assert.deepEqual(byDistance([far, near, from], from), [from, near, far]);
  });
}
