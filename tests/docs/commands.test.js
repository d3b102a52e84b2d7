/**
 * Runs the `console` blocks of the documents: a line that begins with `$ ` is a command, and what follows is what it
 * prints. `…` stands for anything. `edge-lookup local` starts; the `curl` commands after it ask that.
 */

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ROOT } from '../../scripts/setup.js';
import { DOCUMENTS } from './documents.js';

/** @import { TestContext } from 'node:test' */
/** @import { Document } from './documents.js' */

const COMMAND = join(ROOT, 'wrapper/cli/index.js');
const NPX = 'npx edge-lookup ';
const ORIGIN = 'http://127.0.0.1:8080';

/** Where the commands run: it has the examples, as a checkout does, and the documents' own files. */
const FOLDER = mkdtempSync(join(tmpdir(), 'edge-lookup-docs-'));
symlinkSync(join(ROOT, 'examples'), join(FOLDER, 'examples'));
after(() => rmSync(FOLDER, { recursive: true }));

const withCommands = DOCUMENTS.filter(({ fences }) =>
  fences.some(({ language }) => language === 'console'),
);

test('there are documents with commands', () => assert(withCommands.length >= 4));

for (const document of withCommands) {
  test(`${document.path}: its commands print what it says`, { timeout: 60_000 }, async (t) => {
    writeFiles(document);
    let origin = ORIGIN;
    for (const { command, printed } of commandsOf(document)) {
      if (command.startsWith(`${NPX}local `)) {
        assert.equal(printed, '', `${command}: what it prints is not compared`);
        origin = await startLocal(t, command.slice(NPX.length).split(' '));
      } else {
        const actual = await run(command.replaceAll(ORIGIN, origin));
        assert.match(actual, patternOf(printed), command);
      }
    }
  });
}

/** @param {Document} document */
function writeFiles({ fences }) {
  for (const { file, text } of fences)
    if (file !== undefined) writeFileSync(join(FOLDER, file), text);
}

/** @param {Document} document */
function commandsOf({ fences }) {
  return fences
    .filter(({ language }) => language === 'console')
    .flatMap(({ text }) => text.split(/^\$ /m).slice(1))
    .map((part) => {
      const [command, ...printed] = part.split('\n');
      return { command, printed: printed.join('\n').trimEnd() };
    });
}

/**
 * @param {TestContext} t
 * @param {string[]} args
 * @returns {Promise<string>} Where it listens.
 */
async function startLocal(t, args) {
  const child = spawn(process.execPath, [COMMAND, ...args], {
    cwd: FOLDER,
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  t.after(async () => {
    child.kill();
    await once(child, 'close');
  });
  let said = '';
  for await (const chunk of child.stdout) {
    said += chunk;
    const [, origin] = /Listening on (\S+),/.exec(said) ?? [];
    if (origin !== undefined) return origin;
  }
  throw new Error(`local ended: ${said}`);
}

/** @param {string} command */
async function run(command) {
  const shell = command.replace(NPX, `"${process.execPath}" "${COMMAND}" `);
  // Where it writes to a pipe, curl also reports its progress.
  const quiet = 'curl() { command curl --silent "$@"; };';
  // An exit code other than 0 is no failure of the test: what a mistake is answered with is printed too.
  const output = await new Promise((resolve) =>
    execFile('sh', ['-c', `${quiet} (${shell}) 2>&1`], { cwd: FOLDER }, (_, stdout) =>
      resolve(stdout),
    ),
  );
  return String(output).replaceAll('\r', '').trimEnd();
}

/** @param {string} printed */
function patternOf(printed) {
  return new RegExp(`^${printed.split('…').map(RegExp.escape).join('.*')}$`, 's');
}
