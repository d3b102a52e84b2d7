/**
 * Sets up what the other commands need and is not there yet: npm packages, the Node.js of Lambda, Rust,
 * wasm-pack and wasm-bindgen, the WebAssembly, the bundles. Runs on a bare Node.js, before there are any
 * packages, and takes a few milliseconds when all is there.
 */

import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure, runCommand, step } from '../wrapper/terminal.js';
import { writeBundles } from './bundle/write.js';
import { PACKAGES, PKG, ROOT, TOOLS } from './folders.js';
import { writeGlueFactory } from './glue.js';
import { installNode, nodeFolder } from './node.js';
import { output, run } from './programs.js';
import { useRust } from './rust.js';
import { whenChanged } from './when-changed.js';

export { ROOT };

/** The oldest Node.js that the npm packages run on. */
const NODE_MAJOR = 20;
const WASM_PACK = '0.15.1';

/** The modules of WebAssembly that the crate becomes, by the features that make them. */
const MODULES = ['compiler', 'edge', 'page'];

const WASM_STAMP = join(PKG, '.set-up');

/**
 * Sets up all that is missing.
 *
 * @returns {Promise<NodeJS.ProcessEnv>} The environment in which the installed programs are found.
 */
export async function setUp() {
  process.chdir(ROOT);
  checkNode();
  await installPackages();
  await installNode(24);
  await buildWasm();
  await bundle();
  return environment();
}

/** The environment in which the programs are found that set-up has installed. */
function environment() {
  const folders = [join(TOOLS, 'bin'), nodeFolder(24), join(PACKAGES, '.bin')];
  return { ...process.env, PATH: [...folders, process.env.PATH].join(delimiter) };
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
  const own = ['setup', 'rust', 'glue'].map((name) => `scripts/${name}.js`);
  const inputs = ['Cargo.toml', 'Cargo.lock', ...own, ...filesIn('src')];
  await whenChanged(inputs, WASM_STAMP, async () => {
    await installTools();
    for (const module of MODULES) {
      const folder = join(PKG, module);
      const build = ['build', '--target', 'web', '--release', '--no-pack', '--out-dir', folder];
      const options = ['--', '--locked', '--no-default-features', '--features', module];
      await step(`Building pkg/${module}/ with wasm-pack`, () =>
        run('wasm-pack', [...build, ...options], {
          env: { ...environment(), CARGO_ENCODED_RUSTFLAGS: withoutHome().join('\x1f') },
          hint: 'mend what the compiler says above, or run `rustup update` if it is too old',
        }),
      );
      // For it, npm would leave the folder out of the package.
      rmSync(join(folder, '.gitignore'), { force: true });
    }
    await writeGlueFactory(join(PKG, 'edge'));
  });
}

/** Bundles what is the same for every API. */
async function bundle() {
  const folders = ['scripts/bundle', 'wrapper/function', 'wrapper/browser'];
  // The stamp stands for what was built.
  const inputs = ['package-lock.json', 'Cargo.lock', WASM_STAMP, ...folders.flatMap(filesIn)];
  await whenChanged(inputs, join(PKG, 'browser', '.set-up'), () =>
    step('Bundling the function and the library for pages', writeBundles),
  );
}

/** @param {string} folder */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort();
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
  await useRust();
  await installWasmTools();
}

/** wasm-pack compiles a wasm-bindgen of its own, more slowly, unless it finds this very version. */
async function installWasmTools() {
  const lock = readFileSync('Cargo.lock', 'utf8');
  const wasmBindgen = /^name = "wasm-bindgen"\nversion = "(.+)"$/m.exec(lock)?.[1];
  if (wasmBindgen === undefined) throw new Failure('Cargo.lock has no wasm-bindgen: restore it');
  const missing = [
    ['wasm-pack', 'wasm-pack', WASM_PACK],
    ['wasm-bindgen', 'wasm-bindgen-cli', wasmBindgen],
  ].filter(
    ([program, , version]) =>
      !output(program, ['--version'], environment())?.includes(` ${version}`),
  );
  if (missing.length === 0) return;

  const crates = missing.map(([, crate, version]) => `${crate}@${version}`);
  await step(`Compiling ${crates.join(' and ')} into .tools/, once (about two minutes)`, () =>
    // Unoptimized and without debug information they compile in a fifth of the time.
    run('cargo', ['install', '--locked', '--debug', '--root', TOOLS, ...crates], {
      env: { ...environment(), CARGO_PROFILE_DEV_DEBUG: '0' },
      hint: 'is crates.io reachable, and Rust up to date (`rustup update`)?',
    }),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runCommand(async () => {
    await setUp();
    console.error('Everything is set up.');
  });
}
