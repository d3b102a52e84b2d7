/** The commands in the README of `examples/edge-functions/`: what each starts answers as the function's table says. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkHeaders, FOLDER, namesOf, tableOf } from '../emulator/edge-functions.js';

/** @import { TestContext } from 'node:test' */
/** @import { Row } from '../emulator/edge-functions.js' */

const COMMAND = fileURLToPath(new URL('../../wrapper/cli/index.js', import.meta.url));

const COMMANDS = [
  ...readFileSync(`${FOLDER}/README.md`, 'utf8').matchAll(
    /^\| \[`(?<name>.+)\.mjs`\].+`(?<options>--.+)` \|$/gm,
  ),
].map(({ groups = {} }) => groups);

test('every function has a command', () => {
  assert.deepEqual(COMMANDS.map(({ name }) => name).sort(), namesOf('mjs'));
});

describe('npx edge-lookup local', { concurrency: 2 }, () => {
  for (const { name, options } of COMMANDS) {
    test(options, { timeout: 30_000 }, async (t) => {
      const [, country] = /CloudFront-Viewer-Country: (\w\w)/.exec(options) ?? [];
      const rows = tableOf(name).requests.filter((row) => canBeSent(row, country));
      assert.ok(rows.length > 0, 'it has a row to send');
      const port = await start(t, options);
      for (const row of rows) await check(row, port);
    });
  }
});

/**
 * Whether a viewer on this machine can send it: of those that tell addresses apart, the ones for strangers.
 *
 * @param {Row} row
 * @param {string} [country]
 */
function canBeSent(row, country) {
  return (row.country ?? country) === country && (!row.clientIp || row.status === 503);
}

/**
 * @param {TestContext} t
 * @param {string} options
 * @returns {Promise<string>} The port.
 */
async function start(t, options) {
  const line = `exec "${process.execPath}" "${COMMAND}" local ${options}`;
  const child = spawn('sh', ['-c', line], {
    cwd: FOLDER,
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(async () => {
    if (child.kill()) await once(child, 'close');
  });
  const [said] = await once(child.stdout, 'data');
  const [, port] = /^Listening on http:\/\/127\.0\.0\.1:(\d+),/.exec(String(said)) ?? [];
  assert.ok(port, String(said));
  return port;
}

/**
 * @param {Row} row
 * @param {string} port
 */
async function check({ name, request, requestHeaders, requestBody, ...row }, port) {
  const [method, path] = request.split(' ');
  const sent = httpRequest({ port, method, path, headers: requestHeaders, agent: false });
  const [response] = await once(sent.end(requestBody), 'response');
  const body = String(await buffer(response));
  assert.equal(response.statusCode, row.status, `${name}: ${body}`);
  /** @type {string[]} */
  const raw = response.rawHeaders;
  const lines = raw.flatMap((it, i) =>
    i % 2 === 0 ? [/** @type {[string, string]} */ ([it, raw[i + 1]])] : [],
  );
  // The commands have no policy under which a file without Cache-Control is cached.
  const { 'X-Cache': _, ...headers } = row.headers ?? {};
  checkHeaders(lines, headers);
  if (row.body !== undefined) assert.equal(body, row.body, name);
  const url = row.originRequest?.url ?? '/';
  if (!url.startsWith('/')) assert.ok(body.includes(`\n${method} ${url}\n`), `${name}: ${body}`);
}
