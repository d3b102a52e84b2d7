/**
 * A deployment that is stopped before each of its writes in turn, and then made again: what is answered meanwhile
 * is answered all the time, and the end is always the same.
 */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, mock, test } from 'node:test';
import { CACHING_OPTIMIZED } from '../../wrapper/api/cache-policy.js';
import { parseApi } from '../../wrapper/api/load.js';
import { carryOut, planDeployment } from '../../wrapper/deploy/deployment.js';
import { associationsOf, behaviorsOf, isOf } from '../../wrapper/deploy/distribution-config.js';
import { readStack } from '../../wrapper/deploy/stack.js';
import { ONLY_FULL } from '../support/full.js';
import { pythonSkip } from '../support/python.js';
import { ACCOUNT, startAccount } from './account.js';
import { site } from './cloudfront-api/distributions.js';
import { startCloudFront } from './cloudfront-api/server.js';
import { startCommand } from './command.js';
import { startStopper } from './stopper.js';

/** @import { CacheBehavior } from '@aws-sdk/client-cloudfront' */
/** @import { Options } from '../../wrapper/deploy/deployment.js' */

/**
 * @typedef {object} Deployment
 * @property {Record<string, string>} tables By the paths of their routes.
 * @property {number} seconds How long answers may be cached.
 * @property {Partial<Options>} options
 */

const SITE = 'E1SITE00000000';
const OTHER = 'E2OTHER0000000';

const BEFORE = {
  tables: { '/kept': 'Old', '/removed': 'Removed', '/named': 'Named' },
  seconds: 60,
  options: { trigger: 'origin-request', kmsKey: [kmsKey('old')] },
};
const AFTER = {
  tables: { '/kept': 'New', '/renamed': 'Named' },
  seconds: 120,
  options: { trigger: 'origin-request', kmsKey: [kmsKey('new')] },
};

/** @type {Record<string, [from: Deployment | undefined, to: Deployment]>} */
const CHANGES = {
  'everything but the trigger': [BEFORE, AFTER],
  'the trigger too': [
    BEFORE,
    { ...AFTER, options: { ...AFTER.options, trigger: 'viewer-request' } },
  ],
  'the trigger the other way': [{ ...BEFORE, options: { trigger: 'viewer-request' } }, AFTER],
  'the first deployment': [undefined, AFTER],
  'another distribution too': [
    AFTER,
    { ...AFTER, options: { ...AFTER.options, distribution: OTHER } },
  ],
};

/** Those in which the rest is too, by and large. */
const ALWAYS = ['everything but the trigger', 'the first deployment'];

describe('a deployment that is stopped', { skip: pythonSkip(), concurrency: false }, () => {
  /** @type {Awaited<ReturnType<typeof startAccount>>} */
  let account;
  /** @type {Awaited<ReturnType<typeof startCloudFront>>} */
  let cloudfront;
  /** @type {import('./stopper.js').Stopper} */
  let stopper;

  before(async () => {
    account = await startAccount();
    cloudfront = await startCloudFront({ distributions: {}, domainName: '127.0.0.1:9' });
    stopper = await startStopper({ moto: account.url, cloudfront: cloudfront.url.href });
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL: stopper.url,
    });
    mock.method(console, 'log', () => {});
    mock.method(console, 'error', () => {});
  });
  after(async () => {
    stopper.close();
    await Promise.all([account.stop(), cloudfront.close()]);
  });

  for (const [i, [name, [from, to]]] of Object.entries(CHANGES).entries()) {
    const skip = !ALWAYS.includes(name) && ONLY_FULL;
    test(`leaves no gap and comes to the same end: ${name}`, { skip }, async () => {
      /** @type {unknown} */
      let end;
      for (let writes = 0, isStopped = true; isStopped; writes++) {
        const stack = `change-${i}-stopped-after-${writes}`;
        await startOver(stack, from);
        const check = () => holds(stack, from, to);
        isStopped = await stopper.run(() => deploy(stack, to), { after: writes, check });
        await check();
        await stopper.run(() => deploy(stack, to), { check });
        const state = await stateOf(stack, to);
        end ??= state;
        assert.deepEqual(state, end, `stopped after ${writes} writes`);
      }
      const kept = JSON.stringify(end);
      assert.doesNotMatch(kept, /Kept|was\./);
    });
  }

  test('a process that is killed before it switches the distribution over is no other case', async (t) => {
    const stack = 'killed';
    await startOver(stack, BEFORE);
    await stopper.run(() => deploy(stack, AFTER));
    const end = await stateOf(stack, AFTER);
    const folder = mkdtempSync(join(tmpdir(), 'edge-lookup-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const config = join(folder, 'api.json');
    writeFileSync(config, JSON.stringify(apiOf(AFTER)));
    await startOver(`${stack}-again`, BEFORE);
    const args = [
      ...['--config', config],
      ...['--stack', `${stack}-again`],
      ...['--distribution', SITE],
    ];
    const options = ['--kms-key', String(AFTER.options.kmsKey)];
    const command = startCommand('deploy', [...args, ...options], {
      AWS_ENDPOINT_URL: stopper.url,
    });
    const { kill, ended } = command;
    await stopper.run(() => ended, { after: 2, kill });
    assert.equal((await ended).code, 'SIGKILL');
    await holds(`${stack}-again`, BEFORE, AFTER);
    await stopper.run(() => deploy(`${stack}-again`, AFTER));
    assert.deepEqual(await stateOf(`${stack}-again`, AFTER), end);
  });

  /**
   * An account with nothing but what a deployment has made.
   *
   * @param {string} stack
   * @param {Deployment | undefined} from
   */
  async function startOver(stack, from) {
    await account.reset();
    await cloudfront.put(SITE, site());
    await cloudfront.put(OTHER, site());
    if (from !== undefined) await stopper.run(() => deploy(stack, from));
    cloudfront.invalidations.length = 0;
  }

  /**
   * @param {string} stack
   * @param {Deployment} deployment
   */
  async function deploy(stack, { options, ...deployment }) {
    const api = parseApi(JSON.stringify(apiOf(deployment)));
    const planned = await planDeployment(api, { stack, distribution: SITE, ...options });
    await carryOut(planned);
  }

  /**
   * What holds at every moment: the paths are those of before or after, and each is answered by a version
   * that may read its table, with a cache policy that there is.
   *
   * @param {string} stack
   * @param {Deployment | undefined} from
   * @param {Deployment} to
   */
  async function holds(stack, from, to) {
    const behaviors = ownBehaviors(stack, to);
    const version = versionOf(behaviors[0]);
    const answered = version === '2' || from === undefined ? to : from;
    if (
      (from === undefined || from.options.distribution !== to.options.distribution) &&
      behaviors.length === 0
    )
      return;
    assert.deepEqual(
      behaviors.map((it) => [it.PathPattern, versionOf(it)]),
      Object.keys(answered.tables).map((path) => [path, version]),
    );
    assert((await account.versions(stack))?.includes(version), `there is no version ${version}`);
    const allowed = JSON.stringify((await account.role(stack)).policies);
    for (const table of Object.values(answered.tables)) {
      assert.match(allowed, new RegExp(`:table/${table}"`));
    }
    for (const key of answered.options.kmsKey ?? []) assert(allowed.includes(key), key);
    const policies = await account.resources(stack, 'AWS::CloudFront::CachePolicy');
    for (const { CachePolicyId = '' } of behaviors) {
      assert([CACHING_OPTIMIZED.id, ...policies].includes(CachePolicyId), CachePolicyId);
    }
  }

  /**
   * All that there is in the end, without the names that differ.
   *
   * @param {string} stack
   * @param {Deployment} to
   */
  async function stateOf(stack, to) {
    const { template = '', parameters, outputs } = (await readStack(stack)) ?? {};
    const { policies } = await account.role(stack);
    const state = {
      stack: { template: JSON.parse(template), parameters, outputs },
      policies,
      behaviors: ownBehaviors(stack, to),
      versions: await account.versions(stack),
      invalidated: [...new Set(cloudfront.invalidations.flatMap(({ paths }) => paths))],
    };
    const ids = Object.entries(outputs ?? {}).filter(([id]) => id.startsWith('CachePolicy'));
    const text = ids.reduce(
      (all, [name, id]) => all.replaceAll(id, name),
      JSON.stringify(state).replaceAll(stack, 'STACK'),
    );
    return JSON.parse(text);
  }

  /**
   * @param {string} stack
   * @param {Deployment} to
   */
  function ownBehaviors(stack, { options: { distribution = SITE } }) {
    const own = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:${stack}`;
    return behaviorsOf(cloudfront.get(distribution)).filter((it) =>
      associationsOf(it).some((association) => isOf(own, association)),
    );
  }
});

/** @param {Pick<Deployment, 'tables' | 'seconds'>} deployment */
function apiOf({ tables, seconds }) {
  return {
    dynamodb: { regions: ['us-east-1'] },
    routes: Object.entries(tables).map(([path, table]) => ({
      name: path.slice(1),
      path,
      parameter: { name: 'id' },
      table,
      key: 'Id',
      fields: ['Name'],
      cache: { seconds },
    })),
  };
}

/** @param {CacheBehavior} behavior */
function versionOf(behavior) {
  return String(associationsOf(behavior)[0]?.LambdaFunctionARN?.split(':').at(-1));
}

/** @param {string} name */
function kmsKey(name) {
  return `arn:aws:kms:us-east-1:${ACCOUNT}:key/${name}`;
}
