/**
 * Answers only requests with a valid JSON Web Token (RFC 7519), signed with ES256, and tells the origin who
 * the user is.
 *
 * Trigger: viewer-request. It runs before the cache, so the answers behind it can be cached.
 * Behavior: any policies. If answers depend on the user, the cache policy needs the header X-User.
 *
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-generating-http-responses.html#lambda-generating-http-responses-in-requests
 */

import { createPublicKey, verify } from 'node:crypto';

/** @import { CloudFrontRequestEvent } from 'aws-lambda' */

const ISSUER = 'https://login.example.com/';
const AUDIENCE = 'https://api.example.com';

/**
 * The issuer's public keys by `kid`; while it rotates its key, there are two. Replace this one. It is the
 * example of RFC 7515, appendix A.3, which has its private half too: anybody can sign tokens with it.
 */
const KEYS = new Map([
  [
    'example-1',
    createPublicKey({
      format: 'jwk',
      key: {
        kty: 'EC',
        crv: 'P-256',
        x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
        y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
      },
    }),
  ],
]);

/** @param {CloudFrontRequestEvent} event */
export const handler = async (event) => {
  const { request } = event.Records[0].cf;
  const authorization = request.headers.authorization?.[0].value ?? '';
  const [, token] = /^bearer +(\S+)$/i.exec(authorization) ?? [];
  if (token === undefined) return unauthorized('Bearer');
  const user = userOf(token);
  if (user === undefined) return unauthorized('Bearer error="invalid_token"');
  // This replaces any X-User of the viewer's. A header value must not have control characters.
  request.headers['x-user'] = [{ key: 'X-User', value: encodeURIComponent(user) }];
  return request;
};

/**
 * @param {string} token
 * @returns {string | undefined} Nothing if the token is not valid.
 */
function userOf(token) {
  const parts = token.split('.');
  if (parts.length !== 3) return undefined;
  const [header, claims] = parts.slice(0, 2).map(parsed);
  const key = KEYS.get(header?.kid);
  // The algorithm is ours to choose, not the token's. An extension in crit must be understood (RFC 7515, 4.1.11).
  if (key === undefined || header.alg !== 'ES256' || 'crit' in header) return undefined;
  const signed = Buffer.from(`${parts[0]}.${parts[1]}`);
  const signature = Buffer.from(parts[2], 'base64url');
  if (!verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, signature)) return undefined;
  const { iss, aud, exp, nbf = 0, sub } = claims ?? {};
  if (iss !== ISSUER || ![aud].flat().includes(AUDIENCE)) return undefined;
  const now = Date.now() / 1000;
  if (typeof exp !== 'number' || exp <= now || nbf > now) return undefined;
  return typeof sub === 'string' ? sub : undefined;
}

/** @param {string} part */
function parsed(part) {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return undefined;
  }
}

/** @param {string} challenge RFC 6750, section 3. */
function unauthorized(challenge) {
  return {
    status: '401',
    statusDescription: 'Unauthorized',
    headers: {
      'www-authenticate': [{ key: 'WWW-Authenticate', value: challenge }],
      'cache-control': [{ key: 'Cache-Control', value: 'no-store' }],
    },
  };
}
