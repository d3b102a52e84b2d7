/** A function in a file of the user's: `FILE` or `FILE#export`. */

import { existsSync, realpathSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from '../terminal.js';

/**
 * @typedef {object} HandlerFile
 * @property {string} text What the user wrote.
 * @property {string} file As the user wrote it.
 * @property {string} path The same, absolute.
 * @property {string} name Of the export.
 *
 * @typedef {(event: any, context: any, callback?: (error?: unknown, result?: unknown) => void) => unknown} UserHandler
 */

/**
 * @param {string} text `FILE` or `FILE#export`.
 * @returns {HandlerFile}
 * @throws {UsageError} If it is not there.
 */
export function findHandlerFile(text) {
  // A folder may be called `c#`.
  const at = existsSync(text) ? -1 : text.lastIndexOf('#');
  const file = at < 0 ? text : text.slice(0, at);
  const name = at < 0 ? 'handler' : text.slice(at + 1);
  const path = resolve(file);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new UsageError(`there is no file ${path}`);
  if (stats.isDirectory()) throw new UsageError(`${path} is a directory: name a file`);
  return { text, file, path, name };
}

/**
 * Loads the function, as Lambda does.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 *
 * @param {HandlerFile} handlerFile
 * @param {string} runtime
 * @returns {Promise<UserHandler>}
 * @throws {UsageError} If Lambda could not call it.
 */
export async function loadHandlerFile({ file, path, name }, runtime) {
  const module = await import(pathToFileURL(path).href).catch((cause) => {
    throw new UsageError(`${file} cannot be loaded: ${reason(cause)}`, { cause });
  });
  const handler = handlerIn(module, path, name, runtime);
  if (typeof handler !== 'function') {
    const names = Object.keys(module).filter((key) => key !== 'module.exports');
    throw new UsageError(
      `${file} exports ${names.join(', ') || 'nothing'}, and no function called ${name}: ` +
        `${file}#NAME names another`,
    );
  }
  // https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html#nodejs-handler-callback
  if (runtime !== 'nodejs22.x' && handler.length > 2) {
    throw new UsageError(
      `${file}: the handler takes a callback, which ${runtime} does not give it: make it an async ` +
        'function of event and context that returns the response, or run it with --runtime nodejs22.x',
    );
  }
  return handler;
}

/**
 * Up to Node.js 22, Lambda gets CommonJS modules by `require`; since then it imports them, and looks into
 * `default` too.
 *
 * @param {any} module
 * @param {string} path
 * @param {string} name
 * @param {string} runtime
 */
function handlerIn(module, path, name, runtime) {
  if (runtime !== 'nodejs22.x') return member(module, name) ?? member(module.default, name);
  const required = createRequire(path).cache[realpathSync(path)];
  return member(required === undefined ? module : required.exports, name);
}

/**
 * @param {any} module
 * @param {string} name With dots, of a member of a member.
 */
function member(module, name) {
  return name.split('.').reduce((object, key) => object?.[key], module);
}

/** @param {unknown} cause */
function reason(cause) {
  if (!(cause instanceof Error)) return String(cause).split('\n', 1)[0];
  const text = `${cause.name}: ${cause.message.split('\n', 1)[0]}`;
  return cause instanceof SyntaxError ? `${text} (node --check shows where)` : text;
}
