/**
 * Stands for Lambda's Node.js runtime: loads a module, then takes orders on standard input, each a
 * line of JSON, and reports on file descriptor 3. An order names events, and how many requests to
 * make with them, one after the other: so nothing is measured but the handler, and what Lambda's
 * runtime does too, which is to parse the event and to write the answer as JSON.
 */

import { writeSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const TIMEOUT_MS = 5_000;

const { handler } = await import(pathToFileURL(process.argv[2]).href);
report({ cpuUs: cpuUs() });

let pending = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk) => {
  const lines = (pending + chunk).split('\n');
  pending = lines.pop() ?? '';
  for (const line of lines) obey(JSON.parse(line));
});
process.stdin.on('end', () => process.exit());

/** @param {import('./process.js').Order} order */
async function obey({ events, times }) {
  const before = { cpuUs: cpuUs(), ms: performance.now() };
  let answer = '';
  for (let i = 0; i < times; i += 1) {
    const event = JSON.parse(events[i % events.length]);
    answer = JSON.stringify(await handler(event, context()));
    // Between two requests of Lambda there is time to do what is to be done after one, such as
    // giving a connection back.
    if (times > 1) await setImmediate();
  }
  report({
    answer,
    cpuUs: cpuUs() - before.cpuUs,
    wallUs: (performance.now() - before.ms) * 1000,
  });
}

function context() {
  const end = performance.now() + TIMEOUT_MS;
  return { getRemainingTimeInMillis: () => Math.round(end - performance.now()) };
}

/** Of all threads since the process began. */
function cpuUs() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** @param {object} message */
function report(message) {
  writeSync(3, `${JSON.stringify(message)}\n`);
}
