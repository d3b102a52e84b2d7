/** Events, and the requests that are measured. */

/** @typedef {{ method?: string, uri: string, querystring?: string, origin?: string }} Request */

export const ORIGIN = 'https://app.nightonly.com';
export const FOUND = {
  uri: '/api/media/job_id',
  querystring: 'input_file=Big+Buck+Bunny.mp4',
  origin: ORIGIN,
};
export const COMPLETE = {
  uri: '/api/media/status',
  querystring: 'job_id=c123456789012-smb6o7',
  origin: ORIGIN,
};

/**
 * AWS's example of a viewer-request event, with this request.
 *
 * @param {Request} request
 */
export function eventOf({ method = 'GET', uri, querystring = '', origin }) {
  const headers = {
    host: [{ key: 'Host', value: 'd111111abcdef8.cloudfront.net' }],
    'user-agent': [{ key: 'User-Agent', value: 'curl/7.66.0' }],
    accept: [{ key: 'accept', value: '*/*' }],
    ...(origin !== undefined && { origin: [{ key: 'Origin', value: origin }] }),
  };
  const config = {
    distributionDomainName: 'd111111abcdef8.cloudfront.net',
    distributionId: 'EDFDVBD6EXAMPLE',
    eventType: 'viewer-request',
    requestId: '4TyzHTaYWb1GX1qTfsHhEqV6HUDd_BzoBZnwfnvQc_1oF26ClkoUSEQ==',
  };
  const request = { clientIp: '203.0.113.178', headers, method, querystring, uri };
  return { Records: [{ cf: { config, request } }] };
}

/** @param {Request} request */
export function eventText(request) {
  return JSON.stringify(eventOf(request));
}
