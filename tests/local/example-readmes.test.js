/** The commands in the examples' READMEs, and the answers that they show. */

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ROOT } from '../../scripts/setup.js';

const COMMAND = join(ROOT, 'wrapper', 'cli', 'index.js');
const SHOWN_ORIGIN = 'http://127.0.0.1:8080';

const FOLDERS = globSync('examples/*/api.json', { cwd: ROOT }).map(
  (file) => file.split(/[\\/]/)[1],
);

test('every example is listed', () => {
  const list = readFileSync(join(ROOT, 'examples', 'README.md'), 'utf8');
  const listed = [...list.matchAll(/^\| \[`(.+)\/`\]\((.+)\)/gm)];
  assert.deepEqual(listed.map(([, name]) => name).sort(), FOLDERS.sort());
  for (const [, name, link] of listed) assert.equal(link, `${name}/README.md`);
});

for (const folder of FOLDERS) {
  describe(folder, () => {
    const readme = readFileSync(join(ROOT, 'examples', folder, 'README.md'), 'utf8');
    /** @type {import('node:child_process').ChildProcess} */
    let child;
    let origin = '';

    before(async () => {
      const [, args] = /^ {4}npx edge-lookup (local .+)$/m.exec(readme) ?? [];
      assert.ok(args, 'it says how to run it');
      child = spawn(process.execPath, [COMMAND, ...args.split(' ')], {
        cwd: ROOT,
        env: { ...process.env, PORT: '0' },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const signal = AbortSignal.timeout(30_000);
      const [said] = await once(/** @type {any} */ (child.stdout), 'data', { signal });
      origin = /^Listening on (\S+),/.exec(String(said))?.[1] ?? '';
      assert.ok(origin, String(said));
    });
    after(async () => {
      if (child?.kill()) await once(child, 'close');
    });

    test('its curl line is answered as shown', () => {
      const [, curl, answer] = /^ {4}\$ (curl .+)\n {4}(.+)$/m.exec(readme) ?? [];
      assert.ok(curl?.includes(SHOWN_ORIGIN), 'it has a curl line');
      const line = curl.replace(SHOWN_ORIGIN, origin);
      // Without the options of whoever runs this.
      const said = execFileSync('sh', ['-c', line.replace('curl', 'curl -q --silent')], {
        encoding: 'utf8',
        timeout: 10_000,
      });
      assert.equal(said.trimEnd(), answer);
    });
  });
}
