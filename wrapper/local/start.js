/**
 * The command behind `npm start`: the function of this repository behind a local edge, in front of
 * an embedded DynamoDB.
 */

import { once } from 'node:events';
import { resolve } from 'node:path';

import { UsageError } from '../../scripts/terminal.js';
import { browserFiles, FILES } from '../browser/files.js';
import { exampleUrls, readRoutes, tablesOf } from './api.js';
import { createEdge } from './edge.js';
import { pointAt } from './environment.js';
import { parseOptions, USAGE } from './options.js';
import { createPages } from './pages.js';

/** @import { Server } from 'node:http' */
/** @import { AddressInfo } from 'node:net' */
/** @import { Route } from './api.js' */
/** @import { Options } from './options.js' */

const API = new URL('../../api.json', import.meta.url);

const BUGS = [TypeError, RangeError, ReferenceError, SyntaxError];

/** @type {(() => unknown)[]} what to close at the end */
const opened = [];

// Several may come: a terminal signals all processes of a command, and they pass it on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => exit(0));
process.on('uncaughtException', fail);

try {
  const options = parseOptions(process.argv.slice(2), process.env);
  if (options.help) console.log(USAGE);
  else await start(options);
} catch (error) {
  await fail(error);
}

/** @param {Options} options */
async function start({ port, data, dynamodb }) {
  const slow = setTimeout(() => console.error('Still starting …'), 2000);
  const routes = await readRoutes(API);
  const { endpoint, samples } = dynamodb
    ? { endpoint: dynamodb, samples: [] }
    : await embedDynamoDB(routes, data);
  pointAt(endpoint, process.env);
  const { handler } = await load();
  const edge = createEdge({ handler, log: console.error, pages: consolePage(routes) });
  const origin = await listen(edge, port);
  clearTimeout(slow);

  // From here on a fault costs its request, not the server.
  process.off('uncaughtException', fail);
  process.on('uncaughtException', (error) => console.error(error));

  const curls = exampleUrls(routes, origin, samples).map((url) => `  curl '${url}'\n`);
  console.log(`Listening on ${origin}, reading from DynamoDB at ${endpoint.origin}.\n`);
  console.log(`A page to look at: ${origin}/\n\nTry:\n`);
  console.log(curls.slice(0, 3).join(''));
}

/**
 * @param {Route[]} routes
 * @param {string} [data] directory
 */
async function embedDynamoDB(routes, data) {
  const [{ startDatabase }, { putSamples, SAMPLES }] = await Promise.all([
    import('./database.js'),
    import('./samples.js'),
  ]);
  const tables = tablesOf(routes);
  const directory = data === undefined ? undefined : resolve(data);
  const database = await startDatabase({ directory, tables });
  opened.push(database.close);
  opened.push(await putSamples(database, tables));
  return { endpoint: new URL(database.url), samples: SAMPLES };
}

/** Loads the function, which checks api.json and names every mistake with its path. */
async function load() {
  try {
    return await import('../lambda.js');
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    if (!message.startsWith('$')) throw error;
    throw new Error(`api.json is not right:\n  ${message.replaceAll('\n', '\n  ')}`);
  }
}

/**
 * The console page, unless a route has its path.
 *
 * @param {Route[]} routes
 */
function consolePage(routes) {
  const taken = new Set(routes.map(({ path }) => (path === '/' ? '/index.html' : path)));
  const names = FILES.filter((name) => !taken.has(`/${name}`));
  return createPages(names, () => browserFiles({ routes }));
}

/**
 * @param {Server} edge
 * @param {number} port
 */
async function listen(edge, port) {
  edge.listen(port, '127.0.0.1');
  try {
    await once(edge, 'listening');
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    const reason = code === 'EADDRINUSE' ? 'is in use' : 'needs more rights than you have';
    throw new Error(`port ${port} ${reason}: choose another, for example PORT=8081 npm start`);
  }
  opened.push(() => {
    edge.close();
    edge.closeAllConnections();
  });
  const address = /** @type {AddressInfo} */ (edge.address());
  return `http://127.0.0.1:${address.port}`;
}

/**
 * A mistake of the user's has a message to act on; of one in the code the stack is wanted.
 *
 * @param {unknown} error
 */
async function fail(error) {
  const bug = BUGS.some((kind) => error instanceof kind);
  console.error('edge-lookup:', error instanceof Error && !bug ? error.message : error);
  await exit(error instanceof UsageError ? 2 : 1);
}

/** @param {number} code */
async function exit(code) {
  await Promise.allSettled(opened.splice(0).map(async (close) => close()));
  process.exit(code);
}
