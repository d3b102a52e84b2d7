/** What a site answers before a deployment, and what ours does after it. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { pythonSkip } from '../support/python.js';
import { startDeployment } from '../verify/deployment.js';
import { site } from './cloudfront-api/distributions.js';
import { startDrill } from './drill.js';
import { startSite } from './site.js';

const SITE = 'E1SITE00000000';

describe('the answers of a site', { skip: pythonSkip() }, () => {
  /** @type {import('./drill.js').Drill} */
  let drill;
  /** @type {Awaited<ReturnType<typeof startSite>>} */
  let viewers;
  /** @type {Awaited<ReturnType<typeof startDeployment>>} */
  let deployment;
  /** @type {any[]} */
  let routes;
  /** @type {import('node:http').RequestListener} */
  let answer = (_, response) => response.writeHead(404).end();

  before(async () => {
    deployment = await startDeployment('mediaconvert');
    viewers = await startSite((received, response) => answer(received, response));
    const { domainName } = viewers;
    drill = await startDrill({ distributions: { [SITE]: site() }, domainName });
    drill.checkout.changeApi((api) => {
      routes = api.routes;
    });
  });
  after(async () => {
    viewers.close();
    await Promise.all([drill.stop(), deployment.stop()]);
  });

  test('a path that the site answers is named with its status, before anything is written', async () => {
    const answered = [200, 204, 301, 400, 401, 405];
    const statuses = [...answered, 403, 404, 410, 500, 503];
    drill.checkout.changeApi((api) => {
      api.routes = statuses.map((it) => ({ ...routes[0], name: `r${it}`, path: `/a/${it}` }));
    });
    /** @type {Set<unknown>} */
    const methods = new Set();
    answer = ({ method, url }, response) => {
      methods.add(method);
      const [, , status = 404] = `${url}`.split('/');
      response.writeHead(Number(status), { location: '/' }).end();
    };
    const { stdout } = await deploy('--plan');
    assert.deepEqual(
      [
        ...stdout.matchAll(/^Warning: the site answers \/a\/(\d+) already, with status (\d+): /gm),
      ].map(([, path, status]) => [Number(path), Number(status)]),
      answered.map((it) => [it, it]),
    );
    assert.deepEqual(methods, new Set(['HEAD']));
    assert.deepEqual(drill.writes(), []);
    drill.checkout.changeApi((api) => {
      api.routes = routes;
    });
  });

  test('a site that answers whatever is asked, as a single-page application, is one warning', async () => {
    answer = (_, response) => response.writeHead(200).end();
    const { stdout } = await deploy('--plan');
    assert.deepEqual(stdout.match(/the site answers [^:]*/g), [
      'the site answers every path, with status 200',
    ]);
  });

  test('after a deployment the distribution is asked once, and a curl line is printed', async () => {
    /** @type {unknown[]} */
    const methods = [];
    answer = async ({ method, url, headers }, response) => {
      methods.push(method);
      if (method === 'HEAD') {
        response.writeHead(404).end();
        return;
      }
      const passed = request(deployment.origin, { method, path: url, headers }).end();
      const [reply] = await once(passed, 'response');
      response.writeHead(reply.statusCode, reply.headers);
      reply.pipe(response);
    };
    const { code, stdout } = await deploy();
    const url = `https://${viewers.domainName}/api/media/job_id?input_file=input_file`;
    assert(stdout.endsWith(`\nIt answers: curl -i '${url}'\n`), stdout.slice(-300));
    assert.equal(code, 0);
    assert.deepEqual(methods, ['HEAD', 'HEAD', 'HEAD', 'OPTIONS']);
  });

  test('our own paths are not among those that the site answers', async () => {
    const { stdout } = await deploy('--plan');
    assert.doesNotMatch(stdout, /the site answers/);
  });

  test('what comes in place of our answer is a warning, with where to try and what says more', async () => {
    answer = (_, response) => response.writeHead(403, { 'content-type': 'text/html' }).end('no');
    const { code, stdout } = await deploy();
    const [warning, hint] = stdout.trimEnd().split('\n').slice(-2);
    assert.match(warning, /^Warning: OPTIONS https:\S+: status: expected 200, came 403; /);
    assert.match(
      hint,
      new RegExp(`^Try https:\\S+; edge-lookup verify https://${viewers.domainName} says more\\.$`),
    );
    assert.equal(code, 0);
  });

  /** @param {string[]} args */
  function deploy(...args) {
    drill.reset();
    return drill.run('deploy', ['--distribution', SITE, ...args], viewers.env);
  }
});
