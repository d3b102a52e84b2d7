/** CloudFront's rules for what a function returns: a response, or a request to go on with. */

import * as body from './rules/body.js';
import * as forwarded from './rules/forwarded-request.js';
import * as header from './rules/headers.js';
import * as status from './rules/status.js';
import { isObject, kind, RESPONSE } from './rules/violation.js';

/** @import { EventType } from '../api/load.js' */
/** @import { Fields, Violation, Rule } from './rules/violation.js' */
/** @import { ForwardingRule, Given } from './rules/forwarded-request.js' */

/** @typedef {{ rule: string } & Violation} NamedViolation `rule` is the name of the rule's function */

/**
 * What CloudFront requires of headers, whatever they belong to.
 *
 * @type {Rule[]}
 */
const HEADER_RULES = [
  header.headersIsAnObject,
  header.headerIsAListOfEntries,
  header.headerNameIsAToken,
  header.headerKeyMatchesItsName,
  header.headerValueIsText,
  header.headerValueHasNoControlCharacter,
  header.headerIsNotDisallowed,
];

/**
 * What CloudFront requires of a response that a function generates.
 *
 * @type {Rule[]}
 */
const RULES = [
  status.statusIsPresent,
  status.statusIsFrom200To599,
  status.statusDescriptionIsText,
  ...HEADER_RULES,
  header.headerIsNotReadOnly,
  body.bodyIsText,
  body.bodyEncodingIsTextOrBase64,
  body.base64BodyIsValid,
  body.noContentHasNoBody,
  body.responseFitsTheQuota,
];

/**
 * What CloudFront requires of a request that a function returns, besides.
 *
 * @type {ForwardingRule[]}
 */
const FORWARDING_RULES = [
  forwarded.uriIsAPath,
  forwarded.querystringIsText,
  forwarded.querystringHasNoSpaceControlOrFragment,
  forwarded.forwardedUrlFitsTheQuota,
  forwarded.methodIsUnchanged,
  forwarded.readOnlyHeadersAreUnchanged,
];

/**
 * Whether a result is a request for CloudFront to go on with, and no response.
 *
 * @param {unknown} result
 * @returns {result is Fields}
 */
export function isRequest(result) {
  return isObject(result) && 'uri' in result && !('status' in result);
}

/**
 * The rules that a result breaks. CloudFront answers 502 (LambdaValidationError) for any of them.
 *
 * @param {Given} given
 * @param {unknown} result
 * @returns {NamedViolation[]}
 */
export function resultViolations(given, result) {
  const { eventType } = given;
  if (!isRequest(result)) return responseViolations(eventType, result);
  return [
    ...FORWARDING_RULES.flatMap((rule) => named(rule, rule(result, given))),
    ...HEADER_RULES.flatMap((rule) => named(rule, rule(result, eventType))),
  ];
}

/**
 * The rules that a response breaks.
 *
 * @param {EventType} eventType
 * @param {unknown} result
 * @returns {NamedViolation[]}
 */
export function responseViolations(eventType, result) {
  if (!isObject(result)) {
    const message = `must be a response object, is ${kind(result)}`;
    return [{ rule: 'resultIsAResponse', field: 'result', message, link: RESPONSE }];
  }
  return RULES.flatMap((rule) => named(rule, rule(result, eventType)));
}

/**
 * @param {{ name: string }} rule
 * @param {Violation[]} violations
 * @returns {NamedViolation[]}
 */
function named({ name }, violations) {
  return violations.map((violation) => ({ rule: name, ...violation }));
}
