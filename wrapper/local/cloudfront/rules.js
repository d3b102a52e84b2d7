/** CloudFront's rules for what a function returns: a response, or a request to go on with. */

import * as body from './rules/body.js';
import { isObject, kind, RESPONSE } from './rules/finding.js';
import * as forwarded from './rules/forwarded-request.js';
import * as header from './rules/headers.js';
import * as status from './rules/status.js';

/** @import { EventType } from './restricted-headers.js' */
/** @import { Fields, Finding, Rule } from './rules/finding.js' */
/** @import { ForwardingRule, Given } from './rules/forwarded-request.js' */

/** @typedef {{ rule: string } & Finding} Breach `rule` is the name of the rule's function */

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
 * @returns {Breach[]}
 */
export function resultBreaches(given, result) {
  const { eventType } = given;
  if (!isRequest(result)) return breaches(eventType, result);
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
 * @returns {Breach[]}
 */
export function breaches(eventType, result) {
  if (!isObject(result)) {
    const message = `must be a response object, is ${kind(result)}`;
    return [{ rule: 'resultIsAResponse', field: 'result', message, link: RESPONSE }];
  }
  return RULES.flatMap((rule) => named(rule, rule(result, eventType)));
}

/**
 * @param {{ name: string }} rule
 * @param {Finding[]} findings
 * @returns {Breach[]}
 */
function named({ name }, findings) {
  return findings.map((finding) => ({ rule: name, ...finding }));
}
