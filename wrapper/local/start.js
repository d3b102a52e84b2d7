/** The local edge: a site behind the emulator, with the inspector and a page beside it. */

import { createDistribution } from '../emulator/distribution.js';
import { createFrontDoor, isFrontDoor } from '../front-doors/front-door.js';
import { createInspector } from '../inspector/inspector.js';
import { apiSite } from './api-site.js';
import { distributionSite } from './distribution-site.js';
import { createEdge } from './edge.js';
import { functionSite } from './function-site.js';
import { listen, urlHost } from './listen.js';
import { resend } from './replay.js';

/** @import { Api } from '../api/load.js' */
/** @import { Answer } from '../emulator/distribution.js' */
/** @import { Config, LocalOptions, Site } from './site.js' */
/** @import { Item } from './tables.js' */

/**
 * @typedef {object} Local
 * @property {string} origin Where it listens.
 * @property {string} hints What to tell the user.
 * @property {string[]} tables Those of the embedded DynamoDB.
 * @property {(table: string, item: Item) => Promise<void>} [put] Writes to the embedded DynamoDB.
 * @property {(api: Api) => Promise<void>} [reload] Answers with another API from now on. Rejects, and goes
 *   on with the one before, if that cannot be.
 * @property {(close: () => unknown) => void} onClose
 */

/**
 * Starts the local edge.
 *
 * @param {LocalOptions} options
 * @returns {Promise<Local>} Rejects with a {@link import('../terminal.js').Failure} that says what to do.
 */
export async function startLocal(options) {
  const { port, host, log, onClose } = options;
  const { pages, home, hints, tables = [], put, change, ...config } = await siteOf(options);
  const answer = answerOf(options, config);
  const inspector = createInspector({
    distribution: answer,
    replay: (exchange) => resend(answer, exchange),
    home,
    address: host && urlHost(host),
  });
  onClose(() => inspector.close());
  const edge = createEdge({
    answer,
    log,
    pages: async (req, res) => (await pages?.(req, res)) || inspector.pages(req, res),
  });
  onClose(() => {
    edge.close();
    edge.closeAllConnections();
  });
  const { origin, warning } = await listen(edge, { port, host });
  if (warning) log(warning);
  const reload = change && (async (/** @type {Api} */ api) => answer.update(await change(api)));
  return { origin, hints: hints(origin), tables, put, reload, onClose };
}

/**
 * @param {LocalOptions} options
 * @returns {Promise<Site>}
 */
function siteOf(options) {
  if (options.distributionFile !== undefined) return distributionSite(options);
  return options.functions === undefined ? apiSite(options) : functionSite(options);
}

/**
 * What answers: a distribution, or another front door.
 *
 * @param {LocalOptions} options
 * @param {Config} config
 * @returns {Answer & { update: (config: any) => void }}
 */
function answerOf({ functions = {}, trigger, log, lenient, cloudFrontHeaders }, config) {
  const name = [...Object.keys(functions), trigger].find(isFrontDoor);
  const { handler } = config;
  if (name !== undefined && handler !== undefined) {
    return createFrontDoor({ name, ...config, handler, log, lenient });
  }
  return createDistribution({ ...config, log, lenient, cloudFrontHeaders });
}
