/** `edge-lookup verify`: a right deployment has nothing wrong, and each break of one is named. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { EVENT_TYPES } from '../../wrapper/api/behavior.js';
import { examples } from '../support/examples.js';
import { verified } from './deployment.js';

/** @import { Break } from './deployment.js' */

const LOOKUP = '/api/media/status?job_id=c123456789012-p7kd2m';

for (const eventType of EVENT_TYPES) {
  for (const { name } of examples()) {
    test(`${name} at ${eventType} is right where it is as the local edge is`, async () => {
      const { isRight, transcript } = await verified(name, { eventType });
      assert(isRight, transcript);
      assert.doesNotMatch(transcript, /✗/);
      assert.match(transcript, /^Nothing differs from the local edge\.$/m);
    });
  }
}

describe('what is asked', () => {
  test('an item of the file, one that is not there, and each refusal', async () => {
    const { transcript } = await verified('mediaconvert');
    const titles = [...transcript.matchAll(/^ {2}✓ (.*?) · /gm)].map(([, title]) => title);
    assert.deepEqual(titles.slice(0, titles.indexOf('A preflight') + 1), [
      ...['An item', 'An item, again', 'An item, compressed'],
      ...['No such item', 'No such item, again', 'HEAD', 'input_file twice'],
      ...['The origin is not allowed', 'No parameter', 'No input_file', 'input_file is blank'],
      ...['input_file is not possible', 'Another method', 'A preflight'],
    ]);
  });

  test('a path under a pattern that no route answers', async () => {
    const { transcript } = await verified('price');
    assert.match(transcript, /✓ A path that no route answers · GET \/products\/\S+\/price · 404$/m);
  });

  test('how many requests were sent is said', async () => {
    const { transcript } = await verified('price');
    assert.match(transcript, /^\d+ right, 0 wrong, 1 not checked\. \d+ requests were sent\.$/m);
  });

  test('without items and paths it says that no item was looked up', async () => {
    const { isRight, transcript } = await verified('price', { options: { items: [] } });
    assert(isRight);
    assert.match(transcript, /^ {2}– An item · not looked up: name one with --request PATH/m);
  });

  test('of a path that finds an item the content is not compared', async () => {
    const options = { items: [], paths: [LOOKUP] };
    const { isRight, transcript } = await verified('mediaconvert', { options });
    assert(isRight, transcript);
    assert.match(transcript, /✓ An item · GET \/api\/media\/status\?job_id=c\S+ · 200$/m);
  });

  test('of a path that finds an item a page in its place is named', async () => {
    const { isRight, transcript } = await verified('mediaconvert', {
      options: { items: [], paths: [LOOKUP] },
      break: ({ headers }, { url }) => {
        if (url === LOOKUP) headers['content-type'] = 'text/html';
      },
    });
    assert(!isRight);
    assert.match(
      transcript,
      /content-type: local application\/json; charset=UTF-8 → deployed text/,
    );
  });

  test('a path that no route answers is refused', async () => {
    const options = { paths: ['/elsewhere'] };
    await assert.rejects(verified('mediaconvert', { options }), {
      message:
        '--request /elsewhere: the API refuses it with 404 {"success":false,"message":"No route matches."}',
      exitCode: 2,
    });
  });
});

describe('the cache', () => {
  test('what declares a cache comes from it the second time', async () => {
    const { transcript } = await verified('short-links', { eventType: 'origin-request' });
    assert.match(transcript, /✓ An item, again · GET \/\S+ · Hit from cloudfront, Age \d+$/m);
  });

  test('a cache that stores nothing is named', async () => {
    const { isRight, transcript } = await verified('short-links', {
      eventType: 'origin-request',
      break: ({ headers }) => {
        delete headers.age;
        headers['x-cache'] = 'Miss from cloudfront';
      },
    });
    assert(!isRight);
    assert.match(
      transcript,
      /✗ An item, again .* expected an answer from the cache, came Miss from/,
    );
  });

  test('an error that is cached is named', async () => {
    const { isRight, transcript } = await verified('price', {
      eventType: 'origin-request',
      break: ({ status, headers }) => {
        if (status === 404) headers.age = '3';
      },
    });
    assert(!isRight);
    assert.match(
      transcript,
      /✗ No such item, again .* expected the function to answer, came Error from cloudfront, Age/,
    );
  });
});

/** @type {[what: string, change: Break, said: RegExp][]} */
const BREAKS = [
  [
    'an error page in place of a refusal',
    (reply) => {
      if (reply.status !== 422) return;
      Object.assign(reply, { status: 200, body: '<!doctype html>' });
      reply.headers['content-type'] = 'text/html';
    },
    /✗ No such item · .* status: expected 422, came 200; and content-type, body$/m,
  ],
  [
    'an error page in place of a refusal has its cause',
    (reply) => {
      if (reply.status === 422) reply.headers['content-type'] = 'text/html';
    },
    /^ {2}Perhaps an error page, the distribution's or CloudFront's own, takes the place/m,
  ],
  [
    'CORS headers that are taken out',
    ({ headers }) => {
      for (const name of Object.keys(headers)) if (name.startsWith('access-')) delete headers[name];
    },
    /access-control-allow-origin: local \* → deployed \(none\)[\s\S]*Perhaps a response headers policy/,
  ],
  [
    'a header that a policy replaces',
    ({ headers }) => {
      headers['cache-control'] = 'max-age=31536000';
    },
    /cache-control: expected no-store, came max-age=31536000/,
  ],
  [
    'a header that a policy adds',
    ({ headers }) => {
      headers['strict-transport-security'] = 'max-age=1';
    },
    /^Headers that the local edge does not send: strict-transport-security\.$/m,
  ],
  [
    "CloudFront's page for a function that fails",
    (reply) => {
      Object.assign(reply, { status: 503, body: '<html>' });
      reply.headers['content-type'] = 'text/html';
      reply.headers['x-cache'] = 'LambdaExecutionError from cloudfront';
    },
    /Perhaps LambdaExecutionError: the function failed/,
  ],
  [
    'a bad gateway',
    (reply) => {
      Object.assign(reply, { status: 502, body: '<html>' });
      reply.headers['content-type'] = 'text/html';
    },
    /✗ A preflight · .* status: expected 200, came 502/,
  ],
  [
    'a bucket that answers in place of the function',
    (reply) => {
      Object.assign(reply, { status: 403, body: '<Error>' });
      reply.headers['content-type'] = 'application/xml';
    },
    /Perhaps something else answers this path: edge-lookup status/,
  ],
  [
    'a DynamoDB that cannot be read',
    (reply) => {
      if (reply.body.includes('Not found item')) reply.status = 503;
    },
    /Perhaps the function cannot read DynamoDB/,
  ],
  [
    'HEAD that is answered otherwise than GET',
    (reply, { method }) => {
      if (method === 'HEAD') reply.status = 403;
    },
    /✗ HEAD · HEAD \/\S+ · status: expected 200, came 403/,
  ],
  [
    'a compressed answer that is another',
    (reply, { headers }) => {
      if (headers['accept-encoding'] !== undefined) reply.body += ' ';
    },
    /✗ An item, compressed · .* differs from the plain answer/,
  ],
  [
    'a compressed answer that does not decode',
    (reply, { headers }) => {
      if (headers['accept-encoding'] !== undefined) reply.headers['content-encoding'] = 'gzip';
    },
    /✗ An item, compressed · .* no answer \(Z_DATA_ERROR: incorrect header check\)/,
  ],
  [
    'an answer that nobody asked to be compressed',
    ({ headers }) => {
      headers['content-encoding'] = 'identity';
    },
    /content-encoding: identity came unasked/,
  ],
  [
    'an answer that changes from one time to the next',
    (() => {
      let times = 0;
      return (reply) => {
        times += 1;
        if (times === 2) reply.body = '{}';
      };
    })(),
    /✗ An item, again · .* body: differs from the first time/,
  ],
  [
    'what is not CloudFront',
    ({ headers }) => {
      delete headers['x-amz-cf-id'];
    },
    /✗ A line in the log · no answer has an X-Amz-Cf-Id: is this CloudFront\?/,
  ],
];

for (const [what, change, said] of BREAKS) {
  test(`${what} is named`, async () => {
    const { isRight, transcript } = await verified('mediaconvert', { break: change });
    assert.match(transcript, said);
    assert.equal(isRight, what === 'a header that a policy adds');
  });
}

test('another version of the API is named', async () => {
  const { isRight, transcript } = await verified('mediaconvert', {
    change: (api) => {
      api.envelope = 'none';
    },
  });
  assert(!isRight);
  assert.match(
    transcript,
    /^ {2}Perhaps another api\.json is deployed, or the table has other items\.$/m,
  );
});

test('a server that hangs is named, and given up soon', async () => {
  const options = { timeoutMs: 100 };
  const { isRight, transcript } = await verified('mediaconvert', { break: () => 'hang', options });
  assert(!isRight);
  assert.equal(transcript.match(/✗ .* · no answer within 0\.1 s/g)?.length, 2);
  assert.match(
    transcript,
    /^2 requests in a row got no answer, so no more were sent: check the address/m,
  );
});

test('a server that closes the connection is named', async () => {
  const { isRight, transcript } = await verified('mediaconvert', { break: () => 'close' });
  assert(!isRight);
  assert.match(transcript, /✗ .* · no answer \(ECONNRESET: socket hang up\)/);
});

test('one request without an answer does not end it', async () => {
  const { transcript } = await verified('mediaconvert', {
    break: (_, { method }) => (method === 'POST' ? 'close' : undefined),
  });
  assert.match(transcript, /✗ Another method .* no answer \(ECONNRESET/);
  assert.match(transcript, /^The distribution$/m);
});

test('what comes cannot move the cursor of a terminal', async () => {
  const { transcript } = await verified('mediaconvert', {
    break: (reply) => {
      reply.body = '\u001b[2J\u202e';
    },
  });
  assert.match(transcript, /came \\u\{1b\}\[2J\\u\{202e\}/);
  for (const hostile of ['\u001b[2J', '\u202e']) assert(!transcript.includes(hostile));
});

test('a body without end is cut', async () => {
  const { transcript } = await verified('mediaconvert', {
    break: (reply) => {
      reply.body = 'x'.repeat(3_000_000);
    },
  });
  assert.match(transcript, /✗ .* no answer \(its body is longer than 2000000 bytes\)/);
});
