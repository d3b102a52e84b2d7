/** The documents for people, parsed: their headings, links and fenced blocks. */

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import GithubSlugger from 'github-slugger';
import MarkdownIt from 'markdown-it';
import { ROOT } from '../../scripts/setup.js';

const PATTERNS = ['*.md', 'docs/**/*.md', 'examples/**/*.md', 'bench/*.md', 'tests/**/*.md'];
const OTHERS = ['**/node_modules/**', 'tests/browser/bundled/**'];

const markdown = new MarkdownIt({ linkify: false });

/**
 * @typedef {object} Fence
 * @property {string} language The first word after the fence.
 * @property {string} [file] The second: the name of a file that the block is.
 * @property {string} text
 * @property {number} line
 *
 * @typedef {object} Document
 * @property {string} path From the top of the repository.
 * @property {string} text
 * @property {Fence[]} fences
 * @property {string[]} targets Of its links and pictures.
 * @property {Set<string>} anchors What GitHub calls its headings.
 */

/** @type {Document[]} */
export const DOCUMENTS = PATTERNS.flatMap((pattern) =>
  globSync(pattern, { cwd: ROOT, exclude: OTHERS }).sort(),
).map(read);

/**
 * @param {string} path
 * @returns {Document}
 */
function read(path) {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const tokens = markdown.parse(text, {});
  const slugger = new GithubSlugger();
  const headings = tokens.flatMap(({ type }, i) =>
    type === 'heading_open' ? [plain(tokens[i + 1])] : [],
  );
  return {
    path,
    text,
    fences: tokens.filter(({ type }) => type === 'fence').map(fenceOf),
    targets: tokens.flatMap(({ children }) => (children ?? []).flatMap(targetOf)),
    anchors: new Set(headings.map((heading) => slugger.slug(heading))),
  };
}

/** @typedef {ReturnType<typeof markdown.parse>[number]} Token */

/**
 * @param {Token} token
 * @returns {Fence}
 */
function fenceOf({ info, content, map }) {
  const [language, file] = info.split(' ');
  return { language, file, text: content, line: (map?.[0] ?? 0) + 1 };
}

/** @param {Token} token */
function targetOf(token) {
  const target = token.attrGet(token.type === 'image' ? 'src' : 'href');
  return target === null ? [] : [String(target)];
}

/** @param {Token} heading */
function plain({ children }) {
  return (children ?? []).map(({ content }) => content).join('');
}
