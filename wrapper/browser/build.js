/** The command behind `npm run build:browser`. */

import { gzipSync } from 'node:zlib';
import { commandWithOptions, UsageError } from '../../scripts/terminal.js';
import { readApi } from '../deploy/api.js';
import { writeDistFolder } from '../deploy/dist.js';
import { browserFiles } from './files.js';

const USAGE = `Usage: npm run build:browser -- [--api URL]

Makes dist/browser/: edge-lookup.js, which pages import, with the WebAssembly and the description of
the API that it needs, and a console page to look at. All are static files.

  --api URL     where the API is, such as https://d111111abcdef8.cloudfront.net, if it is not where
                the console page will be
  -h, --help    show this
`;

await commandWithOptions(USAGE, { api: { type: 'string' } }, async ({ api }) => {
  const files = await browserFiles(readApi(), api === undefined ? '' : origin(api));
  writeDistFolder('browser', files);
  for (const [name, content] of Object.entries(files)) {
    const gzip = gzipSync(content, { level: 9 }).length.toLocaleString('en');
    console.log(`dist/browser/${name.padEnd(20)} ${gzip.padStart(8)} bytes, compressed`);
  }
});

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
