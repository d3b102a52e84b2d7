/** A moto server, which answers as AWS does. It needs `tests/support/requirements.txt`: see `pythonSkip`. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BIN } from './python.js';

const SERVER = fileURLToPath(new URL('moto/server.py', import.meta.url));

/**
 * Starts a server with nothing in it.
 *
 * @param {NodeJS.ProcessEnv} [settings] Of moto's, as environment variables.
 */
export async function startMoto(settings = {}) {
  const server = spawn(join(BIN, 'python'), [SERVER, '-H', '127.0.0.1', '-p', '0'], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const url = await address(server);
  // It writes a line a request, and waits when nobody reads them.
  server.stderr.resume();
  return {
    url,
    async stop() {
      if (!server.kill()) return;
      await once(server, 'exit');
    },
  };
}

/**
 * Where a server says that it listens.
 *
 * @param {import('node:child_process').ChildProcess} server
 */
async function address(server) {
  const { stderr } = server;
  assert(stderr);
  let text = '';
  const ended = once(server, 'exit').then(() => assert.fail(`moto has ended: ${text}`));
  // Once it has said where it listens, its end is no failure.
  ended.catch(() => {});
  for (;;) {
    const said = once(stderr, 'data', { signal: AbortSignal.timeout(60_000) });
    const [chunk] = await Promise.race([said, ended]);
    text += chunk;
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(text) ?? [];
    if (url !== undefined) return url;
  }
}
