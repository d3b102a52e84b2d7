/** How the commands of deployment answer what they cannot do anything with. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startCommand } from './command.js';

/** @type {[command: string, args: string[], message: RegExp][]} */
const TABLE = [
  ['deploy', ['--stack', '1st'], /--stack needs a letter, then .*, is "1st"/],
  ['deploy', ['--stack', 'a'.repeat(64)], /--stack needs .* at most 63/],
  ['deploy', ['--distribution', 'arn:aws:cloudfront'], /--distribution needs the id of/],
  ['deploy', ['--trigger', 'viewer-response'], /--trigger needs viewer-request or origin-request/],
  ['deploy', ['--runtime', 'python3.14'], /--runtime needs nodejs24\.x or nodejs22\.x/],
  ['deploy', ['--origin', 'https://example.com'], /--origin needs a domain/],
  [
    'deploy',
    ['--origin', 'example.com', '--distribution', 'E2QWRUHEXAMPLE'],
    /--origin makes a distribution, --distribution takes one: drop one/,
  ],
  ['deploy', ['--kms-key', 'alias/mine'], /--kms-key needs an ARN of kms, is "alias\/mine"/],
  [
    'deploy',
    ['--kms-key', 'arn:aws:kms:us-east-1:123456789012:alias/mine'],
    /--kms-key needs an ARN of kms/,
  ],
  ['deploy', ['--permissions-boundary', 'boundary'], /--permissions-boundary needs an ARN of iam/],
  [
    'deploy',
    ['--role-arn', 'arn:aws:iam::123456789012:policy/a'],
    /--role-arn needs an ARN of iam, is "arn:aws:iam::123456789012:policy\/a"/,
  ],
  [
    'deploy',
    ['--tags', 'web'],
    /--tags needs keys and values, such as team=web,stage=prod, is "web"/,
  ],
  ['deploy', ['--tags', 'a=b,=c'], /--tags needs keys and values/],
  ['deploy', ['--json'], /--json is for --plan/],
  ['deploy', ['--target', 'rest-api'], /--target needs http-api or function-url, is "rest-api"/],
  [
    'deploy',
    ['--target', 'http-api', '--region', 'Tokyo'],
    /--region needs an AWS Region such as eu-west-1, is "Tokyo"/,
  ],
  ...[
    ['--distribution', 'E2QWRUHEXAMPLE'],
    ['--trigger', 'origin-request'],
    ['--origin', 'example.com'],
    ['--take-all'],
    ['--like', 'default'],
  ].map(
    (option) =>
      /** @type {[string, string[], RegExp]} */ ([
        'deploy',
        ['--target', 'http-api', ...option],
        new RegExp(`${option[0]} is for CloudFront's edge: drop it, or --target http-api$`, 'm'),
      ]),
  ),
  [
    'deploy',
    ['--region', 'eu-west-1'],
    /--region is for --target, .* in us-east-1: drop it, or add --target$/m,
  ],
  ['deploy', ['--parameter-overrides', 'A=b'], /--parameter-overrides is for --target/],
  [
    'deploy',
    ['--target', 'http-api', '--parameter-overrides', 'LogRetentionDays'],
    /--parameter-overrides needs keys and values, such as .*, is "LogRetentionDays"/,
  ],
  [
    'deploy',
    ['--target', 'function-url', '--parameter-overrides', 'ThrottlingRateLimit=5'],
    /--target function-url has no ThrottlingRateLimit, only Architecture, LogRetentionDays, ReservedConcurrency$/m,
  ],
  [
    'deploy',
    ['--target', 'http-api', '--parameter-overrides', 'CodeBucket=mine'],
    /--target http-api has no CodeBucket/,
  ],
  [
    'deploy',
    ['--target', 'http-api', '--parameter-overrides', 'constructor=1'],
    /--target http-api has no constructor/,
  ],
  [
    'deploy',
    ['--target', 'http-api', '--parameter-overrides', 'Architecture=mips'],
    /Architecture needs arm64 or x86_64, is "mips"/,
  ],
  [
    'deploy',
    ['--target', 'http-api', '--parameter-overrides', 'ThrottlingBurstLimit=0'],
    /ThrottlingBurstLimit needs a whole number, at least 1, is "0"/,
  ],
  [
    'deploy',
    ['--target', 'http-api', '--parameter-overrides', 'LogRetentionDays=31'],
    /LogRetentionDays needs 1 or 3 or .* or 3653, is "31"/,
  ],
  ['template', ['--target', 'edge'], /--target needs http-api or function-url, is "edge"/],
  [
    'logs',
    ['--region', 'eu-west-1', '--distribution', 'E2QWRUHEXAMPLE'],
    /--distribution is for functions at CloudFront's edge, --region for others: drop one/,
  ],
  [
    'logs',
    ['--region', 'eu-west-1', '--retention', '30'],
    /the stack sets the retention: edge-lookup deploy .* LogRetentionDays=14$/m,
  ],
  ['deploy', ['--force'], /unknown option '--force' \(edge-lookup deploy --help shows more\)/],
  ['deploy', ['production'], /too many arguments/],
  ['rollback', [], /--distribution needs the id of a distribution, such as/],
  ['detach', [], /--distribution needs the id of a distribution, such as/],
  ['package', ['--out', 'a'], /unknown option '--out'/],
  ['template', ['--out', 'a'], /unknown option '--out'/],
];

for (const [command, args, message] of TABLE) {
  test(`${command} ${args.join(' ').slice(0, 60)} is one line`, async () => {
    const { code, stdout, stderr } = await startCommand(command, args, {}).ended;
    assert.match(stderr, message);
    assert.match(stderr, /^edge-lookup: [^\n]+\n$/);
    assert.deepEqual([code, stdout], [2, '']);
  });
}

for (const command of ['package', 'template', 'deploy', 'rollback', 'detach']) {
  test(`${command} --help says how it is used`, async () => {
    const { code, stdout, stderr } = await startCommand(command, ['--help'], {}).ended;
    assert.match(stdout, new RegExp(`^Usage: edge-lookup ${command} `));
    assert.deepEqual([code, stderr], [0, '']);
  });
}

test('an AWS that does not answer is one line', async () => {
  const { code, stderr } = await startCommand('deploy', [], {}).ended;
  assert.match(stderr, /^edge-lookup: cannot reach AWS for sts:GetCallerIdentity \(\w+\): .*$/m);
  assert.equal(code, 1);
});

test('no credentials are one line that says what to do', async () => {
  const env = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };
  const args = ['--distribution', 'E2QWRUHEXAMPLE'];
  const { code, stderr } = await startCommand('rollback', args, env).ended;
  assert.match(stderr, /^edge-lookup: no AWS credentials \(.*\): set AWS_PROFILE, .*\n$/);
  assert.equal(code, 1);
});

for (const [command, option] of [
  ['deploy', '--plan'],
  ['rollback', '--plan'],
  ['deploy', '--distribution=E2QWRUHEXAMPLE'],
  ['logs', '--retention=30'],
]) {
  test(`npm run ${command} ${option}, which npm swallows, is refused`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'edge-lookup-npm-'));
    const file = fileURLToPath(new URL('../../wrapper/cli/main.js', import.meta.url));
    const scripts = { [command]: `"${process.execPath}" "${file}" ${command}` };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts }));
    const env = {
      ...process.env,
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      AWS_ACCESS_KEY_ID: 'test',
    };
    const { status, stderr } = spawnSync('npm', ['run', command, option], {
      cwd: folder,
      env,
      encoding: 'utf8',
    });
    rmSync(folder, { recursive: true });
    const [name] = option.split('=');
    assert.match(
      stderr,
      new RegExp(`^edge-lookup: put -- before the options: .* -- ${name} …$`, 'm'),
    );
    assert.equal(status, 2);
  });
}
