/**
 * Runs every benchmark, and writes what they print to `bench/RESULTS.md` if the machine had nothing else
 * to do: `npm run bench`. Takes some minutes.
 */

import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { step } from '../wrapper/terminal.js';
import { aims } from './aims.js';
import { describeMachine, IDLE, load } from './machine.js';
import { report } from './report.js';
import { measureSideBySide } from './side-by-side.js';

const RESULTS = fileURLToPath(new URL('RESULTS.md', import.meta.url));

/** The figures of our own parts, each a program, and what they are called. */
const PARTS = {
  'core.js': 'The core',
  'linear-time.js': 'Patterns',
  'browser.js': 'A page',
  'edge.js': 'The local edge',
  'emulator.js': 'The emulator',
  'polling.js': 'Polling',
  'scale/run.js': 'Scale',
};

const before = load();
const measured = await measureSideBySide();
const sections = [report(measured)];
for (const [file, title] of Object.entries(PARTS)) {
  const printed = await step(title, () => print(file));
  // Tables are Markdown already; columns need to stay as they are.
  const body = printed.includes('\n|') ? printed : `\`\`\`text\n${printed}\n\`\`\``;
  sections.push(`## ${title}\n\n${body}`);
}
const head = [
  '# Results',
  `\`npm run bench\` wrote this; what the figures mean is in [README.md](README.md).`,
  describeMachine(before),
];
const document = `${[...head, ...sections].join('\n\n')}\n`;
console.log(document);
console.log(`${aims(measured)}\n`);
if (before <= IDLE) writeFileSync(RESULTS, document);
else console.log(`Not written to bench/RESULTS.md: the machine was busy, its load ${before}.`);

/**
 * What a program prints.
 *
 * @param {string} file
 */
async function print(file) {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(process.execPath, [path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise((resolve) => child.on('exit', resolve));
  const printed = await text(child.stdout);
  if ((await exited) === 0) return printed.trim();
  // What was measured before it is worth keeping.
  process.exitCode = 1;
  return `${printed}bench/${file} failed.`.trim();
}
