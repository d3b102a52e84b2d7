/** A function in a file of the user's. */

import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Failure } from '../../scripts/terminal.js';

/** @import { Handler } from './cloudfront/invoke.js' */

/**
 * Loads the export `handler` of a module, as Lambda does.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 *
 * @param {string} file
 * @returns {Promise<Handler>}
 * @throws {Failure} If Lambda could not call it.
 */
export async function loadHandlerFile(file) {
  const path = resolve(file);
  await access(path).catch(() => {
    throw new Failure(`there is no file ${path}`);
  });
  const module = await import(pathToFileURL(path).href).catch((cause) => {
    throw new Failure(`${file} cannot be loaded: ${reason(cause)}`, { cause });
  });
  const handler = module.handler ?? module.default?.handler;
  if (typeof handler !== 'function') {
    const names = Object.keys(module).join(', ') || 'nothing';
    throw new Failure(`${file} exports ${names}, and no function called handler`);
  }
  if (handler.length > 2) {
    throw new Failure(
      `${file}: the handler takes a callback, and Node.js 24 on Lambda gives it none: ` +
        'make it an async function of event and context that returns the response',
    );
  }
  return handler;
}

/** @param {unknown} cause */
function reason(cause) {
  const text = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  return text.split('\n', 1)[0];
}
