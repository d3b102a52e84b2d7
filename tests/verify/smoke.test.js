/** The one request after a deployment. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { smokeTest } from '../../wrapper/verify/smoke.js';
import { startDeployment } from './deployment.js';

/** @param {Parameters<typeof startDeployment>[1]} [how] */
async function smoke(how) {
  /** @type {(string | undefined)[]} */
  const methods = [];
  const { origin, api, eventType, stop } = await startDeployment('price', {
    ...how,
    break: (reply, request) => {
      methods.push(request.method);
      return how?.break?.(reply, request);
    },
  });
  try {
    const result = await smokeTest(origin, { api, eventType, timeoutMs: 100 });
    return { ...result, origin: origin.origin, methods };
  } finally {
    await stop();
  }
}

test('a deployment that answers is right, with a URL and a curl line', async () => {
  const { origin, methods, ...result } = await smoke();
  const url = `${origin}/products/1/price`;
  assert.deepEqual(result, {
    isRight: true,
    line: `OPTIONS ${url}: 200`,
    url,
    curl: `curl -i '${url}'`,
  });
  assert.deepEqual(methods, ['OPTIONS'], 'which costs no read');
});

test('what comes in its place is one line, with the cause', async () => {
  const { isRight, line, origin } = await smoke({
    break: (reply) => {
      reply.status = 403;
      reply.headers['content-type'] = 'application/xml';
    },
  });
  assert(!isRight);
  assert.match(
    line,
    /: status: expected 200, came 403; .*\. Perhaps something else answers this path/,
  );
  assert(line.startsWith(`OPTIONS ${origin}/`));
});

test('a distribution that does not answer is one line', async () => {
  const { isRight, line } = await smoke({ break: () => 'hang' });
  assert(!isRight);
  assert.match(line, /: no answer within 0\.1 s$/);
});
