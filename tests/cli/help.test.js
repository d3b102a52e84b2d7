/** The command `edge-lookup`: its commands, their help, and what it says of a wrong call. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const COMMAND = fileURLToPath(new URL('../../wrapper/cli/main.js', import.meta.url));
const COMMANDS = [
  ...['init', 'local', 'invoke', 'check', 'types', 'openapi', 'build', 'package'],
  ...['template', 'deploy', 'verify', 'status', 'rollback', 'detach', 'logs'],
];

/** @param {string[]} args */
function run(...args) {
  return spawnSync(process.execPath, [COMMAND, ...args], { encoding: 'utf8' });
}

test('--help lists every command, exit code 0', () => {
  const { status, stdout, stderr } = run('--help');
  assert.equal(status, 0, stderr);
  for (const name of COMMANDS) assert.match(stdout, new RegExp(`^  ${name} `, 'm'));
});

test('--version says that of the package, exit code 0', () => {
  const { version } = createRequire(import.meta.url)('../../package.json');
  const { status, stdout, stderr } = run('--version');
  assert.deepEqual([status, stdout, stderr], [0, `${version}\n`, '']);
});

for (const name of COMMANDS) {
  test(`${name} --help says how it is used, exit code 0`, () => {
    const { status, stdout, stderr } = run(name, '--help');
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout, new RegExp(`^Usage: edge-lookup ${name} `));
    assert.doesNotMatch(stdout, /\(default: [^()]*\)\s+\(default:/);
  });
}

/** @type {[what: string, args: string[], said: RegExp][]} */
const WRONG = [
  ['no command', [], /name a command: edge-lookup --help lists them/],
  ['an unknown command', ['start'], /unknown command 'start'/],
  ['a mistyped command', ['deplyo'], /Did you mean deploy\?/],
  ['a mistyped option', ['check', '--confg', 'a'], /Did you mean --config\?.*check --help/],
  ['an option without its value', ['check', '--config'], /argument missing/],
];

for (const [what, args, said] of WRONG) {
  test(`${what} is one line, exit code 2`, () => {
    const { status, stdout, stderr } = run(...args);
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /^edge-lookup: [^\n]+\n$/);
    assert.match(stderr, said);
  });
}
