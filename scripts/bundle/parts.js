/** The packages and crates that something is made of, with their licences. */

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from '../../wrapper/terminal.js';
import { ROOT } from '../folders.js';
import { output } from '../programs.js';
import { WASM_TARGET } from '../rust.js';

const LICENSE_FILE = /^(licen[cs]e|copying|copyright|notice|unlicense)/i;

/**
 * @typedef {object} Part
 * @property {'npm' | 'cargo' | 'generic'} registry As package URLs name it.
 * @property {string} name
 * @property {string} version
 * @property {string} license As an SPDX expression.
 * @property {string[]} texts Of the licences.
 */

/**
 * The npm packages whose files are in a bundle.
 *
 * @param {import('esbuild').Metafile} metafile Of a bundle with one output.
 * @returns {Part[]}
 */
export function npmParts({ outputs }) {
  const [{ inputs }] = Object.values(outputs);
  const folders = Object.entries(inputs).flatMap(([file, { bytesInOutput }]) =>
    bytesInOutput > 0 ? (/^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []) : [],
  );
  return [...new Set(folders)].sort().map((path) => npmPart(join(ROOT, path)));
}

/**
 * The package in a folder.
 *
 * @param {string} folder
 * @returns {Part}
 */
export function npmPart(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = textsIn(folder);
  if (texts.length === 0) {
    throw new Failure(`the package ${name} has no text of its licence, ${license}`);
  }
  return { registry: 'npm', name, version, license, texts };
}

/**
 * The crates that a module of WebAssembly is built of, and Rust's own library.
 *
 * @param {string} module The feature that makes it.
 * @returns {Part[]}
 */
export function crateParts(module) {
  const of = ['--locked', '--no-default-features', '--features', module];
  const tree = cargo('tree', ...of, '--target', WASM_TARGET, '--edges', 'normal,no-proc-macro', [
    ...['--prefix', 'none', '--format', '{p}'],
  ]);
  const used = new Set(tree.split('\n').map((line) => line.split(' ').slice(0, 2).join(' ')));
  /** @type {{ packages: any[] }} */
  const { packages } = JSON.parse(cargo('metadata', ...of, '--format-version', '1'));
  const crates = packages
    .filter(({ name, version, source }) => source !== null && used.has(`${name} v${version}`))
    .map(cratePart)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return [...crates, ...rustParts()];
}

/**
 * A few crates leave the text out.
 *
 * @param {any} package_ As `cargo metadata` has it.
 * @returns {Part}
 */
function cratePart({ name, version, license, manifest_path, authors }) {
  const found = textsIn(dirname(manifest_path));
  if (found.length === 0 && !/\bMIT\b/.test(license)) {
    throw new Failure(`the crate ${name} has no text of its licence, ${license}`);
  }
  const texts = found.length > 0 ? found : [mit(authors.join(', '))];
  return { registry: 'cargo', name, version, license, texts };
}

/**
 * Rust's own library, and what it has of others on WebAssembly.
 *
 * @returns {Part[]}
 */
function rustParts() {
  const version = /^release: (.+)$/m.exec(output('rustc', ['-vV']) ?? '')?.[1] ?? 'unknown';
  const holders = 'The Rust Project Developers (see https://thanks.rust-lang.org)';
  const license = 'MIT OR Apache-2.0';
  return [
    { registry: 'generic', name: 'rust-std', version, license, texts: [mit(holders)] },
    ...['dlmalloc', 'hashbrown'].map(crateOfRust),
  ];
}

/**
 * A crate of Rust's own library, as `COPYRIGHT-library.html` has it. All of them offer MIT.
 *
 * @param {string} name
 * @returns {Part}
 */
function crateOfRust(name) {
  const html = readFileSync(join(rustDocuments(), 'COPYRIGHT-library.html'), 'utf8');
  const [, version, about] =
    new RegExp(`<h3>\\S+ ${name}-(\\S+)</h3>(.*?)(?=<h3>|$)`, 's').exec(html) ?? [];
  const [, license] = /License:<\/b> ([^<]+)</.exec(about ?? '') ?? [];
  const [, text] = /<code>LICENSE-MIT<.*?<pre>(.*?)<\/pre>/s.exec(about ?? '') ?? [];
  if (text === undefined) throw new Failure(`Rust's documents do not have the licence of ${name}`);
  const plain = text.replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
  // What Cargo once wrote for "or".
  const spdx = license.replace('/', ' OR ');
  return { registry: 'cargo', name, version, license: spdx, texts: [plain.trim()] };
}

/**
 * The texts of the licences in a folder. Of a choice, MIT is taken, which is short.
 *
 * @param {string} folder
 */
function textsIn(folder) {
  const all = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && LICENSE_FILE.test(entry.name))
    .map(({ name }) => name);
  const hasMit = all.some((name) => /[-_.]mit\b/i.test(name));
  const chosen = hasMit ? all.filter((name) => !/apache|unlicense/i.test(name)) : all;
  return chosen
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim());
}

/**
 * MIT's text, which rustc has among its documents.
 *
 * @param {string} holders
 */
function mit(holders) {
  const text = readFileSync(join(rustDocuments(), 'licenses', 'MIT.txt'), 'utf8');
  return text.replace('<year> <copyright holders>', holders).trim();
}

function rustDocuments() {
  const sysroot = output('rustc', ['--print', 'sysroot'])?.trim() ?? '';
  return join(sysroot, 'share', 'doc', 'rust');
}

/** @param {(string | string[])[]} args */
function cargo(...args) {
  const text = output('cargo', args.flat());
  if (text === null) throw new Failure(`cargo ${args[0]} failed: is Cargo.lock up to date?`);
  return text;
}
