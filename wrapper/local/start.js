/**
 * The command behind `npm start` and `edge-lookup local`: a function behind a local CloudFront.
 */

import { once } from 'node:events';

import { Failure, UsageError } from '../../scripts/terminal.js';
import { inCheckout } from './checkout.js';
import { ANY_PATH } from './cloudfront/behavior.js';
import { createDistribution } from './cloudfront/distribution.js';
import { createEdge } from './edge.js';
import { setLambdaEnvironment } from './environment.js';
import { loadHandlerFile } from './handler-file.js';
import { createInspector } from './inspector/inspector.js';
import { LOCAL_USAGE, parseLocalOptions } from './options.js';
import { resend } from './replay.js';

/** @import { Server } from 'node:http' */
/** @import { AddressInfo } from 'node:net' */
/** @import { LocalOptions } from './options.js' */
/** @import { Pages } from './pages.js' */
/** @import { DistributionOptions } from './cloudfront/distribution.js' */

/**
 * @typedef {Pick<DistributionOptions, 'handler' | 'behaviors' | 'errorCachingMinTTL'> & {
 *   pages?: Pages, hints: (origin: string) => string }} Surroundings `hints` is said once it listens.
 */

const BUGS = [TypeError, RangeError, ReferenceError, SyntaxError];

/** @type {(() => unknown)[]} What to close at the end. */
const opened = [];

// Several may come: a terminal signals all processes of a command, and they pass it on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => exit(0));
process.on('uncaughtException', fail);

try {
  const options = parseLocalOptions(process.argv.slice(2), process.env);
  if (options.help) console.log(LOCAL_USAGE);
  else await start(options);
} catch (error) {
  await fail(error);
}

/** @param {LocalOptions} options */
async function start(options) {
  const slow = setTimeout(() => console.error('Still starting …'), 2000);
  const { pages = async () => false, hints, ...surroundings } = await prepare(options);
  const inspector = createInspector({ replay: (exchange) => resend(answer, exchange) });
  opened.push(() => inspector.close());
  const answer = createDistribution({
    ...surroundings,
    log: console.error,
    timeoutMs: options.timeoutMs,
    lenient: options.lenient,
    observe: inspector.add,
  });
  const edge = createEdge({
    answer,
    log: console.error,
    pages: async (req, res) => (await inspector.pages(req, res)) || pages(req, res),
  });
  const origin = await listen(edge, options.port);
  clearTimeout(slow);

  // From here on a fault costs its request, not the server.
  process.off('uncaughtException', fail);
  process.on('uncaughtException', (error) => console.error(error));

  console.log(hints(origin));
}

/**
 * The function and what is around it.
 *
 * @param {LocalOptions} options
 * @returns {Promise<Surroundings>}
 */
async function prepare(options) {
  const { handlerFile, trigger } = options;
  if (handlerFile === undefined) {
    return inCheckout(async () => {
      const { prepareLookups } = await import('./lookups.js');
      return prepareLookups(options, (close) => opened.push(close));
    });
  }
  setLambdaEnvironment(process.env);
  return {
    handler: await loadHandlerFile(handlerFile),
    behaviors: [{ ...ANY_PATH, eventType: trigger }],
    hints: (origin) =>
      `Listening on ${origin}, running ${handlerFile} at ${trigger}.\n\n` +
      `What it does for each request: ${origin}/__edge/\n`,
  };
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
    throw new Failure(`port ${port} ${reason}: choose another, for example PORT=8081 npm start`);
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
