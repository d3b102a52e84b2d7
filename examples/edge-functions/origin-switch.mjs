/**
 * Sends visitors with the cookie `release=beta` to the origin of the next release.
 *
 * Trigger: origin-request, the only event at which the origin can be changed.
 * Behavior: a cache policy with the cookie `release` and no other, so that the releases are cached apart.
 *
 * The new origin need not be in the distribution:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html#lambda-event-content-based-routing
 */

/** @import { CloudFrontRequestEvent } from 'aws-lambda' */

/** The cookie selects one of these, and never becomes part of a name. */
const DOMAIN_NAME_OF = new Map([['beta', 'beta.example.com']]);

/** @param {CloudFrontRequestEvent} event */
export const handler = async (event) => {
  const { request } = event.Records[0].cf;
  const cookies = (request.headers.cookie ?? []).map(({ value }) => value).join('; ');
  const [, release = ''] = /(?:^|; *)release=(\w+)(?:;|$)/.exec(cookies) ?? [];
  const domainName = DOMAIN_NAME_OF.get(release);
  if (domainName === undefined) return request;
  request.origin = {
    custom: {
      domainName,
      port: 443,
      protocol: 'https',
      path: '',
      sslProtocols: ['TLSv1.2'],
      readTimeout: 30,
      keepaliveTimeout: 5,
      customHeaders: {},
    },
  };
  // Otherwise the new origin gets the old one's name as Host.
  request.headers.host = [{ key: 'Host', value: domainName }];
  return request;
};
