/** Whether docs/front-doors.md says what the local front doors do, and what its formula for costs gives. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GIGABYTES, PRICE, RUN_AT_EDGE, RUN_IN_REGION, SECONDS } from '../../bench/prices.js';
import { FRONT_DOORS } from '../../wrapper/front-doors/front-door.js';
import { DOCUMENTS } from './documents.js';

const PAGE = DOCUMENTS.find(({ path }) => path === 'docs/front-doors.md')?.text ?? '';
const COSTS = PAGE.slice(PAGE.indexOf('## What a million reads cost'));

const MILLION = 1e6;

/** A unit is 25 new connections a second: https://aws.amazon.com/elasticloadbalancing/pricing/ */
const REQUESTS_A_UNIT = 25 * 3600;
const HOURS_A_MONTH = 730;

/** What a request costs that reaches the function. */
const PASSED = {
  'viewer-request': RUN_AT_EDGE + PRICE.read,
  'origin-request': RUN_AT_EDGE + PRICE.read,
  'HTTP API': PRICE.httpApiRequest + RUN_IN_REGION + PRICE.read,
  'REST API': PRICE.restApiRequest + RUN_IN_REGION + PRICE.read,
  'function URL': RUN_IN_REGION + PRICE.read,
  'load balancer, without its hours':
    PRICE.loadBalancerUnit / REQUESTS_A_UNIT + RUN_IN_REGION + PRICE.read,
};

test('it says of each front door how large an answer may be, and what a failure is', () => {
  const [, table] = PAGE.split('## What they take back\n\n');
  for (const { title, maxResultBytes, failureStatus } of Object.values(FRONT_DOORS)) {
    // The form of its headers makes no other limit.
    const name = title.replace(/^an? /, '').replace(' with multi-value headers', '');
    const row = table.split('\n').find((line) => line.startsWith(`| ${name} |`)) ?? '';
    const [, , , limit, , failure] = row.split('|');
    assert.match(limit, new RegExp(`\\b${Math.floor(maxResultBytes / 1e6)} MB\\b`), name);
    assert.match(failure, new RegExp(`\\b${failureStatus}\\b`), name);
  }
});

test('its table is what the formula gives', () => {
  const rows = Object.entries(PASSED).map(([frontDoor, passed]) => {
    const alone = frontDoor.endsWith('-request') ? '–' : dollars(passed);
    const [none, ...cached] = [0, 0.9, 0.99].map((hits) =>
      dollars(PRICE.cloudFrontRequest + (1 - hits) * passed),
    );
    // Of what is answered at viewer-request, CloudFront caches nothing.
    const withCache = frontDoor === 'viewer-request' ? cached.map(() => '–') : cached;
    return `| ${[frontDoor, alone, none, ...withCache].join(' | ')} |`;
  });
  const table = COSTS.slice(COSTS.indexOf('| front door | alone |')).split('\n\n')[0];
  assert.deepEqual(table.split('\n').slice(2), rows);
});

test('its formula has the prices of the bench', () => {
  const perMillion = [
    PRICE.cloudFrontRequest,
    PRICE.edgeRequest,
    PRICE.httpApiRequest,
    PRICE.restApiRequest,
    PRICE.lambdaRequest,
  ].map((price) => `${dollars(price)}/M`);
  const others = [PRICE.edgeGBSecond, PRICE.lambdaGBSecond, PRICE.lambdaArmGBSecond].map((price) =>
    price.toFixed(10).replace(/0+$/, ''),
  );
  const unit = `${PRICE.loadBalancerUnit} / ${REQUESTS_A_UNIT.toLocaleString('en')}`;
  const read = `${PRICE.read * MILLION}/M`;
  const rest = [unit, read, `${PRICE.loadBalancerHour}`, `${GIGABYTES} GB`, `of ${SECONDS},`];
  for (const figure of [...perMillion, ...others, ...rest]) assert(COSTS.includes(figure), figure);
});

test('what it says of hours, and of arm64, is what the prices give', () => {
  const month = HOURS_A_MONTH * PRICE.loadBalancerHour;
  assert(COSTS.includes(`$${month.toFixed(2)} a month`), `${month}`);
  const saved = GIGABYTES * SECONDS * (PRICE.lambdaGBSecond - PRICE.lambdaArmGBSecond);
  assert(COSTS.includes(`$${(saved * MILLION).toFixed(3)} a million`), `${saved}`);
  const apart = PASSED['HTTP API'] - PASSED['load balancer, without its hours'];
  const even = Math.round(month / apart / MILLION);
  assert(PAGE.includes(`some ${even} million reads a month`), `${even}`);
});

/** @param {number} each What one costs. */
function dollars(each) {
  return (each * MILLION).toFixed(2);
}
