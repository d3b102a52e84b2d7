/** What is said where a profile gives no credentials: files as people have them, and an STS that refuses. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { AwsError, createClient } from '../../wrapper/deploy/aws.js';
import { findCredentials } from '../../wrapper/deploy/credentials.js';

const HOME = mkdtempSync(join(tmpdir(), 'edge-lookup-home-'));
const ROLE = 'arn:aws:iam::123456789012:role/deploy';

const CONFIG = `
[profile failing]
credential_process = sh -c "echo 'the vault is locked' >&2; exit 1" --token secret
[profile silent]
credential_process = false
[profile garbage]
credential_process = echo hello
[profile counting]
credential_process = sh -c "echo . >> ${HOME}/asked; exit 1"
[profile mfa]
role_arn = ${ROLE}
source_profile = keys
mfa_serial = arn:aws:iam::123456789012:mfa/me
[profile role]
role_arn = ${ROLE}
source_profile = keys
[profile keys]
aws_access_key_id = test
aws_secret_access_key = test
[profile web]
role_arn = ${ROLE}
web_identity_token_file = ${HOME}/token
[profile sso]
sso_session = company
sso_account_id = 123456789012
sso_role_name = deploy
[sso-session company]
sso_region = us-east-1
sso_start_url = https://example.awsapps.com/start
[profile sso-expired]
sso_start_url = https://example.awsapps.com/start
sso_region = us-east-1
sso_account_id = 123456789012
sso_role_name = deploy
[profile login]
login_session = arn:aws:iam::123456789012:user/me
[profile cycle]
role_arn = ${ROLE}
source_profile = circle
[profile circle]
role_arn = ${ROLE}
source_profile = cycle
`;

/** @type {[profile: string, expected: string][]} */
const TABLE = [
  [
    'missing',
    'the profile "missing" does not exist or has no credentials: `aws configure list-profiles` lists the profiles, AWS_PROFILE names the one to use',
  ],
  [
    'failing',
    'the credential_process of the profile "failing" failed (the vault is locked): run that command by itself until it works',
  ],
  [
    'silent',
    'the credential_process of the profile "silent" failed: run that command by itself until it works',
  ],
  [
    'garbage',
    'the profile "garbage" gives no credentials (its credential_process returned invalid JSON): run that command by itself and mend what it prints',
  ],
  [
    'mfa',
    'the profile "mfa" needs an MFA code, which the AWS CLI asks for: run `eval "$(aws configure export-credentials --profile mfa --format env)"; unset AWS_PROFILE`',
  ],
  [
    'sso',
    'the SSO session of the profile "sso" has expired or was never begun: run `aws sso login --profile sso`',
  ],
  [
    'sso-expired',
    'the SSO session of the profile "sso-expired" has expired or was never begun: run `aws sso login --profile sso-expired`',
  ],
  [
    'login',
    'the session of the profile "login" has expired or was never begun: run `aws login --profile login`',
  ],
  [
    'cycle',
    'no AWS credentials from the profile "cycle" (Detected a cycle attempting to resolve credentials for profile cycle. Profiles visited: circle, cycle): set AWS_PROFILE, or run `aws configure` or `aws sso login`',
  ],
  [
    'role',
    `arn:aws:iam::123456789012:user/me may not assume ${ROLE}: allow sts:AssumeRole on it there, and in the role's trust policy; if that demands MFA, sign in with MFA`,
  ],
  [
    'web',
    'the role does not accept this token: compare the conditions of its trust policy, on sub and aud, with the repository, branch or environment that runs this',
  ],
];

/** What STS says of the calls that get credentials. @type {Record<string, string>} */
const REFUSALS = {
  AssumeRole: `User: arn:aws:iam::123456789012:user/me is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`,
  AssumeRoleWithWebIdentity: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
};

const sts = createServer(async (request, response) => {
  const [, action = ''] = /Action=(\w+)/.exec(await text(request)) ?? [];
  response.writeHead(403);
  response.end(
    `<ErrorResponse><Error><Code>AccessDenied</Code><Message>${REFUSALS[action]}</Message></Error></ErrorResponse>`,
  );
});

before(async () => {
  sts.listen(0, '127.0.0.1');
  await once(sts, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (sts.address());
  Object.assign(process.env, {
    HOME,
    AWS_CONFIG_FILE: write('config', CONFIG),
    AWS_SHARED_CREDENTIALS_FILE: write('credentials', ''),
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '1',
  });
  delete process.env.AWS_ACCESS_KEY_ID;
  delete process.env.AWS_SECRET_ACCESS_KEY;
  write('token', 'a token');
  const cache = join('.aws', 'sso', 'cache');
  mkdirSync(join(HOME, cache), { recursive: true });
  const start = 'https://example.awsapps.com/start';
  const name = `${createHash('sha1').update(start).digest('hex')}.json`;
  write(
    join(cache, name),
    JSON.stringify({ accessToken: 't', expiresAt: '2020-01-01T00:00:00Z', startUrl: start }),
  );
});
after(() => {
  sts.close();
  sts.closeAllConnections();
  rmSync(HOME, { recursive: true });
});

for (const [profile, expected] of TABLE) {
  test(`says what to do about the profile "${profile}"`, async () => {
    process.env.AWS_PROFILE = profile;
    assert.equal((await failure()).message, expected);
  });
}

test('says why the default profile gives none, though the SDK tries other sources after it', async () => {
  delete process.env.AWS_PROFILE;
  process.env.AWS_CONFIG_FILE = write('other', '[default]\ncredential_process = false\n');
  const { message } = await failure();
  process.env.AWS_CONFIG_FILE = join(HOME, 'config');
  assert.match(message, /^the credential_process of the profile "default" failed: /);
});

test('without a profile, says how to get one', async () => {
  delete process.env.AWS_PROFILE;
  assert.match((await failure()).message, /^no AWS credentials \(.*\): set AWS_PROFILE, or run /);
});

test('does not use the credentials of the machine in place of a profile that is named', async () => {
  const token = join(HOME, 'token');
  Object.assign(process.env, { AWS_WEB_IDENTITY_TOKEN_FILE: token, AWS_ROLE_ARN: ROLE });
  process.env.AWS_PROFILE = 'missing';
  const { message } = await failure();
  delete process.env.AWS_WEB_IDENTITY_TOKEN_FILE;
  delete process.env.AWS_ROLE_ARN;
  assert.match(message, /^the profile "missing" does not exist/);
});

test('asks a program once for all clients that share the credentials', async () => {
  process.env.AWS_PROFILE = 'counting';
  const credentials = findCredentials();
  await Promise.allSettled([credentials(), credentials(), credentials()]);
  assert.equal(readFileSync(join(HOME, 'asked'), 'utf8'), '.\n');
});

test('is not tried again: no call was without an answer', async () => {
  process.env.AWS_PROFILE = 'missing';
  assert.equal((await failure()).isPassing, false);
});

/** Of a call that would be refused, if it ever came to it. */
async function failure() {
  try {
    await createClient(STSClient, { credentials: findCredentials() }).send(
      new GetCallerIdentityCommand({}),
    );
  } catch (error) {
    assert(error instanceof AwsError);
    return error;
  }
  return assert.fail('it has not failed');
}

/**
 * @param {string} name
 * @param {string} content
 */
function write(name, content) {
  const file = join(HOME, name);
  writeFileSync(file, content);
  return file;
}
