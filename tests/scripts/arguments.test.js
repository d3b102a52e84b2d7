/** The scripts behind npm's commands: what they say of arguments. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { ROOT } from '../../scripts/setup.js';

for (const script of ['scripts/fuzz.js', 'tests/soak/run.js', 'tests/run.js']) {
  test(`${script} takes no option that it does not know, exit code 2`, () => {
    const { status, stderr } = run(script, '--nope');
    assert.equal(stderr, "edge-lookup: unknown option '--nope'\n");
    assert.equal(status, 2);
  });

  test(`${script} shows help`, () => {
    const { status, stdout } = run(script, '--help');
    assert.match(stdout, /^Usage: npm [^\n]+ -- \[options\]/);
    assert.equal(status, 0);
  });
}

/**
 * @param {string} script
 * @param {string} argument
 */
function run(script, argument) {
  return spawnSync(process.execPath, [script, argument], { cwd: ROOT, encoding: 'utf8' });
}
