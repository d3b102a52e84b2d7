/** A function in a file of the user's. */

import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from '../terminal.js';

/** @import { Handler } from '../emulator/invoke.js' */

/**
 * Loads the export `handler` of a module, as Lambda does.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 *
 * @param {string} file
 * @returns {Promise<Handler>}
 * @throws {UsageError} If Lambda could not call it.
 */
export async function loadHandlerFile(file) {
  const path = resolve(file);
  await access(path).catch(() => {
    throw new UsageError(`there is no file ${path}`);
  });
  const module = await import(pathToFileURL(path).href).catch((cause) => {
    throw new UsageError(`${file} cannot be loaded: ${reason(cause)}`, { cause });
  });
  const handler = module.handler ?? module.default?.handler;
  if (typeof handler !== 'function') {
    const names = Object.keys(module).join(', ') || 'nothing';
    throw new UsageError(`${file} exports ${names}, and no function called handler`);
  }
  if (handler.length > 2) {
    throw new UsageError(
      `${file}: the handler takes a callback, and Node.js 24 on Lambda gives it none: ` +
        'make it an async function of event and context that returns the response',
    );
  }
  return handler;
}

/** @param {unknown} cause */
function reason(cause) {
  if (!(cause instanceof Error)) return String(cause).split('\n', 1)[0];
  const text = `${cause.name}: ${cause.message.split('\n', 1)[0]}`;
  return cause instanceof SyntaxError ? `${text} (node --check shows where)` : text;
}
