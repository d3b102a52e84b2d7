/** `edge-lookup local` */

import { isIP } from 'node:net';
import { Option } from 'commander';
import { EVENT_TYPES as API_EVENT_TYPES } from '../../api/behavior.js';
import { loadApi } from '../../api/load.js';
import { FRONT_DOORS } from '../../front-doors/front-door.js';
import { startLocal } from '../../local/start.js';
import { watchFiles } from '../../local/watch-files.js';
import { UsageError } from '../../terminal.js';
import { announced, apiOf, configFile, itemsFile, pageFolder } from '../config.js';
import {
  CONFIG,
  checkSource,
  DATA,
  DYNAMODB,
  HANDLER,
  HANDLER_RUNTIME,
  ITEMS,
  oneOf,
  TIMEOUT,
} from '../options.js';
import { checkSite, functionsOf, isOwn, originsOf, SITE_OPTIONS } from '../site-options.js';
import { untilSignal } from '../until-signal.js';

/** @import { Api } from '../../api/load.js' */
/** @import { Declaration, Hooks } from '../declaration.js' */

const TRIGGERS = [...API_EVENT_TYPES, ...Object.keys(FRONT_DOORS)];

const TRIGGER = new Option(
  '--trigger <trigger>',
  `what runs the function: CloudFront at ${API_EVENT_TYPES.join(' or ')}, or ` +
    `${Object.keys(FRONT_DOORS).join(', ')} (default: ${API_EVENT_TYPES[0]})`,
).argParser(oneOf('--trigger', TRIGGERS));

/** @type {Declaration} */
export default {
  name: 'local',
  summary: 'run the API behind a local CloudFront',
  description:
    'A local CloudFront on http://127.0.0.1:8080. It answers the API from an embedded DynamoDB, and ' +
    'says what production would refuse, and why. What it does for each request is shown at ' +
    'http://127.0.0.1:8080/__edge/. When the configuration changes, it is compiled again.',
  notes: 'PORT=8081 edge-lookup local listens on another port; PORT=0 takes any free one.',
  options: [
    CONFIG,
    ITEMS,
    TRIGGER,
    TIMEOUT,
    new Option('--lenient', 'only warn of what CloudFront would refuse, and send it if possible'),
    DATA,
    DYNAMODB,
    HANDLER,
    HANDLER_RUNTIME,
    ...SITE_OPTIONS,
    new Option(
      '--host <address>',
      'listen at this address of the machine; 0.0.0.0 is every one, for containers (default: 127.0.0.1)',
    ).argParser(hostOf),
  ],
  run,
};

/**
 * @typedef {import('../site-options.js').SiteOptions & OwnOptions} Options
 *
 * @typedef {object} OwnOptions
 * @property {string} [config]
 * @property {string} [items]
 * @property {number} [timeout] In milliseconds.
 * @property {boolean} [lenient]
 * @property {string} [data]
 * @property {URL} [dynamodb]
 * @property {string} [runtime]
 * @property {string} [host]
 */

/**
 * @param {Options} options
 * @param {string[]} _
 * @param {Hooks} hooks
 */
async function run(options, _, { onStarted = () => {} }) {
  const { trigger = API_EVENT_TYPES[0], lenient = false } = options;
  const { timeout: timeoutMs, data, dynamodb, runtime, includeBody, host } = options;
  const functions = functionsOf(options);
  checkSource({ ...options, handler: Object.values(functions)[0] ?? options.distribution });
  checkSite(options);
  const port = portOf(process.env.PORT || '8080');
  await untilSignal(async (onClose) => {
    const slow = setTimeout(() => console.error('Still starting …'), 2000);
    const common = {
      ...{ trigger, timeoutMs, lenient, port, host, log: console.error, onClose, dynamodb },
      ...originsOf(options),
      cloudFrontHeaders: options.header,
    };
    const local = await startLocal(
      isOwn(options)
        ? {
            ...common,
            ...(options.distribution === undefined && { functions }),
            ...{ includeBody, runtime },
            distributionFile: options.distribution,
            namedFunctions: options.function,
          }
        : {
            ...common,
            api: apiOf(options),
            itemsFile: itemsFile(options),
            pageFolder: pageFolder(options),
            data,
          },
    );
    clearTimeout(slow);
    console.log(local.hints);
    if (local.reload) onClose(recompileOnChange(configFile(options.config), local.reload));
    onStarted(local);
  });
}

/**
 * Compiles a configuration again whenever its file has changed.
 *
 * @param {string} file
 * @param {(api: Api) => Promise<void>} reload
 * @returns {() => void} Ends it.
 */
function recompileOnChange(file, reload) {
  const files = watchFiles(async () => {
    try {
      await reload(announced(loadApi(file)));
      console.error(`✓ ${file} has changed: compiled again.`);
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      console.error(`✗ ${message}\n  Still serving the previous version.`);
    }
  });
  files.add(file);
  return files.close;
}

/** @param {string} text */
function portOf(text) {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new UsageError(`PORT must be a number from 0 to 65535, is ${JSON.stringify(text)}`);
}

/** @param {string} text */
function hostOf(text) {
  if (isIP(text) > 0) return text;
  throw new UsageError(`--host needs an IP address, such as 0.0.0.0, is ${JSON.stringify(text)}`);
}
