/** Whether the function may decrypt what its tables are encrypted with, and nothing else. */

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { pythonSkip } from '../support/python.js';
import { startDrill } from './drill.js';

const [A, B, C] = ['a', 'b', 'c'].map(
  (name) => `arn:aws:kms:ap-northeast-1:123456789012:key/${name}`,
);

describe('tables that are encrypted with a key of their own', { skip: pythonSkip() }, () => {
  /** @type {import('./drill.js').Drill} */
  let drill;

  before(async () => {
    drill = await startDrill({ distributions: {} });
  });
  beforeEach(() => drill.reset());
  after(() => drill.stop());

  test('without one, the role decrypts nothing', async () => {
    await deploy({});
    assert.equal(await decrypts(), undefined);
  });

  test('a key is what the role may decrypt with, through DynamoDB alone', async () => {
    await deploy({ MediaConvertJobIdToStatus: A });
    assert.deepEqual(await decrypts(), {
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: [A],
      Condition: { StringLike: { 'kms:ViaService': 'dynamodb.*.amazonaws.com' } },
    });
  });

  test('the plan has nothing to change after that', async () => {
    const { code } = await deploy({ MediaConvertJobIdToStatus: A }, ['--plan'], 0);
    assert.equal(code, 0);
  });

  test('with a table more, it is both keys', async () => {
    await deploy({ MediaConvertJobIdToStatus: A, MediaConvertInputFileToJobId: B });
    assert.deepEqual((await decrypts()).Resource, [A, B]);
  });

  test('while a key is replaced it is both, then the new one', async () => {
    await deploy({ MediaConvertJobIdToStatus: C, MediaConvertInputFileToJobId: B });
    assert.deepEqual(given(), [
      [A, B, C],
      [B, C],
    ]);
    assert.deepEqual((await decrypts()).Resource, [B, C]);
  });

  test('what the tables do not say, --kms-key does, and it stays', async () => {
    await deploy({}, []);
    assert.equal(await decrypts(), undefined);
    await deploy('denied', ['--kms-key', `${B},${A}`]);
    assert.deepEqual((await decrypts()).Resource, [A, B]);
    const { stdout } = await deploy('denied');
    assert.match(stdout, /^Stack edge-lookup: nothing to change$/m);
    assert.match(stdout, /^Note: could not check the keys of .*dynamodb:DescribeTable/m);
  });

  /**
   * @param {Record<string, string> | 'denied'} keys By table, or that the tables may not be asked.
   * @param {string[]} [args]
   * @param {number} [expected]
   */
  async function deploy(keys, args = [], expected = 0) {
    drill.recorder.reset();
    drill.recorder.answer(({ name, body }) => {
      if (name !== 'dynamodb:DescribeTable') return undefined;
      return keys === 'denied' ? DENIED : described(JSON.parse(`${body}`).TableName, keys);
    });
    const result = await drill.run('deploy', args);
    assert.equal(result.code, expected, result.stderr);
    return result;
  }

  /** The statement of the role. */
  async function decrypts() {
    const { policies } = await drill.account.role('edge-lookup');
    return policies.DecryptTables?.Statement[0];
  }

  /** The keys that the stack was given, in the order of its updates. */
  function given() {
    const updates = drill.recorder.calls.filter(
      ({ name }) => name === 'cloudformation:UpdateStack',
    );
    return updates.map(({ form }) => {
      const entries = [...form].filter(([, value]) => value === 'KmsKeyArns');
      const [[key]] = entries;
      return form.get(key.replace('ParameterKey', 'ParameterValue'))?.split(',');
    });
  }
});

const DENIED = {
  status: 400,
  body: JSON.stringify({ __type: 'AccessDeniedException', message: 'not authorized' }),
};

/** @type {Record<string, string>} */
const KEYS = { MediaConvertInputFileToJobId: 'InputFile', MediaConvertJobIdToStatus: 'JobId' };

/**
 * @param {string} TableName
 * @param {Record<string, string>} keys
 */
function described(TableName, keys) {
  const key = keys[TableName];
  const Table = {
    TableName,
    KeySchema: [{ AttributeName: KEYS[TableName], KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: KEYS[TableName], AttributeType: 'S' }],
    ...(key && { SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: key } }),
  };
  return { body: JSON.stringify({ Table }) };
}
