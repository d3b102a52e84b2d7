/** The examples' tables of requests and answers, over HTTP through `edge-lookup local`. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { EVENT_TYPES } from '../../wrapper/api/behavior.js';
import { examples, USUAL_HEADERS } from '../support/examples.js';

/** @import { IncomingMessage } from 'node:http' */
/** @import { Row } from '../support/examples.js' */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Headers that answers have only if their row says so. */
const OWN_HEADERS = ['Location', 'Vary', 'Retry-After'];

for (const eventType of EVENT_TYPES) {
  for (const { name, requests } of examples()) {
    describe(`${name} at ${eventType}`, { concurrency: false }, () => {
      /** @type {Awaited<ReturnType<typeof start>>} */
      let edge;
      before(async () => {
        edge = await start(name, eventType);
      });
      after(() => edge?.end());

      for (const row of requests) {
        test(`${row.name}: ${row.request}`, async () => {
          const { response, body } = await send(edge.origin, row);
          assert.equal(response.statusCode, row.outsideBehaviors ? 404 : row.status);
          if (row.outsideBehaviors) {
            assert.match(body, /in production, another behavior of the site/);
            return;
          }
          const unset = OWN_HEADERS.map((name) => [name, undefined]);
          const expected = Object.fromEntries([...unset, ...USUAL_HEADERS]);
          assert.deepEqual(
            Object.fromEntries(
              Object.keys(expected).map((name) => [name, response.headers[name.toLowerCase()]]),
            ),
            { ...expected, ...row.headers },
          );
          assert.equal(body, row.request.startsWith('HEAD ') ? '' : (row.body ?? ''));
        });
      }
    });
  }
}

/**
 * Starts what `edge-lookup local` starts, with the items beside the configuration.
 *
 * @param {string} name Of the example.
 * @param {string} eventType
 */
async function start(name, eventType) {
  const command = ['wrapper/cli/main.js', 'local', '--config', `examples/${name}/api.json`];
  const child = spawn(process.execPath, [...command, '--trigger', eventType], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'readable', { signal: AbortSignal.timeout(30_000) });
  const said = String(child.stdout.read());
  const [, origin] = /^Listening on (\S+), reading/.exec(said) ?? [];
  assert.ok(origin, said);
  child.stdout.resume();
  return { origin, end: async () => child.kill() && once(child, 'close') };
}

/**
 * Sends a request with its target as it is: `fetch` would normalise the path.
 *
 * @param {string} edge
 * @param {Row} row
 */
async function send(edge, { request: line, origin }) {
  const [method, path] = line.split(' ');
  const headers = origin === undefined ? {} : { Origin: origin };
  const { hostname, port } = new URL(edge);
  const sent = request({ hostname, port, method, path, headers, agent: false });
  sent.end();
  /** @type {[IncomingMessage]} */
  const [response] = /** @type {any} */ (await once(sent, 'response'));
  return { response, body: await text(response) };
}
