/** Runs the linters: formatting, clippy natively and for wasm32, documentation, Biome, types. */

import { spawnSync } from 'node:child_process';
import { command, run, runAll } from './terminal.js';

await command(async () => {
  const components = spawnSync('rustup', ['component', 'list', '--installed'], {
    encoding: 'utf8',
  });
  const missing = ['clippy', 'rustfmt'].filter((name) => !components.stdout.includes(name));
  if (missing.length > 0) await run('rustup', ['component', 'add', ...missing]);

  const deny = ['--', '--deny', 'warnings'];
  const wasm = ['--target', 'wasm32-unknown-unknown'];
  await runAll([
    ['rustfmt', () => run('cargo', ['fmt', '--check'])],
    ['clippy, native', () => run('cargo', ['clippy', '--all-targets', ...deny])],
    ['clippy, wasm32', () => run('cargo', ['clippy', '--lib', '--tests', ...wasm, ...deny])],
    [
      'rustdoc',
      () => run('cargo', ['doc', '--no-deps'], { ...process.env, RUSTDOCFLAGS: '-D warnings' }),
    ],
    ['Biome', () => run('biome', ['ci', '--error-on-warnings'])],
    ['tsc', () => run('tsc', [])],
  ]);
});
