/** `edge-lookup init` */

import { existsSync, writeFileSync } from 'node:fs';
import { Argument } from 'commander';
import { parseApi } from '../../api/load.js';
import { visibleJson } from '../../api/visible-json.js';
import { apiOf, starterApi } from '../../init/api.js';
import { sampleTable } from '../../init/table.js';
import { tablesOf } from '../../local/declared-tables.js';
import { exampleUrls } from '../../local/example-urls.js';
import { readItems } from '../../local/items.js';
import { Failure, UsageError } from '../../terminal.js';
import { DYNAMODB, regionOption } from '../options.js';

/** @import { Declaration } from '../declaration.js' */

const CONFIG = 'api.json';
const ITEMS = 'items.json';

/** As many names as anybody reads in a warning; all of them are in "fields". */
const MOST_NAMED = 40;

/** Where `edge-lookup local` listens. */
const LOCAL = 'http://127.0.0.1:8080';

/** @type {Declaration} */
export default {
  name: 'init',
  summary: 'write an api.json to start with, for a table if you name one',
  description:
    'Writes an api.json with one route, and an items.json to try it, into the current directory. ' +
    'With a table, it asks DynamoDB for the keys of the table (dynamodb:DescribeTable) and for one item ' +
    '(dynamodb:Scan, limit 1), and declares that key and those attributes. items.json gets made-up ' +
    "values, never the item's own, except for words in a key that it takes as the same for every " +
    'item, such as PROFILE, and names.',
  notes:
    'Key values such as USER#42 become "USER#{id}". Every guess is in api.json, for you to ' +
    'correct. Files that are there already are not overwritten. Global secondary indexes are not read.',
  arguments: [new Argument('[table]', 'a DynamoDB table')],
  options: [
    regionOption(
      "the table's Region (default: that of your AWS configuration; without a table: us-east-1)",
    ),
    DYNAMODB,
  ],
  run,
};

/**
 * @typedef {object} Options
 * @property {string} [region]
 * @property {URL} [dynamodb]
 *
 * @param {Options} options
 * @param {string[]} positionals
 */
async function run({ region, dynamodb }, [table]) {
  if (table === undefined && dynamodb !== undefined) {
    throw new UsageError('--dynamodb says where a table is: name the table too');
  }
  for (const file of [CONFIG, ITEMS]) refuseExisting(file);
  const made =
    table === undefined
      ? starterApi(region ?? 'us-east-1')
      : await madeOf(tableName(table), { region, endpoint: dynamodb });
  const { description, warnings } = parseApi(made.config);
  write(CONFIG, made.config);
  write(ITEMS, made.items);
  for (const line of warnings) console.error(line);
  const items = readItems(ITEMS, tablesOf(description));
  const [url] = exampleUrls(description.routes, LOCAL, items);
  const own = dynamodb && `npx edge-lookup local --dynamodb ${dynamodb.href}`;
  console.log(
    `Wrote ${CONFIG} and ${ITEMS}.\n\nNext:\n\n` +
      '  npx edge-lookup check\n' +
      '  npx edge-lookup local\n' +
      `  curl '${url.replaceAll("'", "'\\''")}'` +
      (own === undefined ? '' : `\n\nWith the table's own items: ${own}`),
  );
}

/**
 * @param {string} table
 * @param {{ region?: string, endpoint?: URL }} options
 */
async function madeOf(table, options) {
  const sampled = await sampleTable(table, options);
  const made = apiOf(sampled);
  const { note } = sampled;
  if (note !== undefined)
    console.error(`note: ${note}: add the attributes to "fields" in ${CONFIG}`);
  if (made.constants.length > 0) {
    const constants = made.constants.map(
      ({ attribute, text }) => `${printable(attribute)} ${visibleJson(text)}`,
    );
    console.error(
      `note: taken as the same for every item: ${constants.join(', ')}. Correct "key" in ${CONFIG} ` +
        'if one differs.',
    );
  }
  if (made.leftOut.length > 0) {
    const count = made.leftOut.length.toLocaleString('en');
    console.error(`note: attributes without a field: ${count} (too many, or names over 255 bytes)`);
  }
  const names = made.shown.slice(0, MOST_NAMED).map(printable).join(', ');
  const others = made.shown.length - MOST_NAMED;
  const rest = others > 0 ? `, and ${others.toLocaleString('en')} more` : '';
  console.error(
    `warning: ${CONFIG} makes these attributes public: ${names}${rest}. ` +
      'Remove from "fields" what nobody may read.',
  );
  return made;
}

/** @param {string} file */
function refuseExisting(file) {
  if (existsSync(file)) throw new Failure(refusal(file));
}

/**
 * @param {string} file
 * @param {string} text
 */
function write(file, text) {
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    throw new Failure(code === 'EEXIST' ? refusal(file) : `${file} cannot be written: ${message}`);
  }
}

/** @param {string} file */
function refusal(file) {
  return `${file} is here already, and is not overwritten: work in another directory, or remove it`;
}

/**
 * The name of a table, by DynamoDB's rules.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
 *
 * @param {string} text
 * @throws {UsageError}
 */
function tableName(text) {
  if (/^[A-Za-z0-9_.-]{3,255}$/.test(text)) return text;
  const [, name] = /^arn:[^/]+\/([^/]+)/.exec(text) ?? [];
  throw new UsageError(
    name === undefined
      ? `a table's name has 3 to 255 of A-Z a-z 0-9 _ - ., is ${JSON.stringify(text)}`
      : `name the table, not its ARN: ${name}`,
  );
}

/** @param {string} name Of an attribute, which may have any characters. */
function printable(name) {
  return /^[\p{L}\p{N}_.-]+$/u.test(name) ? name : visibleJson(name);
}
