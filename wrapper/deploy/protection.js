/**
 * What protects and observes a path besides its function: a new behavior has none of it, whatever the
 * behavior has that answered the path before.
 */

import { isDeepStrictEqual } from 'node:util';

import { contains, overlaps } from '../api/path-pattern.js';
import { Failure } from '../terminal.js';
import {
  associationsOf,
  behaviorsOf,
  defaultOf,
  findBehavior,
  isOf,
  isOneOf,
} from './distribution-config.js';
import { placesOf } from './precedence.js';

/** @import { CacheBehavior, DefaultCacheBehavior, DistributionConfig } from '@aws-sdk/client-cloudfront' */
/** @import { Attachment } from './behaviors.js' */

/** @typedef {DefaultCacheBehavior & { PathPattern?: string }} AnyBehavior */

/** How the default behavior is called where others have their pattern, as in CloudFront's console. */
export const DEFAULT_PATTERN = 'Default (*)';

/**
 * The settings, each with what it comes to where a behavior has it.
 *
 * @type {[keyof DefaultCacheBehavior, (behavior: AnyBehavior) => string | undefined][]}
 */
const SETTINGS = [
  ['TrustedKeyGroups', (it) => when(it.TrustedKeyGroups?.Enabled, 'takes signed requests only')],
  ['TrustedSigners', (it) => when(it.TrustedSigners?.Enabled, 'takes signed requests only')],
  [
    'FunctionAssociations',
    ({ FunctionAssociations }) =>
      runs(
        FunctionAssociations?.Items?.map(({ FunctionARN, ...it }) => [FunctionARN, it.EventType]),
      ),
  ],
  [
    'LambdaFunctionAssociations',
    (it) =>
      runs(
        associationsOf(it).map(({ LambdaFunctionARN, EventType }) => [
          LambdaFunctionARN,
          EventType,
        ]),
      ),
  ],
  [
    'ResponseHeadersPolicyId',
    (it) =>
      when(
        it.ResponseHeadersPolicyId,
        `has the response headers policy ${it.ResponseHeadersPolicyId}`,
      ),
  ],
  [
    'RealtimeLogConfigArn',
    (it) => when(it.RealtimeLogConfigArn, `is logged by ${it.RealtimeLogConfigArn}`),
  ],
  [
    'FieldLevelEncryptionId',
    (it) => when(it.FieldLevelEncryptionId, 'encrypts fields of what is sent to it'),
  ],
];

/**
 * Names what our new behaviors lack of those that have answered their paths so far.
 *
 * @param {DistributionConfig} config
 * @param {Attachment} attachment
 * @param {Map<object, string[]>} [unknown] By behaviors, the settings that this release does not know.
 * @returns {string[]}
 */
export function lacking(config, attachment, unknown = new Map()) {
  const { behaviors, like, versionArn } = attachment;
  const inherited = like === undefined ? {} : inheritedFrom(config, like, attachment);
  const patterns = behaviors.map(({ pathPattern }) => pathPattern);
  const places = placesOf(patterns, behaviorsOf(config));
  const others = behaviorsOf(config).filter((it) => !isOneOf(patterns, it));
  return patterns.flatMap((pathPattern, i) => {
    if (findBehavior(config, pathPattern) !== undefined) return [];
    const losing = [...others.slice(places[i]), defaultOf(config)];
    return answering(losing, pathPattern).flatMap((behavior) => {
      const { PathPattern: pattern = DEFAULT_PATTERN } = behavior;
      const own = withoutOwn(behavior, versionArn);
      const missing = SETTINGS.filter(([name]) => !isDeepStrictEqual(own[name], inherited[name]));
      const has = [...new Set(missing.flatMap(([, say]) => say(own) ?? []))];
      const hidden = unknown.get(behavior) ?? [];
      const subject = `the behavior ${pattern}, which has answered ${pathPattern} so far,`;
      return [
        ...(own.GrpcConfig?.Enabled ? [`${subject} takes gRPC; ours will not`] : []),
        ...(hidden.length > 0
          ? [
              `${subject} has settings that this release does not know (${list(hidden)}); ours will not, ` +
                'and --like does not give them: look whether they protect it',
            ]
          : []),
        ...(has.length > 0
          ? [
              `${subject} ${list(has)}; ours will not: give --like '${pattern}' to inherit that, if ` +
                `${pathPattern} should have it too`,
            ]
          : []),
      ];
    });
  });
}

/**
 * What a behavior of ours gets from another one.
 *
 * @param {DistributionConfig} config
 * @param {string} like The pattern of the other.
 * @param {Pick<Attachment, 'eventType' | 'versionArn'>} attachment
 * @returns {Partial<DefaultCacheBehavior>}
 * @throws {Failure} If there is no such behavior, or it runs another function in the place of ours.
 */
export function inheritedFrom(config, like, { eventType, versionArn }) {
  const behavior = withoutOwn(behaviorLike(config, like), versionArn);
  const inTheWay = associationsOf(behavior).find((it) => it.EventType === eventType);
  if (inTheWay !== undefined) {
    throw new Failure(
      `--like: the behavior ${like} runs ${inTheWay.LambdaFunctionARN} at ${eventType}, where ours ` +
        'would have to run: an event has one function. Use the other --trigger, or leave --like out',
    );
  }
  const beside = viewerFunctionOf(behavior);
  if (beside !== undefined && eventType === 'viewer-request') {
    throw new Failure(
      `--like: the behavior ${like} runs the CloudFront function ${beside.FunctionARN} at ` +
        `${beside.EventType}, beside which there can be no Lambda@Edge function at viewer-request: ` +
        'use --trigger origin-request, or leave --like out',
    );
  }
  return protectionOf(behavior);
}

/**
 * The settings that a behavior has.
 *
 * @param {AnyBehavior} behavior
 * @returns {Record<string, unknown> & Partial<DefaultCacheBehavior>}
 */
export function protectionOf(behavior) {
  return Object.fromEntries(
    SETTINGS.filter(([, say]) => say(behavior) !== undefined).map(([name]) => [
      name,
      behavior[name],
    ]),
  );
}

/**
 * @param {DistributionConfig} config
 * @param {string} like The pattern of a behavior.
 * @returns {AnyBehavior}
 * @throws {Failure} If there is none.
 */
export function behaviorLike(config, like) {
  const isDefault = [DEFAULT_PATTERN, '*', 'default'].includes(like);
  const found = isDefault ? defaultOf(config) : findBehavior(config, like);
  if (found === undefined) {
    const patterns = [...behaviorsOf(config).map((it) => it.PathPattern), DEFAULT_PATTERN];
    throw new Failure(
      `--like: the distribution has no behavior ${like}, only ${patterns.join(', ')}`,
    );
  }
  return found;
}

/**
 * The behaviors that have answered the paths of a pattern so far: those that match some of them, up to
 * the first that matches all.
 *
 * @param {AnyBehavior[]} behaviors Of those that come after it, the default one last.
 * @param {string} pattern
 */
function answering(behaviors, pattern) {
  const some = behaviors.filter(({ PathPattern = '*' }) => overlaps(PathPattern, pattern));
  const all = some.findIndex(({ PathPattern = '*' }) => contains(PathPattern, pattern));
  return some.slice(0, all + 1);
}

/**
 * The CloudFront function that a behavior runs at a viewer event.
 *
 * @param {Pick<DefaultCacheBehavior, 'FunctionAssociations'>} behavior
 */
export function viewerFunctionOf({ FunctionAssociations }) {
  return FunctionAssociations?.Items?.find(({ EventType }) => EventType?.startsWith('viewer-'));
}

/**
 * @template {AnyBehavior} T
 * @param {T} behavior
 * @param {string} versionArn
 * @returns {T}
 */
function withoutOwn(behavior, versionArn) {
  const Items = associationsOf(behavior).filter((it) => !isOf(versionArn, it));
  return { ...behavior, LambdaFunctionAssociations: { Quantity: Items.length, Items } };
}

/**
 * @param {unknown} condition
 * @param {string} text
 */
function when(condition, text) {
  return condition ? text : undefined;
}

/** @param {(string | undefined)[][]} [functions] Their ARNs and events. */
function runs(functions = []) {
  if (functions.length === 0) return undefined;
  return `runs ${list(functions.map(([arn, event]) => `${arn} at ${event}`))}`;
}

/** @param {string[]} texts */
function list(texts) {
  return new Intl.ListFormat('en').format(texts);
}
