/** The Rust that builds what ships. */

import { Failure, step } from '../wrapper/terminal.js';
import { output, run } from './programs.js';

/**
 * The one whose bytes are measured and tested. A `rust-toolchain.toml` would fail where this version can
 * be neither found nor downloaded, and another one builds as well.
 */
const RUST = '1.95.0';

export const WASM_TARGET = 'wasm32-unknown-unknown';

/**
 * From here on, cargo and rustc are those of the pinned Rust if rustup has it or can get it, or else the
 * installed ones. A toolchain that `RUSTUP_TOOLCHAIN` names is taken as it is.
 *
 * @throws {Failure} If there is no Rust.
 */
export async function useRust() {
  if (output('cargo', ['--version']) === null) missing('Rust');
  const toolchains = output('rustup', ['toolchain', 'list']) ?? missing('rustup');
  if (process.env.RUSTUP_TOOLCHAIN === undefined && installed() !== RUST) {
    if (toolchains.split('\n').some((line) => line.startsWith(`${RUST}-`)) || (await install())) {
      process.env.RUSTUP_TOOLCHAIN = RUST;
    }
  }
  await addTarget();
}

/** @returns {Promise<boolean>} Whether it could be installed. */
async function install() {
  try {
    const parts = [
      '--profile',
      'minimal',
      '--component',
      'clippy,rustfmt',
      '--target',
      WASM_TARGET,
    ];
    await step(`Installing Rust ${RUST}`, () =>
      run('rustup', ['toolchain', 'install', RUST, ...parts]),
    );
    return true;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(
      `note: Rust ${RUST} cannot be installed, so Rust ${installed()} builds: what it builds works, but ` +
        `has other bytes. RUSTUP_TOOLCHAIN=stable does not try.`,
    );
    return false;
  }
}

/** The version of the active one. */
function installed() {
  return /^rustc (\S+)/.exec(output('rustc', ['--version']) ?? '')?.[1];
}

async function addTarget() {
  const targets = output('rustup', ['target', 'list', '--installed']) ?? '';
  if (targets.split(/\s+/).includes(WASM_TARGET)) return;
  await step(`Adding the Rust target ${WASM_TARGET}`, () =>
    run('rustup', ['target', 'add', WASM_TARGET], { hint: 'is Rust’s server reachable?' }),
  );
}

/**
 * @param {string} what
 * @returns {never}
 */
function missing(what) {
  throw new Failure(`${what} is not installed: get it from https://rustup.rs, then try again`);
}
