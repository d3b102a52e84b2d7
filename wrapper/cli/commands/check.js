/** `edge-lookup check` */

import { Argument, Option } from 'commander';
import { tableFindings } from '../../api/table-keys.js';
import { hiddenRoutes } from '../../local/pages.js';
import { Failure, UsageError } from '../../terminal.js';
import { apiOf, configFile } from '../config.js';
import { CONFIG, DYNAMODB } from '../options.js';

/** @import { Description } from '../../api/load.js' */
/** @import { Declaration } from '../declaration.js' */

/** @type {Declaration} */
export default {
  name: 'check',
  summary: 'check a configuration, and print every mistake in it',
  description:
    'Checks the configuration as a deployment does, and with --tables whether the tables have the ' +
    'keys that it declares.',
  notes:
    'Exit code: 0 if it is right, 1 with every mistake if it is not. Warnings, and tables that cannot ' +
    'be asked, do not count.',
  arguments: [new Argument('[file]', 'the same as --config')],
  options: [
    CONFIG,
    new Option('--tables', 'ask DynamoDB for the keys of the tables (dynamodb:DescribeTable)'),
    DYNAMODB,
  ],
  run,
};

/**
 * @typedef {object} Options
 * @property {string} [config]
 * @property {boolean} [tables]
 * @property {URL} [dynamodb]
 *
 * @param {Options} options
 * @param {string[]} positionals
 */
async function run({ config, tables = false, dynamodb }, [file]) {
  if (dynamodb !== undefined && !tables) {
    throw new UsageError('--dynamodb says where the tables are: add --tables to check them');
  }
  const path = configFile(file ?? config);
  const { description } = apiOf({ config: path });
  for (const line of hiddenRoutes(description)) console.error(line);
  if (tables) await checkTables(path, description, dynamodb);
  console.log(`${path} is right: ${summaryOf(description)}`);
}

/**
 * @param {string} path
 * @param {Description} description
 * @param {URL} [endpoint]
 * @throws {Failure} With every table that has other keys.
 */
async function checkTables(path, description, endpoint) {
  const { mismatches, notes } = await tableFindings(description, { endpoint });
  for (const line of notes) console.error(`note: ${line}`);
  if (mismatches.length === 0) return;
  throw new Failure(`${path} does not fit its tables:\n  ${mismatches.join('\n  ')}`);
}

/** @param {Description} description */
function summaryOf({ regions, routes }) {
  const tables = new Set(routes.map(({ table }) => table.name));
  const counts = [counted(routes.length, 'route'), counted(tables.size, 'table')].join(' over ');
  return `${counts} in ${regions.join(', ')}`;
}

/**
 * @param {number} count
 * @param {string} noun
 */
function counted(count, noun) {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
