/** Whether the documents know the commands and their options, and no other. */

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../../scripts/setup.js';
import { DOCUMENTS } from './documents.js';

/** @import { Declaration } from '../../wrapper/cli/declaration.js' */

/** @type {Map<string, Set<string>>} The options of each command. */
const COMMANDS = new Map(
  await Promise.all(
    readdirSync(join(ROOT, 'wrapper/cli/commands')).map(async (file) => {
      const { default: declaration } = await import(`../../wrapper/cli/commands/${file}`);
      const { options = [] } = /** @type {Declaration} */ (declaration);
      const names = [...options.map(({ long }) => String(long)), '--help'];
      return /** @type {const} */ ([basename(file, '.js'), new Set(names)]);
    }),
  ),
);

/** How a command is called: by npx, or by npm in a checkout. */
const CALLS = [/npx edge-lookup ([a-z]+)([^\n`#|]*)/g, /npm run ([a-z]+) --( [^\n`#|]*)/g];

test('every command that a document calls is one, with options that it has', () => {
  for (const { path, text } of DOCUMENTS) {
    for (const [call, name, rest] of CALLS.flatMap((calls) => [...text.matchAll(calls)])) {
      if (call.startsWith('npm') && !COMMANDS.has(name)) continue;
      const options = COMMANDS.get(name);
      assert(options, `${path}: ${call}: there is no such command`);
      for (const [option] of rest.matchAll(/--[a-z]+(-[a-z]+)*/g)) {
        assert(options.has(option), `${path}: ${call}: there is no ${option}`);
      }
    }
  }
});

const pages = DOCUMENTS.filter(({ path }) => path.startsWith('docs/'))
  .map(({ text }) => text)
  .join('\n');

for (const [name, options] of COMMANDS) {
  test(`the pages explain ${name} and each of its options`, () => {
    const overview = DOCUMENTS.find(({ path }) => path === 'docs/commands.md');
    assert.match(overview?.text ?? '', new RegExp(`^\\| \\[\`${name}[ \`]`, 'm'));
    for (const option of options) assert(pages.includes(option), option);
  });
}
