/**
 * Plays every fault in every place and prints what came of it, as Markdown:
 * `npm run test:faults`.
 */

import { AssertionError } from 'node:assert';
import { Failure, runCommand } from '../../../wrapper/terminal.js';
import { play } from './scenario.js';
import { BEFORE, PLACES, placesOf, ROWS } from './scenarios.js';

/** @type {string[]} */
const failures = [];

await runCommand(async () => {
  const titles = Object.values(PLACES).map(({ title }) => title);
  console.log(line(['DynamoDB …', ...titles]));
  console.log(line(['---', ...titles.map(() => '---')]));
  for (const row of ROWS) {
    /** @type {Record<string, string>} */
    const cells = {};
    // One after the other, because what runs at the same time shows in the milliseconds.
    for (const place of placesOf(row)) cells[place] = await cell(row, place);
    console.log(line([row.name, ...Object.keys(PLACES).map((place) => cells[place] ?? '–')]));
  }
  if (failures.length > 0) throw new Failure(`not as expected:\n${failures.join('\n')}`);
});

/**
 * What a warm function made of it; the cold one has to have fared as is expected too.
 *
 * @param {import('./scenarios.js').Row} row
 * @param {import('./scenarios.js').Place} place
 */
async function cell(row, place) {
  try {
    const played = [];
    for (const before of BEFORE) played.push(await play(row, place, before));
    const { status, attempts, ms } = played[played.length - 1];
    return `${status}, ${attempts} attempt${attempts === 1 ? '' : 's'}, ${Math.round(ms)} ms`;
  } catch (error) {
    if (!(error instanceof AssertionError)) throw error;
    failures.push(`${row.name}; ${PLACES[place].title}: ${error.message}`);
    return '**failed**';
  }
}

/** @param {string[]} cells */
function line(cells) {
  return `| ${cells.join(' | ')} |`;
}
