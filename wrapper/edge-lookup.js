#!/usr/bin/env node
/** The command `edge-lookup`. */

import { existsSync } from 'node:fs';
import { command, Failure, UsageError } from '../scripts/terminal.js';

/** The Node.js that Lambda runs, and whose built-in functions are used. */
const NODE_MAJOR = 24;

const COMMANDS = new Map([
  ['local', 'local/start.js'],
  ['invoke', 'local/invoke.js'],
]);

const USAGE = `Usage: npx edge-lookup local [OPTION …]         a local CloudFront in front of a function
       npx edge-lookup invoke EVENT [OPTION …]  one event, the result, CloudFront's verdict

Each explains itself with --help.
`;

const [name = '', ...args] = process.argv.slice(2);

await command(async () => {
  const file = COMMANDS.get(name);
  if (file !== undefined) await run(file);
  else if (['-h', '--help'].includes(name)) console.log(USAGE);
  else throw new UsageError(`${said()} (npx edge-lookup --help shows the commands)`);
});

/**
 * A checkout sets up what is missing; a package that npm has installed has all that it needs, but
 * for the Node.js.
 *
 * @param {string} file
 */
async function run(file) {
  if (existsSync(new URL('../Cargo.toml', import.meta.url))) {
    const { runOnLambdaNode } = await import('../scripts/lambda-node.js');
    await runOnLambdaNode(`wrapper/${file}`, args);
  } else if (Number.parseInt(process.versions.node, 10) < NODE_MAJOR) {
    throw new Failure(`Node.js ${process.versions.node} is too old: here, ${NODE_MAJOR} is needed`);
  } else {
    process.argv.splice(2, 1);
    await import(`./${file}`);
  }
}

function said() {
  return name === '' ? 'a command is missing' : `there is no command ${JSON.stringify(name)}`;
}
