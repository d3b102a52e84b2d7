/**
 * The zip file as Lambda runs it: unpacked where there is nothing else, in a fresh process of each
 * Node.js, with Lambda's environment, and with DynamoDB's own address behind TLS.
 */

import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { nodeProgram } from '../../scripts/node.js';
import { parseApi } from '../../wrapper/api/load.js';
import { packageFunction } from '../../wrapper/deploy/package.js';
import { startDatabase } from '../../wrapper/local/database.js';
import { tablesOf } from '../../wrapper/local/declared-tables.js';
import { CONFIG } from '../support/core.js';
import { putItems } from '../support/example.js';
import { node22Skip } from '../support/node22.js';
import { createAuthority } from './lambda/certificate.js';
import { corpora, HANDLERS } from './lambda/corpus.js';
import { startDynamoDb } from './lambda/dynamodb.js';
import { CREDENTIALS } from './lambda/environment.js';
import { startFunction } from './lambda/process.js';
import { stage } from './lambda/stage.js';
import { unpack } from './lambda/zip.js';

/** @typedef {import('./lambda/process.js').RunningFunction} RunningFunction */

const HOST = 'dynamodb.ap-northeast-1.amazonaws.com';

const RUNTIMES = [
  { major: 22, path: nodeProgram(22), skip: node22Skip() },
  { major: 24, path: nodeProgram(24), skip: false },
];

/** A lookup of a sample that no case of the table has, for each handler. */
const LOOKUPS = [
  ['/api/media/job_id', 'input_file=Sintel.mov', { job_id: 'c123456789012-q1w8zt' }],
  ['/api/media/job_id', 'input_file=queue%2Fhop.mp4', { job_id: 'c123456789012-h8t2vo' }],
  [
    '/api/media/status',
    'job_id=c123456789012-p7kd2m',
    { job_status: 'PROGRESSING', progress_rate: 42 },
  ],
].map(([uri, querystring, found], i) => ({
  handler: HANDLERS[i],
  event: { Records: [{ cf: { request: { method: 'GET', uri, querystring, headers: {} } } }] },
  body: JSON.stringify({ success: true, ...Object(found) }),
}));
const [LOOKUP] = LOOKUPS;
const UNAVAILABLE = { success: false, message: 'Service unavailable.' };

const CORPORA = corpora().map((corpus) => {
  const api = parseApi(corpus.config);
  const { zip } = packageFunction(api);
  return { ...corpus, root: unpack(zip), tables: tablesOf(api.description) };
});
const root = String(CORPORA.find(({ config }) => config === CONFIG)?.root);
const tables = new Map(CORPORA.flatMap((it) => it.tables).map((it) => [it.name, it]));
const database = await startDatabase({ tables: [...tables.values()] });
await putItems(database);
const authority = createAuthority();
const certificate = authority.issue('*.ap-northeast-1.amazonaws.com', '*.us-east-1.amazonaws.com');
const dynamodb = await startDynamoDb({ database: database.url, certificate });
const destination = { port: dynamodb.port, ca: authority.ca };

after(async () => {
  await dynamodb[Symbol.asyncDispose]();
  await database.close();
  for (const { root } of CORPORA) rmSync(root, { recursive: true });
});

test('no package is found from where the zip file is unpacked', () => {
  const { resolve } = createRequire(join(root, 'index.mjs'));
  assert.throws(() => resolve('@smithy/signature-v4'), { code: 'MODULE_NOT_FOUND' });
});

for (const { skip, ...runtime } of RUNTIMES) {
  describe(`Node.js ${runtime.major}`, { skip }, () => {
    for (const { handler, event, body } of LOOKUPS) {
      test(`a fresh process answers its first request, by ${handler}`, async () => {
        await using running = await startFunction({ runtime, root, handler, destination });
        const answer = JSON.parse(await running.invoke(event));
        assert.equal(answer.body, body);
        const [entry, ...more] = await running.stop();
        assert.partialDeepStrictEqual(entry, { cold: true, region: 'ap-northeast-1' });
        assert.deepEqual(more, []);
      });
    }

    test("a read asks for DynamoDB's own host, by TLS and by HTTP", async () => {
      const [, { host, headers }] = await arrivalsOf(runtime);
      assert.equal(host, HOST);
      assert.equal(headers.host, HOST);
    });

    test("a read is signed with the role's credentials, for DynamoDB's Region", async () => {
      const [, { headers }] = await arrivalsOf(runtime);
      const { AWS_ACCESS_KEY_ID: id, AWS_SESSION_TOKEN: token } = CREDENTIALS;
      const scope = `Credential=${id}/\\d{8}/ap-northeast-1/dynamodb/aws4_request`;
      assert.match(String(headers.authorization), new RegExp(`^AWS4-HMAC-SHA256 ${scope},`));
      assert.equal(headers['x-amz-security-token'], token);
    });

    test('a read goes over the connection that was made while the function loaded', async () => {
      const [hello, read, ...more] = await arrivalsOf(runtime);
      assert.equal(hello.headers.authorization, undefined);
      assert.equal(read.from, hello.from);
      assert.deepEqual(more, []);
    });

    test('a server whose authority is not trusted is not asked', async () => {
      const before = dynamodb.arrivals.length;
      const { body, failures } = await failWith(runtime, { port: dynamodb.port });
      assert.deepEqual(JSON.parse(body), UNAVAILABLE);
      assert.match(
        failures[0].error,
        /^UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT_LOCALLY)$/,
      );
      assert.equal(dynamodb.arrivals.length, before);
    });

    test('a server with a certificate for another host is not asked', async () => {
      const other = authority.issue('*.eu-central-1.amazonaws.com');
      await using impostor = await startDynamoDb({ database: database.url, certificate: other });
      const { body, failures } = await failWith(runtime, { ...destination, port: impostor.port });
      assert.deepEqual(JSON.parse(body), UNAVAILABLE);
      assert.equal(failures[0].error, 'ERR_TLS_CERT_ALTNAME_INVALID');
      assert.deepEqual(impostor.arrivals, []);
    });

    test('any other connection would end the process', async () => {
      await using running = await startOther(
        runtime,
        `
        import { get } from 'node:http';
        export const handler = async () => { get('http://127.0.0.1:9/'); };
      `,
      );
      await assert.rejects(running.invoke({}), /a connection that nobody expects: 127\.0\.0\.1:9/);
    });

    test('a handler that takes a callback would not be loaded', async () => {
      const source = 'export const handler = async (event, context, callback) => {};';
      await assert.rejects(startOther(runtime, source), /index\.handler takes a callback/);
    });

    for (const { handlers, questions, root } of CORPORA) {
      describe('the table of cases', () => {
        /** @type {Map<string, RunningFunction>} */
        const running = new Map();

        before(async () => {
          for (const handler of handlers) {
            running.set(handler, await startFunction({ runtime, root, handler, destination }));
          }
        });

        after(async () => {
          for (const it of running.values()) await it.stop();
        });

        for (const { name, handler, testCase, event, answer } of questions) {
          test(`${handler}, ${name}`, async () => {
            await stage(testCase, { database: database.url, dynamodb });
            const before = dynamodb.arrivals.length;
            assert.equal(await running.get(handler)?.invoke(event), answer);
            const arrived = dynamodb.arrivals.slice(before);
            assert.equal(arrived.length > 0, testCase.read !== undefined);
            if (isOrdinary(testCase)) assert(arrived.every(({ forwarded }) => forwarded));
          });
        }
      });
    }
  });
}

/**
 * Whether the database itself has to answer.
 *
 * @param {import('../support/table.js').Case} testCase
 */
function isOrdinary({ outcome, status }) {
  if (outcome === 'missing') return true;
  // DynamoDB's limit for an item, with room for its key.
  return status === '200' && outcome?.item && JSON.stringify(outcome.item).length < 390 * 1024;
}

/**
 * What a function sends to DynamoDB, from loading to the end of a lookup.
 *
 * @param {import('./lambda/process.js').Runtime} runtime
 */
async function arrivalsOf(runtime) {
  const before = dynamodb.arrivals.length;
  await using running = await startFunction({ runtime, root, destination });
  await running.invoke(LOOKUP.event);
  await running.stop();
  return dynamodb.arrivals.slice(before);
}

/**
 * The answer and the failures of a lookup that fails.
 *
 * @param {import('./lambda/process.js').Runtime} runtime
 * @param {import('./lambda/reroute.js').Destination} destination
 */
async function failWith(runtime, destination) {
  await using running = await startFunction({ runtime, root, destination });
  const { status, body } = JSON.parse(await running.invoke(LOOKUP.event));
  const [{ failures }] = await running.stop();
  assert.equal(status, '503');
  return { body, failures };
}

/**
 * Starts another function.
 *
 * @param {import('./lambda/process.js').Runtime} runtime
 * @param {string} source
 */
async function startOther(runtime, source) {
  const other = mkdtempSync(join(realpathSync(tmpdir()), 'edge-lookup-'));
  writeFileSync(join(other, 'index.mjs'), source);
  try {
    return await startFunction({ runtime, root: other, destination });
  } finally {
    rmSync(other, { recursive: true });
  }
}
