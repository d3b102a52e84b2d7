/**
 * The command behind `npm run fuzz [-- --seconds N]`, which fuzzes each target for N seconds
 * (default: 60). It starts from the table of cases and from what earlier runs left in
 * `fuzz/corpus/`.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { eventOf, getItemResponse, tables } from '../tests/support/table.js';
import { parseApi } from '../wrapper/api/load.js';
import { runCommand, step, UsageError } from '../wrapper/terminal.js';
import { parsed } from './arguments.js';
import { output, run, runAll } from './programs.js';
import { ROOT } from './setup.js';

const CARGO_FUZZ = '0.13.2';
const FUZZ = join(ROOT, 'fuzz');
const TOOLS = join(ROOT, '.tools');

/** @import { Case } from '../tests/support/table.js' */

/**
 * Each target, and what it starts from: something of each case of a table, or of the table's configuration.
 *
 * @type {Record<string, (table: { config: string, cases: Case[] }) => (Uint8Array | undefined)[]>}
 */
const TARGETS = {
  decide: ({ cases }) => cases.map((it) => Buffer.from(JSON.stringify(eventOf(it)))),
  declaration: ({ config }) => [Buffer.from(config)],
  load: ({ config }) => [valuesOf(parseApi(config).compiled)],
  shape: ({ cases }) =>
    cases.map((it) => (it.outcome === undefined ? undefined : getItemResponse(it))),
};

/**
 * A compiled configuration without the line that it begins with, and without its checksum.
 *
 * @param {Uint8Array} compiled
 */
function valuesOf(compiled) {
  return compiled.subarray(compiled.indexOf(0x0a) + 1, -4);
}

await runCommand(async () => {
  const command = new Command('npm run fuzz --')
    .description('Fuzzes each target, starting from the table of cases and fuzz/corpus/.')
    .option('--seconds <n>', 'for how long', '60');
  const { seconds } = parsed(command).opts();
  if (!/^[1-9]\d*$/.test(seconds)) throw new UsageError('--seconds needs a whole number');
  process.chdir(ROOT);
  const missing = missingTool();
  if (missing !== undefined) {
    console.error(`Fuzzing is skipped: ${missing}`);
    return;
  }
  await installCargoFuzz();
  // cargo-fuzz itself would mend the lockfile.
  await run('cargo', ['fetch', '--locked', '--manifest-path', join(FUZZ, 'Cargo.toml')]);
  await step('Building the fuzz targets', () => fuzz('build'));
  await runAll(
    Object.keys(TARGETS).map((target) => [
      `Fuzzing ${target} for ${seconds} s`,
      async () => {
        writeSeeds(target);
        await fuzz('run', target, '--', `-max_total_time=${seconds}`, '-max_len=65536');
      },
    ]),
  );
});

/**
 * Runs cargo-fuzz. The core is safe Rust, so there is nothing that a sanitizer would find.
 *
 * @param {string} subcommand
 * @param {string[]} args
 */
function fuzz(subcommand, ...args) {
  const options = ['--fuzz-dir', FUZZ, '--sanitizer', 'none'];
  return run('cargo', ['+nightly', 'fuzz', subcommand, ...options, ...args]);
}

/** What fuzzing needs and set-up does not install, with how to get it. */
function missingTool() {
  if (output('cargo', ['+nightly', '--version']) === null) {
    return 'it needs a nightly toolchain (rustup toolchain install nightly)';
  }
  if (output('c++', ['--version']) === null)
    return 'it needs a C++ compiler, such as g++, for libFuzzer';
  return undefined;
}

async function installCargoFuzz() {
  if (output('cargo', ['fuzz', '--version']) !== null) return;
  const crate = `cargo-fuzz@${CARGO_FUZZ}`;
  await step(`Compiling ${crate} into .tools/, once (about a minute)`, () =>
    run('cargo', ['install', '--locked', '--debug', '--root', TOOLS, crate], {
      env: { ...process.env, CARGO_PROFILE_DEV_DEBUG: '0' },
    }),
  );
}

/**
 * Writes what a target starts from where libFuzzer looks for it.
 *
 * @param {string} target
 */
function writeSeeds(target) {
  const corpus = join(FUZZ, 'corpus', target);
  mkdirSync(corpus, { recursive: true });
  for (const table of tables()) {
    for (const [index, seed] of TARGETS[target](table).entries()) {
      if (seed !== undefined) writeFileSync(join(corpus, `${table.file}-${index}`), seed);
    }
  }
}
