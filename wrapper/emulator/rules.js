/** CloudFront's rules for what a function returns: a response, or a request to go on with. */

import { isRequestEvent } from './event-type.js';
import * as body from './rules/body.js';
import * as forwarded from './rules/forwarded-request.js';
import * as header from './rules/headers.js';
import * as origin from './rules/origin.js';
import * as customHeader from './rules/origin-headers.js';
import { readOnlyHeadersAreUnchanged } from './rules/read-only-headers.js';
import * as requestBody from './rules/request-body.js';
import * as status from './rules/status.js';
import * as updated from './rules/updated-response.js';
import { isObject, kind, RESPONSE } from './rules/violation.js';

/** @import { EventType } from './event-type.js' */
/** @import { Fields, Given, Rule, Violation } from './rules/violation.js' */

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

const STATUS_RULES = [
  status.statusIsPresent,
  status.statusIsFrom200To599,
  status.statusDescriptionIsText,
];

const BODY_RULES = [
  body.bodyIsText,
  body.bodyEncodingIsTextOrBase64,
  body.base64BodyIsValid,
  body.noContentHasNoBody,
  body.responseFitsTheQuota,
];

/**
 * What CloudFront requires of a response that a function generates.
 *
 * @type {Rule[]}
 */
const GENERATED_RULES = [
  ...STATUS_RULES,
  ...HEADER_RULES,
  header.headerIsNotReadOnly,
  ...BODY_RULES,
];

/**
 * What CloudFront requires of a response that a function was given, and returns.
 *
 * @type {Rule[]}
 */
const UPDATED_RULES = [
  ...STATUS_RULES,
  updated.viewerStatusIsUnchanged,
  ...HEADER_RULES,
  readOnlyHeadersAreUnchanged,
  updated.viewerBodyIsUnchanged,
  ...BODY_RULES,
];

/**
 * What CloudFront requires of a request that a function was given, and returns.
 *
 * @type {Rule[]}
 */
const FORWARDED_RULES = [
  forwarded.uriIsAPath,
  forwarded.uriHasNoSpaceOrControl,
  forwarded.querystringIsText,
  forwarded.querystringHasNoSpaceControlOrFragment,
  forwarded.forwardedUrlFitsTheQuota,
  forwarded.methodIsUnchanged,
  readOnlyHeadersAreUnchanged,
  forwarded.viewerCountryIsNotAdded,
  ...HEADER_RULES,
  requestBody.requestBodyIsAnObject,
  requestBody.requestBodyActionIsKnown,
  requestBody.replacedBodyEncodingIsTextOrBase64,
  requestBody.replacedBodyIsText,
  requestBody.replacedBase64IsValid,
  requestBody.replacedBodyFitsTheQuota,
  origin.originIsCustomOrS3,
  origin.originDomainNameIsAllowed,
  origin.originPathIsAllowed,
  origin.originPortIsAllowed,
  origin.originProtocolIsHttpOrHttps,
  origin.originTimeoutIsInRange,
  origin.originSslProtocolsAreKnown,
  origin.s3AuthMethodIsKnown,
  origin.s3RegionIsGiven,
  customHeader.originCustomHeadersAreLists,
  customHeader.originCustomHeaderIsAllowed,
  customHeader.originCustomHeaderIsNotInTheRequest,
];

/**
 * Whether the result of a function at a request event is a request for CloudFront to go on with, and no
 * response.
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
  if (!isRequestEvent(given.eventType)) return broken(UPDATED_RULES, given, result);
  return broken(isRequest(result) ? FORWARDED_RULES : GENERATED_RULES, given, result);
}

/**
 * The rules that a response breaks that a function generates.
 *
 * @param {EventType} eventType
 * @param {unknown} result
 * @returns {NamedViolation[]}
 */
export function responseViolations(eventType, result) {
  return broken(GENERATED_RULES, { eventType, request: {} }, result);
}

/**
 * @param {Rule[]} rules
 * @param {Given} given
 * @param {unknown} result
 * @returns {NamedViolation[]}
 */
function broken(rules, given, result) {
  if (!isObject(result)) {
    const message = `must be a response object, is ${kind(result)}`;
    return [{ rule: 'resultIsAResponse', field: 'result', message, link: RESPONSE }];
  }
  return rules.flatMap((rule) =>
    rule(result, given).map((violation) => ({ rule: rule.name, ...violation })),
  );
}
