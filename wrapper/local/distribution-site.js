/** A site that is a distribution of the user's own, with the files of its functions. */

import { readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readText } from '../api/read-text.js';
import { policies } from '../emulator/config/policies.js';
import { distributionConfig } from '../emulator/distribution-config.js';
import { standInOrigin } from '../emulator/stand-in-origin.js';
import { UsageError } from '../terminal.js';
import { startFileFunction } from './file-function.js';
import { originAt } from './local-origin.js';

/** @import { Behavior, EdgeFunction } from '../emulator/behavior.js' */
/** @import { LocalOptions, Site } from './site.js' */

/**
 * @param {LocalOptions} options
 * @returns {Promise<Site>}
 */
export async function distributionSite({ distributionFile: file = '', timeoutMs, ...options }) {
  const { namedFunctions = {}, origin, origins = {}, cloudFrontHeaders = {}, log } = options;
  const text = readText(file, 'save what `aws cloudfront get-distribution-config` prints');
  const started = Object.entries(namedFunctions).map(async ([name, handler]) => {
    const running = await startFileFunction({ ...options, handler, onReload: log });
    return /** @type {const} */ ([name, { handler: running, timeoutMs }]);
  });
  /** @type {Map<string, EdgeFunction>} */
  const functions = new Map(await Promise.all(started));
  /** @type {Set<string>} */
  const names = new Set();
  /** @type {Set<string>} */
  const ids = new Set();
  const { notes, ...config } = distributionConfig(text, {
    file,
    policyOf: policies(filesBeside(file)),
    originOf(id, settings) {
      ids.add(id);
      const place = Object.hasOwn(origins, id) ? origins[id] : origin;
      return place === undefined ? standInOrigin(settings) : originAt(place, settings);
    },
    functionOf(arn) {
      const name = nameOf(arn);
      names.add(name);
      return functions.get(name);
    },
  });
  refuseUnknown('--function', Object.keys(namedFunctions), names, `${file} runs no function`);
  refuseUnknown('--origin', Object.keys(origins), ids, `${file} has no origin`);
  for (const note of notes) log(`note: ${note}`);
  for (const name of Object.keys(cloudFrontHeaders)) {
    if (config.behaviors.some((it) => isNamed(it, name))) continue;
    log(`warning: no policy of ${file} names ${name}, so no function gets it`);
  }
  return {
    ...config,
    hints: (url) =>
      `Listening on ${url}, as the distribution in ${file}.\n\n` +
      `What it does for each request: ${url}/__edge/\n`,
  };
}

/**
 * The name of a function, without its version.
 *
 * @param {string} arn
 */
function nameOf(arn) {
  return arn.split(':')[6] ?? arn;
}

/**
 * Where the policies are.
 *
 * @param {string} file
 */
function filesBeside(file) {
  const folder = dirname(file);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(folder, name))
    .filter((it) => statSync(it, { throwIfNoEntry: false })?.isFile())
    .filter((it) => resolve(it) !== resolve(file));
}

/**
 * @param {string} option
 * @param {string[]} given
 * @param {Set<string>} names
 * @param {string} message
 * @throws {UsageError} If a name is given that is not there.
 */
function refuseUnknown(option, given, names, message) {
  const unknown = given.find((name) => !names.has(name));
  if (unknown === undefined) return;
  const there = names.size === 0 ? 'none' : [...names].join(', ');
  throw new UsageError(`${option} ${unknown}: ${message} of this name; there is ${there}`);
}

/**
 * @param {Pick<Behavior, 'cachePolicy' | 'originRequestPolicy'>} behavior
 * @param {string} name
 */
function isNamed({ cachePolicy, originRequestPolicy }, name) {
  const headers = originRequestPolicy?.headers ?? [];
  const more =
    typeof headers === 'object' && 'allViewerAnd' in headers ? headers.allViewerAnd : headers;
  const named = [...cachePolicy.headers, ...(Array.isArray(more) ? more : [])];
  return named.some((it) => it.toLowerCase() === name.toLowerCase());
}
