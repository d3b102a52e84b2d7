/** Runs the linters: formatting, clippy natively and for wasm32, documentation, the crate, Biome, types. */

import { runCommand } from '../wrapper/terminal.js';
import { output, run, runAll, runQuietly } from './programs.js';
import { installTools } from './setup.js';

await runCommand(async () => {
  await installTools();
  const components = output('rustup', ['component', 'list', '--installed']) ?? '';
  const missing = ['clippy', 'rustfmt'].filter((name) => !components.includes(name));
  if (missing.length > 0) await run('rustup', ['component', 'add', ...missing]);

  const deny = ['--', '--deny', 'warnings'];
  const wasm = ['--target', 'wasm32-unknown-unknown'];
  await runAll([
    ['rustfmt', () => run('cargo', ['fmt', '--check'])],
    ['clippy, native', () => run('cargo', ['clippy', '--locked', '--all-targets', ...deny])],
    [
      'clippy, wasm32',
      () => run('cargo', ['clippy', '--locked', '--lib', '--tests', ...wasm, ...deny]),
    ],
    [
      'rustdoc',
      () =>
        run('cargo', ['doc', '--locked', '--no-deps'], {
          env: { ...process.env, RUSTDOCFLAGS: '-D warnings' },
        }),
    ],
    [
      'cargo package',
      () => runQuietly('cargo', ['package', '--locked', '--no-verify', '--allow-dirty', '--quiet']),
    ],
    ['Biome', () => run('biome', ['ci', '--error-on-warnings'])],
    ['tsc', () => run('tsc', [])],
  ]);
});
