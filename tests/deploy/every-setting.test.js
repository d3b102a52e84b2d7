/**
 * A distribution whatever it has, through attach, attach again, going back and detach: what is sent to
 * CloudFront is what CloudFront sent, to the byte, except for our behaviors.
 */

import assert from 'node:assert/strict';
import { after, before, describe, mock, test } from 'node:test';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { XMLParser } from 'fast-xml-parser';
import { attach, pointTo } from '../../wrapper/deploy/behaviors.js';
import { detach } from '../../wrapper/deploy/detachment.js';
import { changeDistribution, readDistribution } from '../../wrapper/deploy/distribution.js';
import { unknownSettings } from '../../wrapper/deploy/distribution-document.js';
import { attachment, FUNCTION, PATHS } from './attachment.js';
import { busy, originGroup, site } from './cloudfront-api/distributions.js';
import { everySetting, forTenants, written } from './cloudfront-api/every-setting.js';
import { startCloudFront } from './cloudfront-api/server.js';

/** @import { DistributionConfig } from '@aws-sdk/client-cloudfront' */

const OURS = attachment({ eventType: 'origin-request' });
const POLICIES = OURS.behaviors.map((it) => it.cachePolicyId);

const BEHAVIOR = /<CacheBehavior>.*?<\/CacheBehavior>/gs;

/** How many there are. */
const QUANTITY = /(?<=<CacheBehaviors>(?:\s|<!--.*?-->)*<Quantity>)\d+/;

/** What has no setting of its own, or is special in more than one. @type {Record<string, string>} */
const KINDS = {
  'no behavior': written(site()),
  'an origin group': written(originGroup()),
  '73 behaviors': written(busy(73)),
  'a disabled one': written({ ...busy(4), Enabled: false }),
  'one for staging': written({ ...busy(4), Staging: true }),
  'one for tenants': written(forTenants(busy(4))),
  'gRPC everywhere else': written(withGrpc(busy(4))),
  'white space and comments': indented(written(busy(4))),
};

const TAKEN = 'our paths';
const taken = written(withBehaviors([PATHS[0], '/between/*', PATHS[1], '/api/*']));

const SETTINGS = everySetting();

/** @type {Awaited<ReturnType<typeof startCloudFront>>} */
let cloudfront;

before(async () => {
  const settings = SETTINGS.map(({ setting, xml }) => [setting, xml]);
  const distributions = { ...Object.fromEntries(settings), ...KINDS, [TAKEN]: taken };
  cloudfront = await startCloudFront({ distributions });
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    AWS_ENDPOINT_URL_CLOUDFRONT: cloudfront.url.href,
  });
  mock.method(console, 'log', () => {});
  mock.method(console, 'error', () => {});
});
after(() => cloudfront.close());

test('there is a distribution with each setting', () => {
  const parser = new XMLParser({ processEntities: false, parseTagValue: false });
  const lacking = SETTINGS.filter(
    ({ elements, xml }) => !has(parser.parse(xml), ['DistributionConfig', ...elements]),
  );
  assert.deepEqual(
    lacking.map(({ setting }) => setting),
    [],
  );
});

for (const { setting, xml } of SETTINGS) {
  test(`all else stays in a distribution with ${setting}`, () => throughAll(setting, xml));
}

for (const [kind, xml] of Object.entries(KINDS)) {
  test(`all else stays in a distribution with ${kind}`, () => throughAll(kind, xml));
}

/**
 * @param {string} id
 * @param {string} xml What CloudFront sent first.
 */
async function throughAll(id, xml) {
  const [attached] = await puts(id, (config) => attach(config, OURS));
  assert.equal(others(attached), others(xml));
  assert.deepEqual(ownIn(attached).map(versionOf), ['3', '3']);
  assert.equal(quantityIn(attached), String(attached.match(BEHAVIOR)?.length));
  assert.deepEqual(await puts(id, (config) => attach(config, OURS)), [], 'attached twice');
  const [back] = await puts(id, (config) => pointTo(config, `${FUNCTION}:2`));
  assert.equal(others(back), others(xml));
  assert.deepEqual(ownIn(back).map(versionOf), ['2', '2']);
  const [detached] = await puts(id, (config) =>
    detach(config, { arn: FUNCTION, cachePolicyIds: POLICIES }),
  );
  assert.equal(detached, xml);
}

describe('a distribution that has our paths already', () => {
  test('has them changed, and the others where they were', async () => {
    const [attached] = await puts(TAKEN, (config) => attach(config, OURS));
    assert.equal(others(attached), others(taken));
    assert.deepEqual(
      attached.match(BEHAVIOR)?.map(patternOf),
      taken.match(BEHAVIOR)?.map(patternOf),
    );
  });

  test('keeps in them what no SDK knows', () => {
    const unknown = (/** @type {string} */ behavior) => behavior.match(/<NewerThanTheSdk/g)?.length;
    const [own] = ownIn(cloudfront.xml(TAKEN));
    assert.equal(unknown(own), unknown(ownIn(taken)[0]));
  });
});

test('what no SDK knows of a behavior is found', async () => {
  const distribution = await readDistribution('a disabled one');
  const unknown = await unknownSettings(
    new CloudFrontClient({ region: 'us-east-1' }),
    distribution,
  );
  const { DefaultCacheBehavior = {} } = distribution.config;
  assert(unknown.get(DefaultCacheBehavior)?.includes('GrpcConfig › NewerThanTheSdk'));
});

/**
 * Makes a change, and returns what CloudFront gets.
 *
 * @param {string} id
 * @param {(config: DistributionConfig) => DistributionConfig} change
 */
async function puts(id, change) {
  cloudfront.requests.length = 0;
  await changeDistribution({ id, change, plan: false, isAgreed: true });
  return cloudfront.requests.filter(({ method }) => method === 'PUT').map(({ body }) => body);
}

/**
 * A configuration without our behaviors, and without the number of behaviors.
 *
 * @param {string} xml
 */
function others(xml) {
  return xml
    .replaceAll(BEHAVIOR, (behavior) => (isOwn(behavior) ? '' : behavior))
    .replace(QUANTITY, '')
    .replace('<Items></Items></CacheBehaviors>', '</CacheBehaviors>');
}

/** @param {string} xml */
function ownIn(xml) {
  return (xml.match(BEHAVIOR) ?? []).filter(isOwn);
}

/** @param {string} behavior */
function isOwn(behavior) {
  return PATHS.includes(patternOf(behavior));
}

/** @param {string} behavior */
function patternOf(behavior) {
  return /<PathPattern>(.*?)<\/PathPattern>/s.exec(behavior)?.[1] ?? '';
}

/** @param {string} behavior */
function versionOf(behavior) {
  return new RegExp(`${FUNCTION}:(\\d+)`).exec(behavior)?.[1];
}

/** @param {string} xml */
function quantityIn(xml) {
  return QUANTITY.exec(xml)?.[0];
}

/**
 * @param {any} parsed
 * @param {string[]} path
 * @returns {boolean}
 */
function has(parsed, [name, ...rest]) {
  if (name === undefined) return true;
  return [parsed].flat().some((it) => Object.hasOwn(Object(it), name) && has(it[name], rest));
}

/** @param {DistributionConfig} config */
function withGrpc({ CacheBehaviors, ...config }) {
  const Items = CacheBehaviors?.Items?.map((it) => ({ ...it, GrpcConfig: { Enabled: true } }));
  return { ...config, CacheBehaviors: { Quantity: Items?.length, Items } };
}

/**
 * A site with behaviors of these patterns, that others have made.
 *
 * @param {string[]} patterns
 */
function withBehaviors(patterns) {
  const [kind] = busy(4).CacheBehaviors?.Items?.slice(-1) ?? [];
  const Items = patterns.map((PathPattern) => ({ ...kind, PathPattern }));
  return { ...site(), CacheBehaviors: { Quantity: Items.length, Items } };
}

/** @param {string} xml */
function indented(xml) {
  return xml.replaceAll(/><(?=[A-Z])/g, '>\n  <!-- one -->\n  <');
}
