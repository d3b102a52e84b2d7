/**
 * Runs tests: `npm test`, all of them; `npm run test:quick`, the core natively and the function's;
 * `npm run test:full`, also what takes minutes and seldom fails. Files may be named: `npm test --
 * tests/deploy/stack.test.js`.
 */

import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { parsed } from '../scripts/arguments.js';
import { run, runAll } from '../scripts/programs.js';
import { useRust } from '../scripts/rust.js';
import { installTools } from '../scripts/setup.js';
import { runCommand } from '../wrapper/terminal.js';
import { DRIVER, installChromium, MISSING } from './support/chromium.js';
import { installNode22 } from './support/node22.js';
import { installPython } from './support/python.js';

/** Folders whose files take longest come first, so that no processor is left with one at the end. */
const ALL = ['deploy', 'browser', 'soak', 'function', '**'].map((it) => `tests/${it}/*.test.js`);

/** What `test:quick` runs: nothing that starts a browser, a cloud, or a process a case. */
const QUICK = ['tests/architecture/*.test.js', 'tests/core/*.test.js', 'tests/function/*.test.js'];
const SLOW = ['tests/function/faults.test.js', 'tests/function/lambda.test.js'];

/** @typedef {[title: string, work: () => Promise<void>]} Check */

/** @type {Check} */
const NATIVE = ['Rust, native', () => run('cargo', ['test', '--locked'])];

/** @type {Check[]} */
const BOUNDARY = [
  [
    'Rust, WebAssembly in Node.js',
    () => run('wasm-pack', ['test', '--node', '--', '--locked', '--test', 'boundary']),
  ],
  [
    'Rust, WebAssembly in Chromium',
    () => {
      const browser = ['--headless', '--chrome', '--chromedriver', DRIVER];
      return run('wasm-pack', ['test', ...browser, '--', '--locked', '--test', 'boundary'], {
        env: { ...process.env, WASM_BINDGEN_USE_BROWSER: '1' },
        hint: `see above; it ${MISSING} where that is missing`,
      });
    },
  ],
];

/** @type {Check[]} */
const LONG = [
  ['Every fault in every place', () => node('tests/function/faults/run.js')],
  ['A minute of everything going wrong', () => node('tests/soak/run.js')],
  ['A minute of fuzzing each target', () => node('scripts/fuzz.js')],
];

await runCommand(async () => {
  const command = new Command('npm test --')
    .description('Runs the tests: all of them, or those of some files.')
    .argument('[files...]', 'such as tests/deploy/stack.test.js')
    .option('--quick', 'the core natively, and what is fast of the function')
    .option('--full', 'also what takes minutes and seldom fails');
  const { args: named } = parsed(command);
  const { quick, full } = command.opts();
  if (full) process.env.EDGE_LOOKUP_TEST_FULL = '1';
  if (quick) {
    await useRust();
    const files = globSync(QUICK).filter((file) => !SLOW.includes(file));
    await runAll([NATIVE, javascript(files)]);
    return;
  }
  await installPython();
  await installNode22();
  await installChromium();
  if (named.length > 0) {
    await runAll([javascript(named)]);
    return;
  }
  await installTools();
  const files = [...new Set(ALL.flatMap((pattern) => globSync(pattern).sort()))];
  await runAll([NATIVE, ...BOUNDARY, javascript(files), ...(full ? LONG : [])]);
});

/**
 * @param {string[]} files
 * @returns {Check}
 */
function javascript(files) {
  // One more than there are processors: tests wait for browsers, processes and clouds half of their time.
  const options = ['--test', `--test-concurrency=${availableParallelism() + 1}`];
  return ['JavaScript', () => node(...options, ...files)];
}

/** @param {string[]} args */
function node(...args) {
  return run(process.execPath, args);
}
