/** Which files of the core use which: read from their `use` declarations and paths. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../scripts/setup.js';

const SRC = join(ROOT, 'src');

/**
 * Each file by its module's path, such as `http::header`; `` is `lib.rs`.
 *
 * @returns {Map<string, string>} The text of each.
 */
function modules() {
  const names = readdirSync(SRC, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => name.endsWith('.rs'));
  return new Map(
    files.map((name) => [moduleOf(name), code(readFileSync(join(SRC, name), 'utf8'))]),
  );
}

/** @param {string} file Below `src/`. */
function moduleOf(file) {
  const parts = file.replace(/\.rs$/, '').split('/');
  if (['mod', 'lib'].includes(parts[parts.length - 1])) parts.pop();
  return parts.join('::');
}

/** @param {string} text Of a file, of which the comments are left out: examples use the crate. */
function code(text) {
  return text.replaceAll(/\/\/.*$/gm, '');
}

/**
 * The files of the core, each with those that it uses. A name that a module passes on from another
 * one (`pub use`) is the other's. Declaring a module, or passing a name on, is not using it.
 *
 * @returns {Map<string, Set<string>>}
 */
export function rustImports() {
  const texts = modules();
  const reexports = new Map(
    [...texts].map(([name, text]) => [name, reexportsOf(name, text, texts)]),
  );
  return new Map([...texts].map(([name, text]) => [name, importsOf(name, text, texts, reexports)]));
}

/**
 * @param {string} name
 * @param {string} text
 * @param {Map<string, string>} texts
 * @param {Map<string, Map<string, string>>} reexports
 */
function importsOf(name, text, texts, reexports) {
  const withoutReexports = text.replaceAll(/\bpub(?:\([^)]*\))? use [^;]*;/g, '');
  const declared = [...withoutReexports.matchAll(/\buse ([^;]*);/g)].flatMap(([, tree]) =>
    paths(tree),
  );
  const inline = [...withoutReexports.matchAll(/\b(?:crate|super|self)(?:::\w+)+/g)].map(
    ([path]) => path,
  );
  const used = [...declared, ...inline]
    .map((path) => absolute(path, name, texts))
    .map((path) => path && resolve(path, texts, reexports));
  return new Set(used.filter((it) => it !== undefined && it !== name).map(String));
}

/**
 * @param {string} name
 * @param {string} text
 * @param {Map<string, string>} texts
 * @returns {Map<string, string>} Absolute paths by the names under which they are passed on.
 */
function reexportsOf(name, text, texts) {
  const all = [...text.matchAll(/\bpub(?:\([^)]*\))? use ([^;]*);/g)].flatMap(([, tree]) =>
    paths(tree),
  );
  return new Map(
    all.flatMap((path) => {
      const [original, alias] = path.split(' as ');
      const target = absolute(original, name, texts);
      return target === undefined ? [] : [[alias ?? original.split('::').at(-1) ?? '', target]];
    }),
  );
}

/**
 * The paths of a use tree: of `a::{b, c::d}` these are `a::b` and `a::c::d`.
 *
 * @param {string} tree
 * @returns {string[]}
 */
function paths(tree) {
  const text = tree.replaceAll(/\s+/g, ' ').trim();
  const open = text.indexOf('{');
  if (open === -1) return [text];
  const prefix = text.slice(0, open);
  const inner = text.slice(open + 1, text.lastIndexOf('}'));
  let depth = 0;
  let start = 0;
  const parts = [];
  for (const [i, character] of [...inner].entries()) {
    if (character === '{') depth += 1;
    if (character === '}') depth -= 1;
    if (character === ',' && depth === 0) {
      parts.push(inner.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(inner.slice(start));
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .flatMap((part) => paths(part))
    .map((path) => (path === 'self' ? prefix.replace(/::$/, '') : prefix + path));
}

/**
 * @param {string} path
 * @param {string} name Of the module that it stands in.
 * @param {Map<string, string>} texts
 * @returns {string | undefined} Nothing for a path of another crate.
 */
function absolute(path, name, texts) {
  const [first, ...rest] = path.split(' as ')[0].split('::');
  const here = name === '' ? [] : name.split('::');
  if (first === 'crate') return rest.join('::');
  if (first === 'self') return [...here, ...rest].join('::');
  if (first === 'super') {
    return rest[0] === 'super'
      ? absolute(rest.join('::'), here.slice(0, -1).join('::'), texts)
      : [...here.slice(0, -1), ...rest].join('::');
  }
  const child = [...here, first].join('::');
  return texts.has(child) ? [child, ...rest].join('::') : undefined;
}

/**
 * The module that a path's item is defined in.
 *
 * @param {string} path
 * @param {Map<string, string>} texts
 * @param {Map<string, Map<string, string>>} reexports
 * @returns {string | undefined}
 */
function resolve(path, texts, reexports) {
  const parts = path.split('::');
  for (let length = parts.length; length >= 0; length -= 1) {
    const module = parts.slice(0, length).join('::');
    if (!texts.has(module)) continue;
    const passedOn = reexports.get(module)?.get(parts[length]);
    return passedOn === undefined ? module : resolve(passedOn, texts, reexports);
  }
  return undefined;
}
