/** `npm run soak [-- --seconds N]`: that nothing leaks, is lost or falls over while all goes wrong. */

import { Command } from 'commander';
import { parsed } from '../../scripts/arguments.js';
import { Failure, runCommand, UsageError } from '../../wrapper/terminal.js';
import { growth } from './memory.js';
import { MAX_SOCKETS, soak } from './soak.js';

const CONCURRENCY = 64;
const SHOW_EVERY_MS = 5_000;
const REGIONS = 2;

/** WebAssembly's memory grows by pages of 64 KiB. */
const PAGES_A_MB = 16;

/** Sockets that are being closed are counted too. */
const CLOSING = 10;

/** @type {unknown[]} What nobody caught. */
const uncaught = [];
for (const event of ['unhandledRejection', 'uncaughtException']) {
  process.on(event, (error) => {
    uncaught.push(error);
    // It may come after the summary.
    process.exitCode = 1;
  });
}

await runCommand(async () => {
  const command = new Command('npm run soak --')
    .description('Asks the function without a pause while everything goes wrong.')
    .option('--seconds <n>', 'for how long, 5 to 3600', Number, 60);
  const { seconds } = parsed(command).opts();
  if (!(seconds >= 5 && seconds <= 3_600)) throw new UsageError('--seconds takes 5 to 3600');

  const start = performance.now();
  let shown = start;
  const { begun, answered, found, slowestMs, sockets, peakSockets, errors, memory, left } =
    await soak({ seconds, concurrency: CONCURRENCY, onSample: show }).catch(fail);

  const grown = growth(memory);
  console.log(
    `${begun} requests, ${answered} answered: ${found} found, ${answered - found} of 503`,
  );
  console.log(`${Math.round(answered / seconds)} a second, the slowest ${slowestMs.toFixed(0)} ms`);
  console.log(`failed attempts: ${JSON.stringify(errors)}`);
  console.log(`sockets: at most ${peakSockets}; in the end ${sockets}, at the servers ${left}`);
  for (const { kind, from, to } of grown) {
    const pages = kind === 'wasm' ? ` (${to * PAGES_A_MB} pages)` : '';
    const last = `${to.toFixed(1)} in the last${pages}`;
    console.log(`${kind}: ${from.toFixed(1)} MB in the second fifth, ${last}`);
  }
  console.log(`uncaught: ${uncaught.length}`);

  const wrong = [
    ...uncaught.map((error) => `uncaught: ${stackOf(error)}`),
    ...grown.filter(({ grew }) => grew).map(({ kind }) => `${kind} grows`),
    ...(peakSockets > REGIONS * MAX_SOCKETS + CLOSING ? [`${peakSockets} sockets at once`] : []),
    ...(sockets + left > 0 ? ['connections are left'] : []),
    ...(found === 0 ? ['nothing was found'] : []),
  ];
  if (wrong.length > 0) throw new Failure(wrong.join('\n'));

  /** @param {import('./soak.js').Progress} progress */
  function show({ answered, found, sockets, memory }) {
    const now = performance.now();
    if (now - shown < SHOW_EVERY_MS) return;
    shown = now;
    const { rss, heapUsed } = memory[memory.length - 1];
    const [rssMb, heapMb] = [rss, heapUsed].map((bytes) => (bytes / 1024 / 1024).toFixed(0));
    console.error(
      `${((now - start) / 1_000).toFixed(0)} s: ${answered} answered, ${found} found, ` +
        `${sockets} sockets, RSS ${rssMb} MB, heap ${heapMb} MB`,
    );
  }
});

/**
 * @param {unknown} error
 * @returns {never}
 */
function fail(error) {
  throw new Failure(stackOf(error));
}

/** @param {unknown} error */
function stackOf(error) {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
