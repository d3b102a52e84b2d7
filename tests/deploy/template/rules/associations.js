/** How a distribution runs functions. */

import { behaviorsOf, isViewerEvent, possibleValues, resourcesOf } from './lookup.js';
import { COMBINING, EVENTS, quote, REPLICAS, VERSIONS } from './violation.js';

/** @import { Violation } from './violation.js' */
/** @import { Behavior, Template } from './lookup.js' */

/**
 * @param {Template} template
 * @returns {Violation[]}
 */
export function associationIsOfAVersion(template) {
  const versions = resourcesOf(template, 'AWS::Lambda::Version').map(({ resource }) => resource);
  const isVersion = (/** @type {any} */ arn) => versions.includes(arn?.Ref);
  return ofBehaviors(template, VERSIONS, ({ lambdas }) =>
    lambdas
      .flatMap(({ LambdaFunctionARN }) => possibleValues(template, LambdaFunctionARN))
      .filter((arn) => !isVersion(arn))
      .map((arn) => `runs ${quote(arn)}, which is no version of this template`),
  );
}

/** @param {Template} template */
export function eventTypeIsOneOfTheFour(template) {
  const known = ['viewer-request', 'origin-request', 'origin-response', 'viewer-response'];
  return ofBehaviors(template, EVENTS, ({ lambdas }) =>
    lambdas
      .flatMap(({ EventType }) => possibleValues(template, EventType))
      .filter((event) => typeof event !== 'string' || !known.includes(event))
      .map((event) => `runs a function at ${quote(event)}`),
  );
}

/** @param {Template} template */
export function eventTypesOfABehaviorDiffer(template) {
  return ofBehaviors(template, COMBINING, ({ lambdas }) => {
    const events = lambdas.flatMap(({ EventType }) => possibleValues(template, EventType));
    const twice = events.filter((event, index) => events.indexOf(event) !== index);
    return [...new Set(twice)].map((event) => `can run two functions at ${quote(event)}`);
  });
}

/** @param {Template} template */
export function noCloudFrontFunctionBesideAViewerEvent(template) {
  const hasViewerEvent = (/** @type {Behavior['lambdas']} */ associations) =>
    associations
      .flatMap(({ EventType }) => possibleValues(template, EventType))
      .some(isViewerEvent);
  return ofBehaviors(template, COMBINING, ({ lambdas, cloudFrontFunctions }) =>
    hasViewerEvent(lambdas) && hasViewerEvent(cloudFrontFunctions)
      ? ['can run CloudFront Functions and Lambda@Edge at viewer events']
      : [],
  );
}

/**
 * CloudFront may still run the version, which then cannot be deleted.
 *
 * @param {Template} template
 * @returns {Violation[]}
 */
export function versionIsRetained(template) {
  const ways = {
    DeletionPolicy: ['Retain', 'RetainExceptOnCreate'],
    UpdateReplacePolicy: ['Retain'],
  };
  return resourcesOf(template, 'AWS::Lambda::Version').flatMap((version) =>
    Object.entries(ways)
      .map(([attribute, allowed]) => ({ attribute, allowed, value: Object(version)[attribute] }))
      .filter(({ allowed, value }) => !allowed.includes(value))
      .map(({ attribute, allowed, value }) => ({
        resource: version.resource,
        message: `${attribute} must be ${allowed.join(' or ')}, is ${quote(value)}`,
        url: REPLICAS,
      })),
  );
}

/**
 * @param {Template} template
 * @param {string} url
 * @param {(behavior: Behavior) => string[]} problems
 * @returns {Violation[]}
 */
function ofBehaviors(template, url, problems) {
  return behaviorsOf(template).flatMap((behavior) =>
    problems(behavior).map((problem) => ({
      resource: behavior.resource,
      message: `${behavior.path} ${problem}`,
      url,
    })),
  );
}
