/** `edge-lookup status` */

import { Option } from 'commander';
import { columns } from '../../deploy/columns.js';
import { distributionsOf } from '../../deploy/running.js';
import { requireStack } from '../../deploy/stack.js';
import { versionsOf } from '../../deploy/versions.js';
import { STACK } from '../options.js';

/** @import { RunningDistribution } from '../../deploy/running.js' */
/** @import { Declaration } from '../declaration.js' */

/** @type {Declaration} */
export default {
  name: 'status',
  summary: 'say which distributions run which version of the function',
  description:
    "Lists the account's distributions that run the function, with version, event and path patterns, and " +
    'the versions that none of them runs. It writes nothing.',
  options: [STACK, new Option('--json', 'print JSON')],
  run,
};

const HEAD = ['DISTRIBUTION', 'VERSION', 'EVENT', 'STATE', 'DOMAIN', 'PATTERNS'];

/** @param {{ stack: string, json?: boolean }} options */
async function run({ stack, json = false }) {
  const { FunctionArn: functionArn } = (await requireStack(stack)).outputs;
  const [versions, distributions] = await Promise.all([
    versionsOf(functionArn),
    distributionsOf(functionArn),
  ]);
  const running = distributions.flatMap(({ runs }) => runs.map(({ version }) => version));
  const newest = Math.max(...versions);
  const unused = versions.filter((it) => !running.includes(it)).sort((a, b) => a - b);
  if (json) {
    console.log(JSON.stringify({ functionArn, newest, distributions, unused }, null, 2));
    return;
  }
  console.log(`${functionArn}: the newest version is ${newest}`);
  if (distributions.length === 0) {
    console.log('No distribution runs it: edge-lookup deploy --distribution ID attaches it.');
    return;
  }
  console.log(`\n${columns([HEAD, ...distributions.flatMap(rows)])}`);
  if (unused.length > 0) console.log(`\nVersions that no distribution runs: ${unused.join(', ')}`);
}

/** @param {RunningDistribution} distribution */
function rows({ id, domainName, aliases, status, isEnabled, isStaging, runs }) {
  const state = [status, ...(isEnabled ? [] : ['disabled']), ...(isStaging ? ['staging'] : [])];
  return runs.map(({ version, eventType, patterns }) => [
    id,
    String(version),
    eventType,
    state.join(', '),
    aliases.join(', ') || domainName,
    patterns.join(', '),
  ]);
}
