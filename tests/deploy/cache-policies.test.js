/** Which cache policies deployments make, share and leave behind. */

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { CACHING_OPTIMIZED } from '../../wrapper/api/cache-policy.js';
import { pythonSkip } from '../support/python.js';
import { site } from './cloudfront-api/distributions.js';
import { startDrill } from './drill.js';

const A = 'E1A00000000000';
const B = 'E2B00000000000';
const TO_A = ['--distribution', A, '--trigger', 'origin-request'];
const TO_B = ['--distribution', B, '--trigger', 'origin-request'];

describe('cache policies', { skip: pythonSkip() }, () => {
  /** @type {import('./drill.js').Drill} */
  let drill;
  /** @type {any[]} */
  let routes = [];

  before(async () => {
    drill = await startDrill({ distributions: { [A]: site(), [B]: site() } });
    drill.checkout.changeApi((api) => {
      routes = structuredClone(api.routes);
    });
  });
  beforeEach(() => drill.reset());
  after(() => drill.stop());

  test('at viewer-request there is none', async () => {
    assert.equal((await drill.run('deploy', ['--distribution', A])).code, 0);
    assert.deepEqual(
      await drill.account.resources('edge-lookup', 'AWS::CloudFront::CachePolicy'),
      [],
    );
    assert.deepEqual(policiesOf(A), [CACHING_OPTIMIZED.id, CACHING_OPTIMIZED.id]);
  });

  test('at origin-request each key has one, and it is let go on the way back', async () => {
    await deploy(TO_A);
    assert.deepEqual(await made(), policiesOf(A).sort());
    assert.equal((await made()).length, 2);
    await deploy(['--distribution', A, '--trigger', 'viewer-request']);
    assert.deepEqual(await made(), []);
    await deploy(TO_A);
    assert.equal((await made()).length, 2);
  });

  /** @type {[what: string, change: (routes: any[]) => void][]} */
  const CHANGES = [
    [
      'renaming a route',
      ([first]) => {
        first.name = 'renamed';
      },
    ],
    ['removing a route', (all) => all.pop()],
    [
      "changing a route's time in caches",
      ([first]) => {
        first.cache = { seconds: 5 };
      },
    ],
  ];

  for (const [what, change] of CHANGES) {
    test(`${what} and doing it back leaves none behind, and makes none twice`, async () => {
      const changed = structuredClone(routes);
      change(changed);
      await deploy(TO_A, changed);
      assert.deepEqual(await made(), [...new Set(policiesOf(A))].sort());
      await deploy(TO_A);
      assert.deepEqual(await made(), [...new Set(policiesOf(A))].sort());
      const again = await drill.run('deploy', TO_A);
      assert.match(again.stdout, /^Stack edge-lookup: nothing to change$/m);
    });
  }

  test('routes whose answers are cached in the same way share one', async () => {
    const [first] = routes;
    await deploy(TO_A, [first, { ...first, name: 'second', path: '/api/media/second' }]);
    assert.equal((await made()).length, 1);
    assert.deepEqual(new Set(policiesOf(A)), new Set(await made()));
    await deploy(TO_A);
  });

  test('what another distribution still has is kept until that lets go too', async () => {
    await deploy(TO_B);
    const old = policiesOf(B);
    const [first, second] = structuredClone(routes);
    first.cache = { seconds: 9 };
    const { stdout } = await deploy(TO_A, [first, second]);
    assert.match(
      stdout,
      new RegExp(
        `^Note: permissions and cache policies of an earlier version are kept, because ${B} st`,
        'm',
      ),
    );
    assert.deepEqual(policiesOf(B), old);
    assert.deepEqual(await made(), [...new Set([...old, ...policiesOf(A)])].sort());
    await deploy(TO_B, [first, second]);
    assert.deepEqual(await made(), policiesOf(A).sort());
    assert.deepEqual(policiesOf(B), policiesOf(A));
  });

  test('deploying again to one of two distributions finds nothing to change', async () => {
    await deploy(TO_A, routes.slice(0, 1));
    const { code, stdout } = await drill.run('deploy', [...TO_A, '--plan']);
    assert.match(stdout, /^Stack edge-lookup: nothing to change$/m);
    assert.equal(code, 0);
    drill.reset();
    await deploy(TO_A, routes.slice(0, 1));
    assert.deepEqual(
      drill.writes().filter((it) => !it.endsWith('/invalidation')),
      [],
    );
    await deploy(TO_B);
    await drill.run('detach', ['--distribution', B]);
  });

  test('a behavior that outlives its route has no policy of ours any more', async () => {
    await deploy(TO_A);
    await drill.cloudfront.change(A, (config) => {
      for (const it of config.CacheBehaviors?.Items ?? []) {
        it.TrustedKeyGroups = { Enabled: true, Quantity: 1, Items: ['group'] };
      }
    });
    await deploy(TO_A, routes.slice(0, 1));
    const own = await made();
    const left = drill.cloudfront
      .get(A)
      .CacheBehaviors?.Items?.filter((it) => !it.LambdaFunctionAssociations?.Quantity);
    assert.equal(left?.length, routes.length - 1);
    for (const { CachePolicyId = '' } of left) assert(!own.includes(CachePolicyId));
    await deploy(TO_A);
  });

  test('what a detached stack has, nothing uses, so the stack can be deleted', async () => {
    const own = await made();
    for (const id of [A, B]) {
      assert.equal((await drill.run('detach', ['--distribution', id])).code, 0);
      assert(drill.cloudfront.xml(id).length > 0);
      for (const policy of own) assert(!drill.cloudfront.xml(id).includes(String(policy)));
    }
  });

  test('without the permission to see what is used, all is kept and a note says why', async () => {
    await deploy(TO_A);
    const before = await made();
    drill.cloudfront.deny('cloudfront:ListDistributions');
    const { stdout } = await deploy(TO_A, routes.slice(0, 1));
    assert.match(
      stdout,
      /^Note: .* kept, because these credentials lack the permission cloudfront:ListD/m,
    );
    assert.deepEqual(await made(), before);
  });

  /**
   * @param {string[]} args
   * @param {any[]} [changed] Routes, in place of the usual ones.
   */
  async function deploy(args, changed = routes) {
    drill.checkout.changeApi((api) => {
      api.routes = changed;
    });
    const result = await drill.run('deploy', args);
    assert.equal(result.code, 0, result.stderr);
    return result;
  }

  /** The ids of those that there are. */
  async function made() {
    return (await drill.account.resources('edge-lookup', 'AWS::CloudFront::CachePolicy')).sort();
  }

  /** @param {string} id */
  function policiesOf(id) {
    const behaviors = drill.cloudfront.get(id).CacheBehaviors?.Items ?? [];
    return behaviors.map(({ CachePolicyId = '' }) => CachePolicyId);
  }
});
