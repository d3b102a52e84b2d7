/** A short soak: see tests/soak/. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

test('ten seconds of everything going wrong', () => {
  // A process of its own, because its memory is measured. Room for new objects, which V8 makes
  // larger and larger under load, reaches a small limit before the measuring begins.
  const options = ['--max-semi-space-size=8'];
  const run = fileURLToPath(new URL('run.js', import.meta.url));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...options, run, '--seconds', '10'],
    {
      encoding: 'utf8',
      timeout: 60_000,
    },
  );
  assert.equal(status, 0, `${stdout}\n${stderr}`);
});
