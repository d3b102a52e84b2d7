/** The local edge of the installed package. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/**
 * Starts `edge-lookup local`.
 *
 * @param {import('node:test').TestContext} t
 * @param {import('./install.js').Installed} installed
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<string>} Where it listens.
 */
export async function startLocal(t, installed, args, options) {
  const child = spawn(installed.command, ['local', ...args], options);
  t.after(() => child.kill());
  const failed = text(child.stderr);
  const printed = once(child.stdout, 'data', { signal: AbortSignal.timeout(30_000) });
  const [chunk] = await Promise.race([printed, once(child, 'exit').then(() => failed)]);
  const [, origin] = /^Listening on (http:[^,\s]+),/.exec(String(chunk)) ?? [];
  assert.ok(origin, String(chunk));
  return origin;
}
