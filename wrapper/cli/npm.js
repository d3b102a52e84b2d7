/** Options that npm takes for its own, because `--` does not stand before them. */

import { UsageError } from '../terminal.js';

/**
 * Refuses to run without an option that was meant for the command: a `--plan` that npm swallowed
 * would deploy.
 *
 * @param {string} command
 * @param {string[]} options Names of the command's options.
 * @throws {UsageError}
 */
export function refuseSwallowed(command, options) {
  const swallowed = options.find(isSwallowed);
  if (swallowed === undefined) return;
  const script = process.env.npm_lifecycle_event ?? command;
  throw new UsageError(`put -- before the options: npm run ${script} -- --${swallowed} …`);
}

/**
 * npm passes its own settings on as environment variables, unknown options among them.
 *
 * @param {string} name
 */
function isSwallowed(name) {
  // To npm, `--plan` is `-p -l -a -n`.
  const settings = name === 'plan' ? ['parseable', 'long', 'all'] : [name];
  return settings.every((setting) => process.env[`npm_config_${setting}`] !== undefined);
}
