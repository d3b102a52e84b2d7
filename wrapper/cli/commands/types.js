/** `edge-lookup types` */

import { typesOf } from '../../types/document.js';
import { apiOf } from '../config.js';
import { CONFIG, OUT } from '../options.js';
import { writeOutput } from '../write-output.js';

/** @import { Declaration } from '../declaration.js' */

/** @type {Declaration} */
export default {
  name: 'types',
  summary: 'write TypeScript types of parameters and answers',
  description:
    'Writes a TypeScript file: for each route its parameters and the fields of its answer, and the ' +
    'library for pages with these types.',
  notes: 'For example: edge-lookup types --out src/lookups.ts',
  options: [CONFIG, OUT],
  run,
};

/** @param {{ config?: string, out?: string }} options */
async function run(options) {
  const { description, warnings } = apiOf(options);
  for (const line of warnings) console.error(line);
  writeOutput(typesOf(description), options.out);
}
