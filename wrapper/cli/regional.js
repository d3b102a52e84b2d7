/** `edge-lookup deploy --target`: the same steps as at CloudFront's edge, in a Region. */

import { WOULD_CHANGE } from '../deploy/distribution.js';
import { carryOut, changesOf, planRegionalDeployment } from '../deploy/regional/deployment.js';
import { checkOverrides } from '../deploy/regional/settings.js';
import { confirm, UsageError } from '../terminal.js';
import { printFindings, printPlanJson, tryOut } from './plan-output.js';

/** @import { Api } from '../api/load.js' */
/** @import { Options as Deploy } from '../deploy/deployment.js' */
/** @import { Target } from '../deploy/target.js' */

/**
 * @typedef {object} Regional
 * @property {Target} [target]
 * @property {string} [region]
 * @property {Record<string, string>} [parameterOverrides]
 */

/** What attaches the function to a distribution that there is. */
const AT_THE_EDGE = /** @satisfies {Partial<Record<keyof Deploy, string>>} */ ({
  distribution: '--distribution',
  trigger: '--trigger',
  origin: '--origin',
  takeAll: '--take-all',
  like: '--like',
});

const IN_A_REGION = /** @satisfies {Partial<Record<keyof Regional, string>>} */ ({
  region: '--region',
  parameterOverrides: '--parameter-overrides',
});

/**
 * @param {Deploy & Regional} options
 * @throws {UsageError} If options are of the edge and of a Region.
 */
export function refuseUnfitOptions(options) {
  const { target, parameterOverrides } = options;
  if (target === undefined) {
    const unfit = given(options, IN_A_REGION);
    if (unfit === undefined) return;
    throw new UsageError(
      `${unfit} is for --target, and a function at CloudFront's edge is in us-east-1: drop it, or add --target`,
    );
  }
  const unfit = given(options, AT_THE_EDGE);
  if (unfit !== undefined) {
    throw new UsageError(`${unfit} is for CloudFront's edge: drop it, or --target ${target}`);
  }
  checkOverrides(target, parameterOverrides);
}

/**
 * The first of some options that is given.
 *
 * @param {Record<string, any>} options
 * @param {Record<string, string>} names
 */
function given(options, names) {
  const key = Object.keys(names).find((it) => options[it] !== undefined);
  return key === undefined ? undefined : names[key];
}

/**
 * Where the tables are, reads are fastest; and it is the same for everybody who deploys this API, which the
 * Region of whose configuration is in effect would not be.
 *
 * @param {Api} api
 * @param {Deploy & Regional & { target: Target }} options
 * @param {{ plan: boolean, json: boolean }} output
 */
export async function deployRegional(api, options, { plan, json }) {
  const { target, region = api.description.regions[0] } = options;
  const deployment = await planRegionalDeployment(api, { ...options, region });
  const changes = changesOf(deployment);
  if (json) printPlanJson(changes, deployment);
  else {
    for (const text of changes) console.log(text);
    if (changes.length === 0) console.log(`Stack ${options.stack} in ${region}: nothing to change`);
    printFindings(deployment);
  }
  if (plan) {
    if (changes.length > 0) process.exitCode = WOULD_CHANGE;
    return;
  }
  if (changes.length > 0) await confirm('Do all this?');
  const { FunctionArn, Url } = await carryOut(deployment);
  console.log(`${FunctionArn} answers at ${Url}`);
  const eventType = target === 'function-url' ? 'origin-request' : 'viewer-request';
  const command = `logs --stack ${options.stack} --region ${region}`;
  await tryOut(new URL(Url), { api, eventType, command });
}
