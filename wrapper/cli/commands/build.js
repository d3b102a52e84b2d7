/** `edge-lookup build` */

import { gzipSync } from 'node:zlib';
import { Option } from 'commander';
import { browserFiles } from '../../browser/files.js';
import { UsageError } from '../../terminal.js';
import { apiOf, pageFolder } from '../config.js';
import { writeDistFolder } from '../dist.js';
import { CONFIG } from '../options.js';

/** @import { Declaration } from '../declaration.js' */

/** @type {Declaration} */
export default {
  name: 'build',
  summary: 'build the library for pages into dist/browser/',
  description:
    'Makes dist/browser/: edge-lookup.js, which pages import, with the WebAssembly and the description ' +
    'of the API that it needs; and the files of the folder page/ beside the configuration, if it has an ' +
    'index.html, as they are, except for links and names that begin with a dot. All are static files.',
  options: [
    CONFIG,
    new Option(
      '--api <url>',
      'the origin of the API, such as https://d111111abcdef8.cloudfront.net (default: the origin of ' +
        'the page)',
    ).argParser(origin),
  ],
  run,
};

/** @param {{ config?: string, api?: string }} options */
async function run({ api: baseUrl, ...options }) {
  const files = await browserFiles(apiOf(options), { pageFolder: pageFolder(options), baseUrl });
  writeDistFolder('browser', files);
  for (const [name, content] of Object.entries(files)) {
    const gzip = gzipSync(content, { level: 9 }).length.toLocaleString('en');
    console.log(`dist/browser/${name.padEnd(24)} ${gzip.padStart(8)} bytes, compressed`);
  }
}

/** @param {string} text */
function origin(text) {
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) {
    return url.origin;
  }
  throw new UsageError(
    `--api needs an origin such as https://example.com, is ${JSON.stringify(text)}`,
  );
}
