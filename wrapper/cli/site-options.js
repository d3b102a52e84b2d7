/** The options that say what the local edge serves besides an API: functions and distributions of the user's own. */

import { Option } from 'commander';
import { EVENT_TYPES as API_EVENT_TYPES } from '../api/behavior.js';
import { EVENT_TYPES } from '../emulator/event-type.js';
import { isFrontDoor } from '../front-doors/front-door.js';
import { UsageError } from '../terminal.js';
import { path } from './options.js';

/** @import { LocalOptions } from '../local/site.js' */

/**
 * @typedef {object} SiteOptions
 * @property {LocalOptions['trigger']} [trigger]
 * @property {string} [handler]
 * @property {string} [viewerRequest]
 * @property {string} [originRequest]
 * @property {string} [originResponse]
 * @property {string} [viewerResponse]
 * @property {boolean} [includeBody]
 * @property {string[]} [origin]
 * @property {Record<string, string>} [header]
 * @property {string} [distribution]
 * @property {Record<string, string>} [function]
 */

const EVENTS = EVENT_TYPES.map((eventType) =>
  new Option(
    `--${eventType} <file>`,
    `run the export \`handler\` of this module, or FILE#NAME, at ${eventType} instead of the API`,
  ).argParser(path(`--${eventType} needs a file`)),
);

const INCLUDE_BODY = new Option(
  '--include-body',
  'give functions of your own the body of the request (IncludeBody)',
);

const DISTRIBUTION = new Option(
  '--distribution <file>',
  'run a whole distribution, as `aws cloudfront get-distribution-config` prints it; policies that are ' +
    "not AWS's are looked for in the JSON files beside it",
).argParser(path('--distribution needs a file'));

const FUNCTION = new Option(
  '--function <name=file>',
  'with --distribution, the module of the function with this name, FILE or FILE#NAME; may be repeated',
).argParser(named('--function', 'NAME=FILE'));

const ORIGIN = new Option(
  '--origin <place>',
  'a folder or URL that answers what no function does; with --distribution, ID=PLACE stands for one of ' +
    'its origins, and may be repeated',
).argParser(several);

const HEADER = new Option(
  '--header <header>',
  "with functions of your own, what CloudFront would find out about the viewer: 'CloudFront-Viewer-Country: DE'; " +
    'may be repeated',
).argParser(header);

export const SITE_OPTIONS = [...EVENTS, INCLUDE_BODY, ORIGIN, HEADER, DISTRIBUTION, FUNCTION];

/**
 * The functions of the user's own, by what runs them.
 *
 * @param {SiteOptions} options
 * @returns {NonNullable<LocalOptions['functions']>}
 */
export function functionsOf({ trigger = API_EVENT_TYPES[0], handler, ...options }) {
  const { viewerRequest, originRequest, originResponse, viewerResponse } = options;
  const byEvent = {
    'viewer-request': viewerRequest,
    'origin-request': originRequest,
    'origin-response': originResponse,
    'viewer-response': viewerResponse,
    ...(handler !== undefined && { [trigger]: handler }),
  };
  return Object.fromEntries(Object.entries(byEvent).filter(([, file]) => file !== undefined));
}

/**
 * Whether what runs is the user's own, and not an API.
 *
 * @param {SiteOptions} options
 */
export function isOwn(options) {
  return options.distribution !== undefined || Object.keys(functionsOf(options)).length > 0;
}

/**
 * What stands for origins.
 *
 * @param {SiteOptions} options
 * @returns {Pick<LocalOptions, 'origin' | 'origins'>}
 */
export function originsOf({ origin: places = [], distribution }) {
  if (distribution === undefined) return { origin: places[0] };
  const byId = places.map((place) => /^([^=/\\]+)=(.+)$/s.exec(place)?.slice(1));
  return {
    origin: places.find((_, i) => byId[i] === undefined),
    origins: Object.fromEntries(byId.filter((it) => it !== undefined)),
  };
}

/**
 * Refuses combinations of the options that say what the site is.
 *
 * @param {SiteOptions} options
 * @throws {UsageError}
 */
export function checkSite(options) {
  const { trigger, handler, distribution, origin = [], header, includeBody } = options;
  const events = Object.keys(functionsOf({ ...options, handler: undefined }));
  /** @type {[isWrong: unknown, message: string][]} */
  const checks = [
    [
      events.length > 0 && handler !== undefined,
      `--handler runs at --trigger, --${events[0]} at its own event: drop one`,
    ],
    [
      events.length > 0 && trigger !== undefined,
      `--trigger is of the API or of --handler, and --${events[0]} runs at its own event: drop one`,
    ],
    [
      distribution !== undefined && (handler !== undefined || events.length > 0 || trigger),
      'a distribution says which function runs at which event: name their files with --function NAME=FILE',
    ],
    [
      distribution !== undefined && includeBody,
      'a distribution says which function gets bodies (IncludeBody): drop --include-body',
    ],
    [
      distribution === undefined && options.function,
      '--function is for --distribution: add that, or name a function with --handler FILE',
    ],
    [
      distribution === undefined && origin.length > 1,
      'without --distribution there is one origin: drop one --origin',
    ],
    [!isOwn(options) && header, '--header is for functions of your own: drop it'],
    [!isOwn(options) && includeBody, '--include-body is for functions of your own: drop it'],
    [
      isFrontDoor(trigger ?? '') && (origin.length > 0 || header || includeBody),
      `--origin, --header and --include-body are CloudFront's: drop them, or --trigger ${trigger}`,
    ],
  ];
  const [, message] = checks.find(([isWrong]) => isWrong) ?? [];
  if (message !== undefined) throw new UsageError(message);
}

/**
 * @param {string} option
 * @param {string} form
 */
function named(option, form) {
  return (/** @type {string} */ value, /** @type {Record<string, string>} */ before = {}) => {
    const [, name, file] = /^([^=]+)=(.+)$/s.exec(value) ?? [];
    if (name !== undefined) return { ...before, [name]: file };
    throw new UsageError(`${option} needs ${form}, is ${JSON.stringify(value)}`);
  };
}

/**
 * @param {string} value
 * @param {string[]} [before]
 */
function several(value, before = []) {
  if (value !== '' && !value.startsWith('-')) return [...before, value];
  throw new UsageError('--origin needs a folder or a URL');
}

/**
 * @param {string} text
 * @param {Record<string, string>} [before]
 */
function header(text, before = {}) {
  const [, name, value] = /^(CloudFront-[\w-]+):[ \t]*([\x20-\x7e]*)$/i.exec(text) ?? [];
  if (name !== undefined) return { ...before, [name]: value.trimEnd() };
  throw new UsageError(
    "--header needs a header that CloudFront makes, such as 'CloudFront-Viewer-Country: DE', is " +
      `${JSON.stringify(text)}; send any other with the request`,
  );
}
