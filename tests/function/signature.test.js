/** The signature of a read, checked by moto, which computes it anew as AWS does. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createDynamoDb } from '../../wrapper/function/dynamodb.js';
import { startMoto } from '../support/moto.js';
import { pythonSkip } from '../support/python.js';
import { acceptAny } from '../support/reads.js';

const REGION = 'us-east-1';
const READ = JSON.stringify({ TableName: 'Table', Key: { K: { S: 'found' } } });

describe('moto, which checks signatures', { skip: pythonSkip() }, () => {
  /** @type {Awaited<ReturnType<typeof startMoto>>} */
  let moto;
  /** @type {URL} */
  let endpoint;
  let keys = { accessKeyId: '', secretAccessKey: '' };

  before(async () => {
    // As many actions as set it up are taken unsigned.
    moto = await startMoto({ INITIAL_NO_AUTH_ACTION_COUNT: '5' });
    endpoint = new URL(moto.url);
    await iam({ Action: 'CreateUser', UserName: 'u' });
    const allowed = { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: '*' };
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [allowed] });
    await iam({
      Action: 'PutUserPolicy',
      UserName: 'u',
      PolicyName: 'p',
      PolicyDocument: policy,
    });
    const created = await iam({ Action: 'CreateAccessKey', UserName: 'u' });
    keys = {
      accessKeyId: element(created, 'AccessKeyId'),
      secretAccessKey: element(created, 'SecretAccessKey'),
    };
    await dynamodb('CreateTable', {
      TableName: 'Table',
      AttributeDefinitions: [{ AttributeName: 'K', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'K', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    });
    await dynamodb('PutItem', { TableName: 'Table', Item: { K: { S: 'found' } } });
  });

  after(() => moto.stop());

  test('takes the right secret', async () => {
    const { response } = await read(keys);
    assert.deepEqual(JSON.parse(String(response.body)), { Item: { K: { S: 'found' } } });
  });

  test('refuses another secret', async () => {
    const secretAccessKey = keys.secretAccessKey.toUpperCase();
    await assert.rejects(read({ ...keys, secretAccessKey }), { retryable: false });
  });

  test('refuses an unknown key', async () => {
    await assert.rejects(read({ ...keys, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' }), {
      retryable: false,
    });
  });

  /** @param {typeof keys} credentials */
  function read(credentials) {
    const { getItem } = createDynamoDb({ region: REGION, credentials, endpoint: endpoint.href });
    return getItem(READ, { signal: AbortSignal.timeout(10_000), accept: acceptAny });
  }

  /** @param {Record<string, string>} action */
  function iam(action) {
    return send('iam', {}, new URLSearchParams({ ...action, Version: '2010-05-08' }).toString());
  }

  /**
   * @param {string} operation
   * @param {object} input
   */
  function dynamodb(operation, input) {
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
    };
    return send('dynamodb', headers, JSON.stringify(input));
  }

  /**
   * @param {string} service By which moto finds out what is asked of it.
   * @param {Record<string, string>} headers
   * @param {string} body
   */
  async function send(service, headers, body) {
    const scope = `AKIDEXAMPLE/20260101/${REGION}/${service}/aws4_request`;
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { ...form, ...headers, authorization },
      body,
    });
    const text = await response.text();
    assert.equal(response.status, 200, text);
    return text;
  }
});

/**
 * The text of the first XML element of this name.
 *
 * @param {string} xml
 * @param {string} name
 */
function element(xml, name) {
  return new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)?.[1] ?? '';
}
