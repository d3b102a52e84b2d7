/**
 * Asks for a user name and a password, for a preview that is not public.
 *
 * Trigger: viewer-request. It runs before the cache, so the pages behind it can be cached.
 * Behavior: viewer protocol policy redirect-to-https or https-only, because every request carries the
 * password; any other policies.
 *
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-generating-http-responses.html#lambda-generating-http-responses-in-requests
 */

import { createHash, timingSafeEqual } from 'node:crypto';

/** @import { CloudFrontRequestEvent } from 'aws-lambda' */

/**
 * The SHA-256 of `user:password`, here `preview:replace-this-password`: the edge has no environment variables.
 * Anybody who can read the code can try passwords against the hash, so let the password be random:
 *
 *     printf 'preview:%s' "$(openssl rand -base64 24 | tee /dev/tty)" | sha256sum
 */
const CREDENTIALS = Buffer.from(
  'c4b08ff812ee8b5259549fa8242413cc0d7337ed2eccc64f34c467547fe118d5',
  'hex',
);

/** @param {CloudFrontRequestEvent} event */
export const handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (!isAuthorized(request.headers.authorization?.[0].value)) {
    return {
      status: '401',
      statusDescription: 'Unauthorized',
      headers: {
        'www-authenticate': [
          { key: 'WWW-Authenticate', value: 'Basic realm="Preview", charset="UTF-8"' },
        ],
        'cache-control': [{ key: 'Cache-Control', value: 'no-store' }],
      },
    };
  }
  // The origin does not need the password.
  delete request.headers.authorization;
  return request;
};

/** @param {string} [authorization] */
function isAuthorized(authorization = '') {
  const [, base64] = /^basic +([a-z\d+/]+=*)$/i.exec(authorization) ?? [];
  if (base64 === undefined) return false;
  const given = createHash('sha256').update(Buffer.from(base64, 'base64')).digest();
  // How long this takes does not tell where the two hashes differ.
  return timingSafeEqual(given, CREDENTIALS);
}
