/** What deployments print, wherever they go. */

import { stripVTControlCharacters } from 'node:util';
import { smokeTest } from '../verify/smoke.js';

/** @typedef {{ warnings: string[], notes: string[] }} Findings */

/** @param {Findings} findings */
export function printFindings({ warnings, notes }) {
  for (const warning of warnings) console.log(`Warning: ${sentence(warning)}`);
  for (const note of notes) console.log(`Note: ${sentence(note)}`);
}

/**
 * @param {string[]} texts What would change.
 * @param {Findings} findings
 */
export function printPlanJson(texts, { warnings, notes }) {
  const changes = texts.map(stripVTControlCharacters);
  const plan = { wouldChange: changes.length > 0, changes, warnings, notes };
  console.log(JSON.stringify(plan, null, 2));
}

/**
 * Asks what was deployed once, in a way that costs no read.
 *
 * @param {URL} origin
 * @param {Parameters<typeof smokeTest>[1] & { command: string }} options The command says more if it does
 *   not answer.
 */
export async function tryOut(origin, { command, ...options }) {
  const { isRight, line, url, curl } = await smokeTest(origin, options);
  if (isRight) console.log(`It answers: ${curl}`);
  else console.log(`Warning: ${sentence(line)}\nTry ${url}; edge-lookup ${command} says more.`);
}

/** @param {string} text */
export function sentence(text) {
  return text.endsWith('.') ? text : `${text}.`;
}
