/** `edge-lookup check` */

import { Argument } from 'commander';
import { loadApi } from '../../api/load.js';
import { configFile } from '../config.js';
import { CONFIG } from '../options.js';

/** @import { Declaration } from '../declaration.js' */

/** @type {Declaration} */
export default {
  name: 'check',
  summary: 'check a configuration, and print every mistake in it',
  description: 'Checks the configuration as a deployment does.',
  notes: 'Exit code: 0 if it is right, 1 with every mistake if it is not.',
  arguments: [new Argument('[file]', 'the same as --config')],
  options: [CONFIG],
  run,
};

/**
 * @param {{ config?: string }} options
 * @param {string[]} positionals
 */
async function run({ config }, [file]) {
  const path = configFile(file ?? config);
  const { regions, routes } = loadApi(path).description;
  const tables = new Set(routes.map(({ table }) => table.name));
  const counts = [counted(routes.length, 'route'), counted(tables.size, 'table')].join(' over ');
  console.log(`${path} is right: ${counts} in ${regions.join(', ')}`);
}

/**
 * @param {number} count
 * @param {string} noun
 */
function counted(count, noun) {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
