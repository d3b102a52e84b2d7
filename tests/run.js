/** Runs every test: native Rust, the WebAssembly boundary in Node.js, then JavaScript. */

import { globSync } from 'node:fs';
import { installTools } from '../scripts/setup.js';
import { command, run, runAll } from '../scripts/terminal.js';
import { installNode22 } from './node22.js';
import { installPython } from './python.js';

await command(async () => {
  await installTools();
  await installPython();
  await installNode22();
  await runAll([
    ['Rust, native', () => run('cargo', ['test'])],
    [
      'Rust, WebAssembly in Node.js',
      () => run('wasm-pack', ['test', '--node', '--', '--test', 'boundary']),
    ],
    ['JavaScript', () => run(process.execPath, ['--test', ...globSync('tests/*.test.js')])],
  ]);
});
