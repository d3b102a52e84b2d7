/**
 * Sets up what the other commands need and is not there yet: npm packages, the wasm32 target,
 * wasm-pack and wasm-bindgen, the WebAssembly build. Runs on a bare Node.js, before there are any
 * packages, and takes a few milliseconds when all is there.
 */

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure, runCommand, step } from '../wrapper/terminal.js';
import { writeGlueFactory } from './glue.js';
import { output, run } from './programs.js';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The oldest Node.js that the npm packages run on. */
const NODE_MAJOR = 20;
const WASM_PACK = '0.15.1';
const WASM_TARGET = 'wasm32-unknown-unknown';

/** The modules of WebAssembly that the crate becomes, by the features that make them. */
const MODULES = ['compiler', 'edge', 'page'];

const TOOLS = join(ROOT, '.tools');
const PACKAGES = join(ROOT, 'node_modules');
const PKG = join(ROOT, 'pkg');

/** Where the programs are that set-up has installed. */
const ENV = {
  ...process.env,
  PATH: [join(TOOLS, 'bin'), join(PACKAGES, '.bin'), process.env.PATH].join(delimiter),
};

/**
 * Sets up all that is missing.
 *
 * @returns {Promise<NodeJS.ProcessEnv>} The environment in which the installed programs are found.
 */
export async function setUp() {
  process.chdir(ROOT);
  checkNode();
  await installPackages();
  await buildWasm();
  return ENV;
}

function checkNode() {
  const [major] = process.versions.node.split('.');
  if (Number(major) >= NODE_MAJOR) return;
  throw new Failure(`Node.js ${process.versions.node} is too old: install ${NODE_MAJOR} or newer`);
}

async function installPackages() {
  await whenChanged(['package.json', 'package-lock.json'], join(PACKAGES, '.set-up'), () =>
    step('Installing npm packages', () =>
      run('npm', ['ci', '--no-audit', '--no-fund'], { hint: 'is the npm registry reachable?' }),
    ),
  );
}

async function buildWasm() {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((name) => join('src', name))
    .filter((path) => statSync(path).isFile())
    .sort();
  const inputs = ['Cargo.toml', 'Cargo.lock', 'scripts/setup.js', 'scripts/glue.js', ...sources];
  await whenChanged(inputs, join(PKG, '.set-up'), async () => {
    await installTools();
    for (const module of MODULES) {
      const folder = join(PKG, module);
      const build = ['build', '--target', 'web', '--release', '--no-pack', '--out-dir', folder];
      const features = ['--', '--no-default-features', '--features', module];
      await step(`Building pkg/${module}/ with wasm-pack`, () =>
        run('wasm-pack', [...build, ...features], {
          env: { ...ENV, CARGO_ENCODED_RUSTFLAGS: withoutHome().join('\x1f') },
          hint: 'mend what the compiler says above, or run `rustup update` if it is too old',
        }),
      );
      // For it, npm would leave the folder out of the package.
      rmSync(join(folder, '.gitignore'), { force: true });
    }
    await writeGlueFactory(join(PKG, 'edge'));
  });
}

/**
 * Panics name the source files of crates, and of Rust where its own sources are installed. What ships
 * says nothing of the home folder of who built it, and is the same from every home.
 */
function withoutHome() {
  const crates = join(process.env.CARGO_HOME ?? join(homedir(), '.cargo'), 'registry', 'src');
  const rust = join(output('rustc', ['--print', 'sysroot'])?.trim() ?? '', 'lib/rustlib/src/rust');
  const commit = /^commit-hash: (.+)$/m.exec(output('rustc', ['-vV']) ?? '')?.[1];
  return [`--remap-path-prefix=${crates}=`, `--remap-path-prefix=${rust}=/rustc/${commit}`];
}

/** Installs what builds and tests WebAssembly. */
export async function installTools() {
  await installRustTarget();
  await installWasmTools();
}

async function installRustTarget() {
  if (output('cargo', ['--version']) === null) {
    throw new Failure('Rust is not installed: get it from https://rustup.rs, then try again');
  }
  const targets = output('rustup', ['target', 'list', '--installed']);
  if (targets === null) {
    throw new Failure('rustup is not installed: get it from https://rustup.rs, then try again');
  }
  if (!targets.split(/\s+/).includes(WASM_TARGET)) {
    await step(`Adding the Rust target ${WASM_TARGET}`, () =>
      run('rustup', ['target', 'add', WASM_TARGET], { hint: 'is Rust’s server reachable?' }),
    );
  }
}

/** wasm-pack compiles a wasm-bindgen of its own, more slowly, unless it finds this very version. */
async function installWasmTools() {
  const lock = readFileSync('Cargo.lock', 'utf8');
  const wasmBindgen = /^name = "wasm-bindgen"\nversion = "(.+)"$/m.exec(lock)?.[1];
  if (wasmBindgen === undefined) throw new Failure('Cargo.lock has no wasm-bindgen: restore it');
  const missing = [
    ['wasm-pack', 'wasm-pack', WASM_PACK],
    ['wasm-bindgen', 'wasm-bindgen-cli', wasmBindgen],
  ].filter(([program, , version]) => !output(program, ['--version'], ENV)?.includes(` ${version}`));
  if (missing.length === 0) return;

  const crates = missing.map(([, crate, version]) => `${crate}@${version}`);
  await step(`Compiling ${crates.join(' and ')} into .tools/, once (about two minutes)`, () =>
    // Unoptimized and without debug information they compile in a fifth of the time.
    run('cargo', ['install', '--locked', '--debug', '--root', TOOLS, ...crates], {
      env: { ...ENV, CARGO_PROFILE_DEV_DEBUG: '0' },
      hint: 'is crates.io reachable, and Rust up to date (`rustup update`)?',
    }),
  );
}

/**
 * Does work whose result is up to date unless a file it depends on has changed since.
 *
 * @param {string[]} files
 * @param {string} stamp Where to remember the files as they were; gone together with the result.
 * @param {() => Promise<void>} work
 */
async function whenChanged(files, stamp, work) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  const digest = hash.digest('hex');
  if (read(stamp) === digest) return;
  await work();
  mkdirSync(join(stamp, '..'), { recursive: true });
  writeFileSync(stamp, digest);
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runCommand(async () => {
    await setUp();
    console.error('Everything is set up.');
  });
}
