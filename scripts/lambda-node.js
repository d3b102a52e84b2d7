/** Running a file of this project on the Node.js that Lambda runs, with everything set up. */

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { LIKE_LAMBDA } from '../wrapper/api/lambda.js';
import { nodeProgram } from './node.js';
import { ROOT, setUp } from './setup.js';

/**
 * Ends with the exit code of the file.
 *
 * @param {string} file From the top of this project.
 * @param {string[]} args
 */
export async function runOnLambdaNode(file, args) {
  const cwd = process.cwd();
  const env = await setUp();
  const child = spawn(nodeProgram(24), [...LIKE_LAMBDA, join(ROOT, file), ...args], {
    cwd,
    env,
    stdio: 'inherit',
  });
  // A terminal signals the child too; who signals this process alone means the child.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('exit', (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 1;
  });
}
