/** A site with functions of the user's own, at any of CloudFront's events or behind another front door. */

import { ANY_PATH } from '../emulator/behavior.js';
import { startFileFunction } from './file-function.js';
import { originAt } from './local-origin.js';
import { asFrontDoor } from './site.js';

/** @import { EdgeFunction } from '../emulator/behavior.js' */
/** @import { LocalOptions, Site } from './site.js' */

/**
 * @param {LocalOptions} options
 * @returns {Promise<Site>}
 */
export async function functionSite({ functions: files = {}, timeoutMs, includeBody, ...options }) {
  const { origin, cloudFrontHeaders = {}, log } = options;
  const started = Object.entries(files).map(async ([trigger, handler]) => {
    const running = await startFileFunction({ ...options, handler, onReload: log });
    return /** @type {const} */ ([trigger, { handler: running, timeoutMs, includeBody }]);
  });
  const functions = await Promise.all(started);
  if (options.cloudFrontHeaders && functions.every(([trigger]) => trigger === 'viewer-request')) {
    log(
      'warning: CloudFront makes the headers of --header after viewer-request: no function gets them',
    );
  }
  const { cachePolicy } = ANY_PATH;
  const behavior = {
    ...ANY_PATH,
    functions: Object.fromEntries(functions),
    origin: origin === undefined ? undefined : originAt(origin),
    // There is no policy of the user's to name them.
    cachePolicy: {
      ...cachePolicy,
      headers: [...cachePolicy.headers, ...Object.keys(cloudFrontHeaders)],
    },
  };
  return {
    // Behind another front door there is only one.
    handler: functions[0][1].handler,
    timeoutMs,
    behaviors: [behavior],
    hints: (url) =>
      `Listening on ${url}${asFrontDoor(functions[0][0])}, running ${listed(files)}` +
      `${origin === undefined ? '' : `, in front of ${origin}`}.\n\n` +
      `What it does for each request: ${url}/__edge/\n`,
  };
}

/** @param {NonNullable<LocalOptions['functions']>} files */
function listed(files) {
  const each = Object.entries(files).map(([trigger, file]) =>
    asFrontDoor(trigger) === '' ? `${file} at ${trigger}` : file,
  );
  return new Intl.ListFormat('en').format(each);
}
