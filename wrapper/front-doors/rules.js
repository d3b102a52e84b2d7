/** What the front doors of a Region require of a function's result. */

import { controlCharacters, isObject, kind, quote } from '../emulator/rules/violation.js';

/** @import { Fields, Violation } from '../emulator/rules/violation.js' */
/** @import { NamedViolation } from '../emulator/rules.js' */
/** @import { FrontDoor } from './front-door.js' */

/** @typedef {(result: Fields, frontDoor: FrontDoor) => Violation[]} ResultRule */

const API_GATEWAY =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.response';
const LOAD_BALANCER =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html#respond-to-load-balancer';
const MULTI_VALUE =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html#multi-value-headers';

/** @type {ResultRule[]} */
const RULES = [
  statusCodeIsAStatus,
  statusDescriptionIsText,
  headersAreTexts,
  multiValueHeadersAreListsOfTexts,
  headersAreInTheFormOfTheTargetGroup,
  cookiesAreTexts,
  bodyIsText,
  isBase64EncodedIsABoolean,
  base64BodyIsValid,
];

/**
 * The rules that a result breaks.
 *
 * @param {FrontDoor} frontDoor
 * @param {unknown} result
 * @returns {NamedViolation[]}
 */
export function resultViolations(frontDoor, result) {
  const size = named(resultFitsTheQuota, resultFitsTheQuota(result, frontDoor));
  if (isInferred(frontDoor, result)) return size;
  if (!isObject(result)) {
    const message = `must be an object, is ${kind(result)}`;
    return [{ rule: 'resultIsAResponse', field: 'result', message, link: API_GATEWAY }];
  }
  return [...RULES.flatMap((rule) => named(rule, rule(result, frontDoor))), ...size];
}

/**
 * Whether a result is the body of a response with status 200, which payload format 2.0 lets it be.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.v2
 *
 * @param {FrontDoor} frontDoor
 * @param {unknown} result
 */
export function isInferred({ infersResponse }, result) {
  return infersResponse === true && !(isObject(result) && 'statusCode' in result);
}

/** @type {ResultRule} */
function statusCodeIsAStatus({ statusCode }) {
  const isScalar = typeof statusCode === 'number' || typeof statusCode === 'string';
  if (isScalar && /^[2-5]\d\d$/.test(String(statusCode))) return [];
  const message = `must be 200 to 599, is ${statusCode === undefined ? 'missing' : quote(statusCode)}`;
  return [{ field: 'statusCode', message, link: API_GATEWAY }];
}

/** @type {ResultRule} */
function statusDescriptionIsText({ statusDescription }) {
  const field = 'statusDescription';
  if (statusDescription === undefined) return [];
  if (typeof statusDescription === 'string') return controlCharacters(field, statusDescription);
  const message = `must be a string, is ${kind(statusDescription)}`;
  return [{ field, message, link: LOAD_BALANCER }];
}

/** @type {ResultRule} */
function headersAreTexts({ headers }, { takesOnlyTextHeaders }) {
  if (headers === undefined || headers === null) return [];
  if (!isObject(headers)) return [notAnObject('headers', headers)];
  const types = takesOnlyTextHeaders ? ['string'] : ['string', 'number', 'boolean'];
  return Object.entries(headers).flatMap(([name, value]) =>
    textViolations(`headers.${name}`, name, value, types),
  );
}

/** @type {ResultRule} */
function multiValueHeadersAreListsOfTexts({ multiValueHeaders }) {
  const field = 'multiValueHeaders';
  if (multiValueHeaders === undefined || multiValueHeaders === null) return [];
  if (!isObject(multiValueHeaders)) return [notAnObject(field, multiValueHeaders)];
  return Object.entries(multiValueHeaders).flatMap(([name, values]) => {
    if (Array.isArray(values)) {
      return values.flatMap((value, i) =>
        textViolations(`${field}.${name}[${i}]`, name, value, ['string']),
      );
    }
    const message = `must be a list of strings, is ${kind(values)}`;
    return [{ field: `${field}.${name}`, message, link: MULTI_VALUE }];
  });
}

/** @type {ResultRule} */
function headersAreInTheFormOfTheTargetGroup(result, { takesOnlyTextHeaders, ...frontDoor }) {
  if (!takesOnlyTextHeaders) return [];
  const [other, form] = frontDoor.takesMultiValueHeaders
    ? ['headers', 'multiValueHeaders']
    : ['multiValueHeaders', 'headers'];
  if (!isObject(result[other]) || isObject(result[form])) return [];
  const message = `must be ${form}, as the target group has it`;
  return [{ field: other, message, link: MULTI_VALUE }];
}

/** @type {ResultRule} */
function cookiesAreTexts({ cookies }, { infersResponse }) {
  if (!infersResponse || cookies === undefined) return [];
  const isList = Array.isArray(cookies) && cookies.every((cookie) => typeof cookie === 'string');
  if (!isList) {
    return [{ field: 'cookies', message: 'must be a list of strings', link: API_GATEWAY }];
  }
  return cookies.flatMap((cookie, i) => controlCharacters(`cookies[${i}]`, cookie));
}

/** @type {ResultRule} */
function bodyIsText({ body }) {
  if (body === undefined || body === null || typeof body === 'string') return [];
  const message = `must be a string, is ${kind(body)}: JSON.stringify makes it one`;
  return [{ field: 'body', message, link: API_GATEWAY }];
}

/** @type {ResultRule} */
function isBase64EncodedIsABoolean({ isBase64Encoded }) {
  if (isBase64Encoded === undefined || typeof isBase64Encoded === 'boolean') return [];
  const message = `must be true or false, is ${quote(isBase64Encoded)}`;
  return [{ field: 'isBase64Encoded', message, link: API_GATEWAY }];
}

/** @type {ResultRule} */
function base64BodyIsValid({ body, isBase64Encoded }) {
  if (isBase64Encoded !== true || typeof body !== 'string') return [];
  if (Buffer.from(body, 'base64').toString('base64') === body) return [];
  return [{ field: 'body', message: 'is not valid base64', link: API_GATEWAY }];
}

/**
 * @param {unknown} result
 * @param {FrontDoor} frontDoor
 * @returns {Violation[]}
 */
function resultFitsTheQuota(result, { maxResultBytes, quotas }) {
  const bytes = Buffer.byteLength(JSON.stringify(result) ?? '');
  if (bytes <= maxResultBytes) return [];
  const message = `has ${bytes} bytes as JSON; ${maxResultBytes} are allowed`;
  return [{ field: 'result', message, link: quotas }];
}

/**
 * @param {string} field
 * @param {string} name
 * @param {unknown} value
 * @param {string[]} types
 * @returns {Violation[]}
 */
function textViolations(field, name, value, types) {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) {
    const message = 'is not a header name (RFC 9110, section 5.1)';
    return [{ field, message, link: API_GATEWAY }];
  }
  if (!types.includes(typeof value)) {
    return [{ field, message: `must be a string, is ${kind(value)}`, link: LOAD_BALANCER }];
  }
  return controlCharacters(field, String(value));
}

/**
 * @param {string} field
 * @param {unknown} value
 * @returns {Violation}
 */
function notAnObject(field, value) {
  return { field, message: `must be an object, is ${kind(value)}`, link: API_GATEWAY };
}

/**
 * @param {{ name: string }} rule
 * @param {Violation[]} violations
 * @returns {NamedViolation[]}
 */
function named({ name }, violations) {
  return violations.map((violation) => ({ rule: name, ...violation }));
}
