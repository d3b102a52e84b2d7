/** `edge-lookup status` */

import { Option } from 'commander';
import { columns } from '../../deploy/columns.js';
import { distributionsOf } from '../../deploy/running.js';
import { requireStack } from '../../deploy/stack.js';
import { kindOf } from '../../deploy/target.js';
import { versionsOf } from '../../deploy/versions.js';
import { regionOption, STACK } from '../options.js';

/** @import { RunningDistribution } from '../../deploy/running.js' */
/** @import { Declaration } from '../declaration.js' */

/** @type {Declaration} */
export default {
  name: 'status',
  summary: 'say which distributions run which version of the function',
  description:
    "Lists the account's distributions that run the function, with version, event and path patterns, and " +
    'the versions that none of them runs; or, of a stack of --target, says where it answers. It writes nothing.',
  options: [
    STACK,
    regionOption('the Region of a stack that `deploy --target` has made (default: us-east-1)'),
    new Option('--json', 'print JSON'),
  ],
  run,
};

const HEAD = ['DISTRIBUTION', 'VERSION', 'EVENT', 'STATE', 'DOMAIN', 'PATTERNS'];

/** @param {{ stack: string, region?: string, json?: boolean }} options */
async function run({ stack, region, json = false }) {
  const remedy = 'name it with --stack, and the Region with --region';
  const { outputs } = await requireStack(stack, region, remedy);
  const { FunctionArn: functionArn, Url: url, DistributionId: distribution } = outputs;
  const target = kindOf(outputs);
  if (target !== 'edge') {
    if (json) console.log(JSON.stringify({ functionArn, target, url, distribution }, null, 2));
    else console.log(`${functionArn}: --target ${target} answers at ${url}`);
    return;
  }
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
