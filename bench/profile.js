/**
 * Where a warm request's time goes: `node bench/profile.js`, or with the number of requests. Runs
 * the function of this checkout, not bundled, so that files have their names, and prints a table.
 * The profile itself, for a browser's developer tools, stays in `dist/profile/`.
 */

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { preparePeers, UNBUNDLED } from './peers.js';
import { startSampleDynamoDb } from './stage/dynamodb.js';
import { COMPLETE, eventText, FOUND } from './stage/event.js';
import { startPeer } from './stage/process.js';

/** @import { Profiler } from 'node:inspector' */

const REQUESTS = Number(process.argv[2] ?? 20_000);
const INTERVAL_US = 200;
const SHOWN_FUNCTIONS = 25;
/** Marks what is called for the log. */
const LOG = ' (log)';

const FUNCTION = fileURLToPath(new URL('stage/unbundled.js', import.meta.url));
const DIST = fileURLToPath(new URL('../dist/profile', import.meta.url));

/**
 * What a function belongs to, by its name and its file: the first that fits. V8 counts what is
 * written in C++, system calls and encryption among it, as the function that calls it, or else
 * as "(program)".
 *
 * @type {[part: string, fits: RegExp][]}
 */
const PARTS = [
  ['waiting for DynamoDB', /^\(idle\)/],
  ['the log: its line, and the system call that writes it', / \(log\)$/],
  ['garbage collection', /^\(garbage collector\)/],
  ['native code without a caller: the event loop, decryption, reads', /^\(program\)/],
  ['our WebAssembly', / wasm:/],
  ['its glue', /\/pkg\/edge_lookup/],
  [
    'signing: @smithy/signature-v4, @smithy/core/checksum, node:crypto',
    /signature-v4|checksum|crypto|chunk-util|hex-encoding/,
  ],
  ['our wrapper', /\/wrapper\//],
  ['the rest of the AWS SDK', /@smithy|@aws-sdk/],
  ['HTTP of Node.js', / node:(_http|https?$|internal\/http|url|internal\/url)/],
  [
    'TLS and sockets of Node.js: encryption, and the system call that sends',
    / node:(_tls|tls|net|internal\/(net|stream_base|js_stream))/,
  ],
  [
    'streams, buffers and events of Node.js',
    / node:(internal\/streams|stream|events|buffer|internal\/(buffer|event|abort))/,
  ],
  [
    'timers, promises and ticks of Node.js',
    / node:(timers|internal\/(timers|process|async_hooks|promise))/,
  ],
  ['this benchmark’s runtime', /\/bench\//],
  ['the rest of Node.js', / node:/],
];

const folder = mkdtempSync(join(tmpdir(), 'edge-lookup-profile-'));
const dynamodb = await startSampleDynamoDb();
try {
  const profile = await record();
  const times = selfTimes(profile);
  const total = [...times.values()].reduce((a, b) => a + b, 0);
  const busy = total - (times.get('(idle) ') ?? 0);
  print('part', sumBy(times, partOf), busy);
  print('function', times, busy, SHOWN_FUNCTIONS);
} finally {
  dynamodb.stop();
  rmSync(folder, { recursive: true });
}

/** @returns {Promise<Profiler.Profile>} */
async function record() {
  const { peers } = await preparePeers(folder, dynamodb);
  const like = peers.find(({ name }) => name === UNBUNDLED);
  const [node = '', ...args] = like?.program.command.slice(0, -1) ?? [];
  const flags = ['--cpu-prof', '--cpu-prof-dir', folder, '--cpu-prof-interval', `${INTERVAL_US}`];
  const running = await startPeer({
    command: [node, ...flags, ...args, FUNCTION],
    env: like?.program.env ?? {},
  });
  const { cpuUs } = await running.ask([eventText(FOUND), eventText(COMPLETE)], REQUESTS);
  await running.end();
  console.log(
    `${REQUESTS} requests, each ${(cpuUs / REQUESTS).toFixed(0)} µs of a processor in all threads, with the` +
      ' profiler. The table counts the time of the main thread, also while the system has it wait in a call.',
  );
  const file = readdirSync(folder).find((name) => name.endsWith('.cpuprofile')) ?? '';
  const text = readFileSync(join(folder, file), 'utf8');
  mkdirSync(DIST, { recursive: true });
  writeFileSync(join(DIST, 'warm.cpuprofile'), text);
  return JSON.parse(text);
}

/**
 * How long each function has run itself, in microseconds, by its name and file.
 *
 * @param {Profiler.Profile} profile
 */
function selfTimes({ nodes, samples = [], timeDeltas = [] }) {
  /** @type {Map<number, string>} */
  const names = new Map();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  name(nodes[0], '');
  /** @type {Map<string, number>} */
  const times = new Map();
  samples.forEach((id, i) => {
    const name = names.get(id) ?? '';
    times.set(name, (times.get(name) ?? 0) + timeDeltas[i]);
  });
  return times;

  /**
   * Names a node, and those that it calls. What is not JavaScript has the name of its caller too,
   * and belongs to the same part.
   *
   * @param {Profiler.ProfileNode} node
   * @param {string} caller
   */
  function name({ id, callFrame: { functionName, url }, children = [] }, caller) {
    const own = functionName || '(anonymous)';
    const isBuiltIn = url === '' && !own.startsWith('(') && caller !== '';
    const isLog = caller.endsWith(LOG) || url.endsWith('/wrapper/function/log.js');
    const place = isBuiltIn ? `for ${caller.replace(LOG, '')}` : url;
    const full = `${url.startsWith('wasm:') ? '' : own} ${place}${isLog ? LOG : ''}`;
    names.set(id, full);
    for (const child of children) {
      const node = byId.get(child);
      if (node) name(node, isBuiltIn || url === '' ? caller : full);
    }
  }
}

/** @param {string} name */
function partOf(name) {
  return PARTS.find(([, fits]) => fits.test(name))?.[0] ?? 'V8’s own functions, JSON among them';
}

/**
 * @param {Map<string, number>} times
 * @param {(name: string) => string} group
 */
function sumBy(times, group) {
  /** @type {Map<string, number>} */
  const sums = new Map();
  for (const [name, us] of times) sums.set(group(name), (sums.get(group(name)) ?? 0) + us);
  return sums;
}

/**
 * @param {string} what
 * @param {Map<string, number>} times
 * @param {number} busy What percentages are of.
 * @param {number} [count]
 */
function print(what, times, busy, count = times.size) {
  console.log(`\n| ${what} | µs a request | % of what is not waiting |\n| --- | --: | --: |`);
  const sorted = [...times].sort(([, a], [, b]) => b - a).slice(0, count);
  for (const [name, us] of sorted) {
    const percent = /idle|waiting/.test(name) ? '' : ((us / busy) * 100).toFixed(1);
    console.log(
      `| ${name.replace(/ file:.*\/(?=node_modules|wrapper|pkg|bench)/, ' ')} | ${(us / REQUESTS).toFixed(1)} | ${percent} |`,
    );
  }
}
