/** The requests that show how a route refuses: the core itself says that they do. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseApi } from '../../wrapper/api/load.js';
import { refusedRequests } from '../../wrapper/local/refused-requests.js';
import { CONFIG, testCore } from '../support/core.js';

test('every refusal that the language has is there, an origin that is not allowed too', () => {
  const [route] = parseApi(CONFIG).description.routes;
  const codes = refusedRequests(route, testCore()).map(({ answer }) => answer.code);
  assert.deepEqual(codes, [
    'origin',
    'no-parameter',
    'parameter-absent',
    'parameter-blank',
    'parameter-invalid',
  ]);
});

test('the shortest value that breaks a rule is taken, because firewalls refuse long URLs', () => {
  const config = JSON.stringify({
    dynamodb: { regions: ['us-east-1'] },
    routes: [
      {
        name: 'link',
        path: '/{code}',
        parameter: { name: 'code', maxLength: 4 },
        table: 'Links',
        key: 'code',
        redirect: 'url',
      },
    ],
  });
  const [route] = parseApi(config).description.routes;
  const targets = refusedRequests(route, testCore(config)).map(({ target }) => target);
  assert.deepEqual(targets, ['/xxxxx']);
});
