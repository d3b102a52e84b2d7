/** `edge-lookup openapi` */

import { Option } from 'commander';
import { tablesOf } from '../../local/declared-tables.js';
import { readItems } from '../../local/items.js';
import { openApiOf } from '../../openapi/document.js';
import { UsageError } from '../../terminal.js';
import { apiOf, itemsFile } from '../config.js';
import { CONFIG, ITEMS, OUT } from '../options.js';
import { writeOutput } from '../write-output.js';

/** @import { Declaration } from '../declaration.js' */

/** @type {Declaration} */
export default {
  name: 'openapi',
  summary: 'write an OpenAPI 3.1 document of the API',
  description:
    'Writes an OpenAPI 3.1 document: paths with their parameters, and answers by status, with schemas, ' +
    'and with examples of what the API answers for the sample items.',
  notes:
    'A pattern of a parameter is in its schema if JavaScript gives it the same meaning, and else in its ' +
    'description. For example: edge-lookup openapi --server https://www.example.com --out openapi.json',
  options: [
    CONFIG,
    ITEMS,
    new Option('--server <url>', 'where the API is').argParser(serverOf),
    OUT,
  ],
  run,
};

/** @param {{ config?: string, items?: string, server?: URL, out?: string }} options */
async function run(options) {
  const api = apiOf(options);
  for (const line of api.warnings) console.error(line);
  const file = itemsFile(options);
  const items = file === undefined ? [] : readItems(file, tablesOf(api.description));
  const document = openApiOf(api, { items, server: options.server });
  writeOutput(`${JSON.stringify(document, null, 2)}\n`, options.out);
}

/** @param {string} text */
function serverOf(text) {
  const url = URL.parse(text);
  const isPlain = url?.search === '' && url.hash === '';
  if (isPlain && (url.protocol === 'http:' || url.protocol === 'https:')) return url;
  throw new UsageError(
    `--server needs a URL such as https://www.example.com, is ${JSON.stringify(text)}`,
  );
}
