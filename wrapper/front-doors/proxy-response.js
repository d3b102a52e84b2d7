/** The response that the result of a Lambda proxy integration is. */

import { STATUS_CODES } from 'node:http';
import { isInferred } from './rules.js';

/** @import { Generated } from '../emulator/response.js' */
/** @import { FrontDoor } from './front-door.js' */

/**
 * @param {FrontDoor} frontDoor
 * @param {any} result One that breaks no rule.
 * @returns {Generated}
 */
export function proxyResponse(frontDoor, result) {
  if (isInferred(frontDoor, result)) {
    const body = typeof result === 'string' ? result : JSON.stringify(result);
    const headers = /** @type {Generated['headers']} */ ([['Content-Type', 'application/json']]);
    return { status: 200, reason: 'OK', headers, body: Buffer.from(body) };
  }
  const status = Number(result.statusCode);
  // `200 OK`, of which a load balancer sends the text.
  const reason = result.statusDescription?.replace(/^\d{3} ?/, '');
  return {
    status,
    reason: reason ?? STATUS_CODES[status] ?? '',
    headers: headerLines(frontDoor, result),
    body: Buffer.from(result.body ?? '', result.isBase64Encoded ? 'base64' : 'utf8'),
  };
}

/**
 * @param {FrontDoor} frontDoor
 * @param {any} result
 * @returns {Generated['headers']}
 */
function headerLines({ infersResponse, takesOnlyTextHeaders, takesMultiValueHeaders }, result) {
  const single = lines(result.headers);
  const several = lines(result.multiValueHeaders);
  if (takesMultiValueHeaders) return several;
  if (takesOnlyTextHeaders) return single;
  // Payload format 2.0 has no multi-value headers, but cookies of their own.
  if (infersResponse) {
    return [...single, ...lines({ 'Set-Cookie': result.cookies ?? [] })];
  }
  const names = several.map(([name]) => name.toLowerCase());
  return [...single.filter(([name]) => !names.includes(name.toLowerCase())), ...several];
}

/**
 * @param {Record<string, unknown> | null | undefined} headers
 * @returns {Generated['headers']}
 */
function lines(headers) {
  return Object.entries(headers ?? {}).flatMap(([name, values]) =>
    [values].flat().map((value) => /** @type {const} */ ([name, String(value)])),
  );
}
