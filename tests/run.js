/** Runs every test: native Rust, the WebAssembly boundary in Node.js, then JavaScript. */

import { globSync } from 'node:fs';
import { installTools } from '../scripts/setup.js';
import { command, run, runAll } from '../scripts/terminal.js';
import { DRIVER, installChromium, MISSING } from './chromium.js';
import { installNode22 } from './node22.js';
import { installPython } from './python.js';

await command(async () => {
  await installTools();
  await installPython();
  await installNode22();
  await installChromium();
  await runAll([
    ['Rust, native', () => run('cargo', ['test'])],
    [
      'Rust, WebAssembly in Node.js',
      () => run('wasm-pack', ['test', '--node', '--', '--test', 'boundary']),
    ],
    [
      'Rust, WebAssembly in Chromium',
      () => {
        const browser = ['--headless', '--chrome', '--chromedriver', DRIVER];
        return run('wasm-pack', ['test', ...browser, '--', '--test', 'boundary'], {
          env: { ...process.env, WASM_BINDGEN_USE_BROWSER: '1' },
          hint: `see above; it ${MISSING} where that is missing`,
        });
      },
    ],
    ['JavaScript', () => run(process.execPath, ['--test', ...globSync('tests/*.test.js')])],
  ]);
});
