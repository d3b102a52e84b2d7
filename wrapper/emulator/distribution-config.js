/**
 * A distribution as `aws cloudfront get-distribution-config` prints it.
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html
 */

import { visibleJson } from '../api/visible-json.js';
import { parseJson } from './config/cursor.js';
import { legacyPolicies } from './config/legacy-cache-settings.js';
import { notesOfBehavior, notesOfDistribution } from './config/notes.js';
import { originSettings } from './config/origin-settings.js';

/** @import { CloudFrontOrigin } from 'aws-lambda' */
/** @import { Cursor } from './config/cursor.js' */
/** @import { PolicyOf } from './config/policies.js' */
/** @import { CachePolicy, CustomErrorResponse, OriginRequestPolicy } from './behavior.js' */
/** @import { EventType } from './event-type.js' */
/** @import { Origin } from './origin/origin.js' */

/**
 * @template F What the emulator knows of a function, such as its handler.
 * @typedef {object} ConfiguredBehavior
 * @property {string} pathPattern `*` is the default behavior.
 * @property {string[]} allowedMethods
 * @property {string[]} cachedMethods
 * @property {CachePolicy} cachePolicy
 * @property {OriginRequestPolicy} [originRequestPolicy]
 * @property {boolean} compress
 * @property {Origin} [origin]
 * @property {Partial<Record<EventType, F & { includeBody: boolean }>>} functions
 */

/**
 * @template F
 * @typedef {object} Configured
 * @property {ConfiguredBehavior<F>[]} behaviors In the order in which they are tried; the last is the default.
 * @property {Origin[]} origins All, whether a behavior has them or not.
 * @property {Record<string, number>} errorCachingMinTTL Seconds by status.
 * @property {CustomErrorResponse[]} customErrorResponses
 * @property {string} [defaultRootObject]
 * @property {string[]} notes What of it is not run here, a line each.
 */

/**
 * @template F
 * @typedef {object} Surroundings
 * @property {string} [file] The name of the file, for messages.
 * @property {(arn: string) => F | undefined} functionOf Nothing if the function is not to run.
 * @property {(id: string, settings: CloudFrontOrigin) => Origin} originOf Asked once for each origin.
 * @property {PolicyOf} policyOf
 */

/** @type {Record<EventType, () => EventType>} */
const EVENT_TYPES = {
  'viewer-request': () => 'viewer-request',
  'origin-request': () => 'origin-request',
  'origin-response': () => 'origin-response',
  'viewer-response': () => 'viewer-response',
};

/** The methods of a behavior that names none, and those that are always cached. */
const READS = ['GET', 'HEAD'];

const COMMAND = 'aws cloudfront get-distribution-config --id ID';

/**
 * @template F
 * @param {string} json
 * @param {Surroundings<F>} surroundings
 * @returns {Configured<F>}
 * @throws {Failure} One line that says what is wrong, and where.
 */
export function distributionConfig(
  json,
  { file = 'the distribution', functionOf, originOf, policyOf },
) {
  const root = parseJson(json, file);
  const config = root.optional('DistributionConfig') ?? root;
  const byDefault = config.optional('DefaultCacheBehavior');
  if (byDefault === undefined) {
    return config.fail(`has no DefaultCacheBehavior: expected what \`${COMMAND}\` prints`);
  }
  const listed = config.optional('CacheBehaviors')?.items() ?? [];
  const all = [...listed, byDefault];
  const errors = config.optional('CustomErrorResponses')?.items() ?? [];
  const { origins, originAt } = readOrigins(config, originOf);
  const behavior = (/** @type {Cursor} */ it, /** @type {string} */ pathPattern) => ({
    pathPattern,
    ...methodsOf(it),
    ...policiesOf(it, policyOf),
    compress: it.optional('Compress')?.boolean() ?? false,
    origin: originAt(it.get('TargetOriginId')),
    functions: functionsOf(it, functionOf),
  });
  return {
    behaviors: [
      ...listed.map((it) => behavior(it, it.get('PathPattern').string())),
      behavior(byDefault, '*'),
    ],
    origins,
    errorCachingMinTTL: errorCachingMinTTL(errors),
    customErrorResponses: errors.map(customErrorResponse),
    defaultRootObject: config.optional('DefaultRootObject')?.string(),
    notes: [
      ...notesOfDistribution(config),
      ...all.flatMap((it) => [...notesOfBehavior(it), ...notesOfFunctions(it, functionOf)]),
    ],
  };
}

/**
 * The origins, and what finds that of a behavior. Behaviors with the same origin share it.
 *
 * @param {Cursor} config
 * @param {Surroundings<unknown>['originOf']} originOf
 */
function readOrigins(config, originOf) {
  const listed = config.get('Origins').items();
  const settings = new Map(listed.map((it) => [it.get('Id').string(), originSettings(it)]));
  const groups = config.optional('OriginGroups')?.items() ?? [];
  const firstOf = new Map(groups.map((it) => [it.get('Id').string(), firstMember(it)]));
  const made = new Map([...settings].map(([id, its]) => [id, originOf(id, its)]));
  return {
    origins: [...made.values()],
    originAt(/** @type {Cursor} */ target) {
      const id = firstOf.get(target.string()) ?? target.string();
      if (settings.has(id)) return made.get(id);
      return target.fail(
        `there is no origin ${visibleJson(id)}: the origins are ${[...settings.keys()].join(', ')}`,
      );
    },
  };
}

/** @param {Cursor} group */
function firstMember(group) {
  const members = group.get('Members');
  const [first] = members.items();
  return (first ?? members.fail('expected items')).get('OriginId').string();
}

/** @param {Cursor} behavior */
function methodsOf(behavior) {
  const allowed = behavior.optional('AllowedMethods');
  return {
    allowedMethods: allowed?.strings() ?? READS,
    cachedMethods: allowed?.optional('CachedMethods')?.strings() ?? READS,
  };
}

/**
 * @param {Cursor} behavior
 * @param {PolicyOf} policyOf
 * @returns {{ cachePolicy: CachePolicy, originRequestPolicy?: OriginRequestPolicy }}
 */
function policiesOf(behavior, policyOf) {
  const id = behavior.optional('CachePolicyId');
  if (id === undefined) {
    if (behavior.optional('ForwardedValues') !== undefined) return legacyPolicies(behavior);
    return behavior.fail('has neither CachePolicyId nor ForwardedValues');
  }
  const requestId = behavior.optional('OriginRequestPolicyId');
  return {
    cachePolicy: policyOf(id.string())?.cachePolicy ?? noPolicy(id, 'get-cache-policy'),
    ...(requestId && {
      originRequestPolicy:
        policyOf(requestId.string())?.originRequestPolicy ??
        noPolicy(requestId, 'get-origin-request-policy'),
    }),
  };
}

/**
 * @param {Cursor} id
 * @param {string} command
 */
function noPolicy(id, command) {
  const text = id.string();
  return id.fail(
    `is not AWS's, and no file has it: save what \`aws cloudfront ${command} --id ${text}\` prints beside the distribution`,
  );
}

/**
 * @template F
 * @param {Cursor} behavior
 * @param {Surroundings<F>['functionOf']} functionOf
 * @returns {ConfiguredBehavior<F>['functions']}
 */
function functionsOf(behavior, functionOf) {
  return Object.fromEntries(
    associationsOf(behavior).flatMap(({ eventType, arn, includeBody }) => {
      const known = functionOf(arn.string());
      return known === undefined ? [] : [[eventType, { ...known, includeBody }]];
    }),
  );
}

/**
 * @param {Cursor} behavior
 * @param {Surroundings<unknown>['functionOf']} functionOf
 */
function notesOfFunctions(behavior, functionOf) {
  return associationsOf(behavior)
    .filter(({ arn }) => functionOf(arn.string()) === undefined)
    .map(({ arn }) => `${arn.path}: ${arn.string()} is not run: no file is named for it`);
}

/** @param {Cursor} behavior */
function associationsOf(behavior) {
  const associations = behavior.optional('LambdaFunctionAssociations')?.items() ?? [];
  return associations.map((association) => ({
    eventType: association.get('EventType').oneOf(EVENT_TYPES),
    arn: association.get('LambdaFunctionARN'),
    includeBody: association.optional('IncludeBody')?.boolean() ?? false,
  }));
}

/** @param {Cursor[]} errors */
function errorCachingMinTTL(errors) {
  return Object.fromEntries(
    errors.flatMap((error) => {
      const seconds = error.optional('ErrorCachingMinTTL')?.number();
      return seconds === undefined ? [] : [[error.get('ErrorCode').number(), seconds]];
    }),
  );
}

/**
 * @param {Cursor} error
 * @returns {CustomErrorResponse}
 */
function customErrorResponse(error) {
  const code = error.optional('ResponseCode');
  if (code !== undefined && !/^\d{3}$/.test(code.string())) code.fail('expected a status');
  return {
    errorCode: error.get('ErrorCode').number(),
    responsePagePath: error.optional('ResponsePagePath')?.string(),
    responseCode: code && Number(code.string()),
  };
}
