/**
 * Runs a file of this project on the Node.js that Lambda runs, with everything set up:
 * `node scripts/run.js FILE [ARGUMENT …]`.
 */

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT, setUp } from './setup.js';
import { command } from './terminal.js';

await command(async () => {
  const env = await setUp();
  const node = join(ROOT, 'node_modules', 'node', 'bin', 'node');
  const child = spawn(node, process.argv.slice(2), { env, stdio: 'inherit' });
  // A terminal signals the child too; who signals this process alone means the child.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('exit', (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 1;
  });
});
