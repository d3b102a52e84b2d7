/** The keys with which the DynamoDB of `--dynamodb` is read. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { clientConfig } from '../../wrapper/api/ask-dynamodb.js';
import { pointAtUsers } from '../../wrapper/local/environment.js';

const FOLDER = mkdtempSync(join(tmpdir(), 'edge-lookup-keys-'));
after(() => rmSync(FOLDER, { recursive: true }));

const HOSTS = ['http://127.0.0.1:8000', 'http://vm:8000', 'https://dynamodb.example.com'];

const POINTED = {
  AWS_USE_DUALSTACK_ENDPOINT: 'false',
  AWS_USE_FIPS_ENDPOINT: 'false',
};
const MADE_UP = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };

let count = 0;

/** Where the SDK looks. */
beforeEach(() => {
  for (const name of Object.keys(process.env)) if (/^AWS_/.test(name)) delete process.env[name];
  process.env.AWS_CONFIG_FILE = join(FOLDER, 'none');
  // It reads each file once.
  count += 1;
  process.env.AWS_SHARED_CREDENTIALS_FILE = join(FOLDER, `credentials-${count}`);
});

/** @param {string} url */
const keysAt = async (url) => {
  const { credentials } = clientConfig(new URL(url));
  const found = typeof credentials === 'function' ? await credentials() : credentials;
  return [found?.accessKeyId, found?.secretAccessKey];
};

for (const url of HOSTS) {
  test(`${url} is read with made-up keys where the user has none`, async () => {
    const env = { AWS_PROFILE: 'nobody', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' };
    await pointAtUsers(new URL(url), env);
    assert.deepEqual(env, { AWS_ENDPOINT_URL_DYNAMODB: `${url}/`, ...POINTED, ...MADE_UP });
    assert.deepEqual(await keysAt(url), ['local', 'local']);
  });

  test(`${url} is read with the keys of the user's environment`, async () => {
    const own = { AWS_ACCESS_KEY_ID: 'theirs', AWS_SECRET_ACCESS_KEY: 'secret' };
    Object.assign(process.env, own);
    const env = { ...own };
    await pointAtUsers(new URL(url), env);
    assert.deepEqual(env, { AWS_ENDPOINT_URL_DYNAMODB: `${url}/`, ...POINTED, ...own });
    assert.deepEqual(await keysAt(url), ['theirs', 'secret']);
  });

  test(`${url} is read with the keys of the user's profile`, async () => {
    const profile = '[own]\naws_access_key_id = theirs\naws_secret_access_key = secret\n';
    writeFileSync(String(process.env.AWS_SHARED_CREDENTIALS_FILE), profile);
    process.env.AWS_PROFILE = 'own';
    const env = { AWS_PROFILE: 'own' };
    await pointAtUsers(new URL(url), env);
    assert.deepEqual(env, { AWS_ENDPOINT_URL_DYNAMODB: `${url}/`, ...POINTED, AWS_PROFILE: 'own' });
    assert.deepEqual(await keysAt(url), ['theirs', 'secret']);
  });
}

test('AWS itself is never asked with made-up keys', async () => {
  process.env.AWS_EC2_METADATA_DISABLED = 'true';
  const url = 'https://dynamodb.eu-west-1.amazonaws.com';
  const env = {};
  await pointAtUsers(new URL(url), env);
  assert.deepEqual(env, { AWS_ENDPOINT_URL_DYNAMODB: `${url}/`, ...POINTED });
  await assert.rejects(keysAt(url), { name: 'CredentialsProviderError' });
});
