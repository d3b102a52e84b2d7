/** What a file in `commands/` declares, from which usage, help and parsing follow. */

/** @import { Argument, Option } from 'commander' */

/**
 * @typedef {object} Declaration
 * @property {string} name
 * @property {string} summary What `edge-lookup --help` says of it.
 * @property {string} description What its own `--help` begins with.
 * @property {string} [notes] What its own `--help` ends with.
 * @property {Argument[]} [arguments]
 * @property {Option[]} [options]
 * @property {(options: any, positionals: string[], hooks: Hooks) => Promise<void>} run
 *
 * @typedef {object} Hooks
 * @property {(local: import('../local/start.js').Local) => void} [onStarted] Called by `local` once
 *   it listens.
 */

export {};
