/** CloudFront's rules for generated responses. */

import * as body from './rules/body.js';
import { isObject, kind, RESPONSE } from './rules/finding.js';
import * as header from './rules/headers.js';
import * as status from './rules/status.js';

/** @import { EventType } from './restricted-headers.js' */
/** @import { Fields, Finding, Rule } from './rules/finding.js' */

/** @typedef {{ rule: string } & Finding} Breach `rule` is the name of the rule's function */

/**
 * What CloudFront requires of a response that a function generates.
 *
 * @type {Rule[]}
 */
const RULES = [
  status.statusIsPresent,
  status.statusIsFrom200To599,
  status.statusDescriptionIsText,
  header.headersIsAnObject,
  header.headerIsAListOfEntries,
  header.headerNameIsAToken,
  header.headerKeyMatchesItsName,
  header.headerValueIsText,
  header.headerValueHasNoControlCharacter,
  header.headerIsNotDisallowed,
  header.headerIsNotReadOnly,
  body.bodyIsText,
  body.bodyEncodingIsTextOrBase64,
  body.base64BodyIsValid,
  body.noContentHasNoBody,
  body.responseFitsTheQuota,
];

/**
 * The rules that `result` breaks. CloudFront answers 502 (LambdaValidationError) for any of them.
 *
 * @param {EventType} eventType
 * @param {unknown} result what the function returned
 * @returns {Breach[]}
 */
export function breaches(eventType, result) {
  if (!isObject(result)) return notAResponse(`must be a response object, is ${kind(result)}`);
  if ('uri' in result && !('status' in result)) {
    return notAResponse('is a request to forward, and this edge has no origin to forward to');
  }
  return RULES.flatMap((rule) =>
    rule(result, eventType).map((finding) => ({ rule: rule.name, ...finding })),
  );
}

/**
 * @param {string} message
 * @returns {Breach[]}
 */
function notAResponse(message) {
  return [{ rule: 'resultIsAResponse', field: 'result', message, link: RESPONSE }];
}
