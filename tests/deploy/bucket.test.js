/** What S3 is asked before and while the code is put into its bucket. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { after, before, beforeEach, test } from 'node:test';
import { planUpload } from '../../wrapper/deploy/bucket.js';

const ACCOUNT = '123456789012';
const OWN = `edge-lookup-${ACCOUNT}-us-east-1`;
const ZIP = Buffer.from('a zip file');
const SHA256 = createHash('sha256').update(ZIP).digest();

/** @type {{ call: string, headers: import('node:http').IncomingHttpHeaders, body: string }[]} */
const requests = [];
/** What is there, by path, and with what status HEAD is answered. @type {Record<string, number>} */
let there = {};
let region = 'us-east-1';
const server = createServer(async (request, response) => {
  const url = new URL(request.url ?? '', 'http://127.0.0.1');
  const query = [...url.searchParams.keys()].filter((key) => key !== 'x-id');
  const path = url.pathname.replace(/\/$/, '');
  const call = [request.method, path, ...query].join(' ');
  requests.push({ call, headers: request.headers, body: await text(request) });
  const status = request.method === 'HEAD' ? (there[path] ?? 404) : 200;
  response.writeHead(status, { 'x-amz-bucket-region': region }).end();
});

before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  Object.assign(process.env, {
    // A host that is an address takes buckets as paths.
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
});
beforeEach(() => {
  requests.length = 0;
  there = {};
  region = 'us-east-1';
});
after(() => {
  server.close();
  server.closeAllConnections();
});

test('without a bucket one is made in one call, so that nothing can end before it is protected', async () => {
  const upload = await planUpload({ account: ACCOUNT, key: 'k' });
  assert.deepEqual(
    upload.plan.map((line) => line.split(':')[0]),
    [`Bucket ${OWN}`, 'Object s3'],
  );
  await upload.run(ZIP, SHA256);
  assert.deepEqual(calls(), [`HEAD /${OWN}`, `PUT /${OWN}`, `PUT /${OWN}/k`]);
});

test('a bucket and an object that are there are left alone', async () => {
  there = { [`/${OWN}`]: 200, [`/${OWN}/k`]: 200 };
  const upload = await planUpload({ account: ACCOUNT, key: 'k' });
  assert.deepEqual(upload.plan, []);
  await upload.run(ZIP, SHA256);
  assert.deepEqual(calls(), [`HEAD /${OWN}`, `HEAD /${OWN}/k`]);
});

test('where it ended after the bucket was made, the next time uploads only', async () => {
  there = { [`/${OWN}`]: 200 };
  await (await planUpload({ account: ACCOUNT, key: 'k' })).run(ZIP, SHA256);
  assert.deepEqual(calls(), [`HEAD /${OWN}`, `HEAD /${OWN}/k`, `PUT /${OWN}/k`]);
});

test('the own bucket is made again where it was remembered and is gone', async () => {
  const upload = await planUpload({ account: ACCOUNT, key: 'k', name: OWN });
  assert.equal(upload.plan.length, 2);
});

test('no other account gets the code, and no other bytes become it', async () => {
  there = { [`/${OWN}`]: 200 };
  await (await planUpload({ account: ACCOUNT, key: 'k' })).run(ZIP, SHA256);
  assert.deepEqual(
    requests.map(({ headers }) => headers['x-amz-expected-bucket-owner']),
    [ACCOUNT, ACCOUNT, ACCOUNT],
  );
  assert.equal(requests[2].headers['x-amz-checksum-sha256'], SHA256.toString('base64'));
});

test('a bucket elsewhere is refused', async () => {
  there = { '/mine': 200 };
  region = 'ap-northeast-1';
  await assert.rejects(planUpload({ account: ACCOUNT, key: 'k', name: 'mine' }), {
    message: /^the bucket mine is in ap-northeast-1: /,
  });
});

for (const [place, told] of [
  ['us-east-1', ''],
  ['eu-west-1', '<LocationConstraint>eu-west-1</LocationConstraint>'],
]) {
  test(`a new bucket is in ${place}, as its name says`, async () => {
    region = place;
    const upload = await planUpload({ account: ACCOUNT, key: 'k', region: place });
    assert.equal(upload.bucket, `edge-lookup-${ACCOUNT}-${place}`);
    await upload.run(ZIP, SHA256);
    const made = requests.find(({ call }) => call === `PUT /${upload.bucket}`);
    const [constraint = ''] =
      /<LocationConstraint>.*<\/LocationConstraint>/.exec(`${made?.body}`) ?? [];
    assert.equal(constraint, told);
  });
}

test('a bucket of another account is refused', async () => {
  there = { [`/${OWN}`]: 403 };
  await assert.rejects(planUpload({ account: ACCOUNT, key: 'k' }), {
    message: `these credentials lack the permission s3:ListBucket on the bucket ${OWN}, or it is another account's: name one of this account with --bucket`,
  });
});

function calls() {
  return requests.map(({ call }) => call);
}
