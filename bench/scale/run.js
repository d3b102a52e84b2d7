/**
 * What viewers around the world wait for, and where Lambda@Edge's limits are: by arithmetic on
 * published latencies and quotas. `node bench/scale/run.js`.
 */

import { byDistance } from '../../wrapper/function/regions.js';
import { EDGE_REGIONS, roundTrip } from './latency.js';
import { percentile } from './percentile.js';

/** @import { Weighted } from './percentile.js' */

/** What is assumed, in milliseconds where it is a time. */
const ASSUMED = {
  /** Between a viewer and the edge location, on a connection that is open. */
  viewer: 20,
  /** Of GetItem in DynamoDB itself. */
  getItem: 5,
  /** Of the function, warm. */
  warm: 2,
  /** More when it is cold: what Lambda needs for any Node.js function, and what ours adds. */
  cold: 300,
  /** AWS: "typically under 1 %" of all. */
  coldShare: 0.005,
};

/** @type {[what: string, replicas: string[]][]} */
const PLACEMENTS = [
  ['ap-northeast-1', ['ap-northeast-1']],
  ['us-east-1', ['us-east-1']],
  ['us-east-1, eu-central-1', ['us-east-1', 'eu-central-1']],
  ['us-east-1, eu-central-1, ap-northeast-1', ['us-east-1', 'eu-central-1', 'ap-northeast-1']],
  [
    'these three, us-west-2, ap-southeast-1, sa-east-1',
    ['us-east-1', 'eu-central-1', 'ap-northeast-1', 'us-west-2', 'ap-southeast-1', 'sa-east-1'],
  ],
  ['all 13', EDGE_REGIONS],
];

const HIT_RATES = [0, 0.5, 0.9, 0.99];

console.log('\nWhat a viewer waits for, p50 / p99 in ms, an equal share in each edge Region:\n');
const heads = HIT_RATES.map((rate) => (rate === 0 ? 'no cache' : `${rate * 100} % hits`));
console.log(`| tables in | ${heads.join(' | ')} |`);
console.log(`|---|${HIT_RATES.map(() => '---|').join('')}`);
for (const [what, replicas] of PLACEMENTS) {
  const cells = HIT_RATES.map((rate) => {
    const waits = EDGE_REGIONS.flatMap((region) => waitsIn(region, replicas, rate));
    return `${percentile(waits, 0.5)} / ${percentile(waits, 0.99)}`;
  });
  console.log(`| ${what} | ${cells.join(' | ')} |`);
}

/**
 * @param {string} region Where the function runs.
 * @param {string[]} replicas
 * @param {number} hitRate Of CloudFront's cache.
 * @returns {Weighted[]} The ways in which a request can go.
 */
function waitsIn(region, replicas, hitRate) {
  const [nearest] = byDistance(replicas, region);
  const trip = roundTrip(region, nearest);
  const warm = ASSUMED.viewer + ASSUMED.warm + ASSUMED.getItem + trip;
  // A cold function has no connection yet: TCP and TLS 1.3 take a round trip each.
  const cold = warm + ASSUMED.cold + 2 * trip;
  const missRate = 1 - hitRate;
  return [
    { value: ASSUMED.viewer, weight: hitRate },
    { value: warm, weight: missRate * (1 - ASSUMED.coldShare) },
    { value: cold, weight: missRate * ASSUMED.coldShare },
  ];
}

/**
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-lambda-at-edge
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const QUOTA = { requests: 10_000, concurrency: 1_000, perEnvironment: 10 };

/**
 * Reads of one key, eventually consistent and up to 4 KB: two for each of a partition's 3,000 units.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
 */
const READS_OF_ONE_KEY = 6_000;

/** @type {[what: string, milliseconds: number][]} */
const DURATIONS = [
  ['the tables in the same Region', ASSUMED.warm + ASSUMED.getItem + 4],
  ['the tables across an ocean', ASSUMED.warm + ASSUMED.getItem + 150],
  ['the tables at the other end of the world', ASSUMED.warm + ASSUMED.getItem + 328],
  ['DynamoDB down: every read takes its deadline', 3_000],
];

console.log(
  '\nWhere the limits are, in requests a second that reach the function in one Region:\n',
);
console.log('| a run takes | environments at 1,000 r/s | most requests a second | what binds |');
console.log('|---|---|---|---|');
for (const [what, ms] of DURATIONS) {
  const environments = Math.max(Math.ceil(ms), 1_000 / QUOTA.perEnvironment);
  const byConcurrency = Math.floor((QUOTA.concurrency * 1_000) / ms);
  const most = Math.min(byConcurrency, QUOTA.requests, QUOTA.concurrency * QUOTA.perEnvironment);
  const binds = most === byConcurrency ? `${count(QUOTA.concurrency)} at once` : 'the request rate';
  console.log(`| ${what}: ${ms} ms | ${count(environments)} | ${count(most)} | ${binds} |`);
}
console.log(`\nReads of one key: ${count(READS_OF_ONE_KEY)} a second in each replica Region.`);

/** @param {number} number */
function count(number) {
  return number.toLocaleString('en');
}
