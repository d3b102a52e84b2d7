/** AWS's example of a viewer-request event, asking for the job id of an input file. */

import { DISTRIBUTION } from '../../../wrapper/emulator/identity.js';

export const { distributionId } = DISTRIBUTION;

/**
 * @param {string} file
 * @param {string} requestId
 */
export function eventFor(file, requestId) {
  const config = { ...DISTRIBUTION, eventType: 'viewer-request', requestId };
  const request = {
    clientIp: '203.0.113.178',
    headers: {
      host: [{ key: 'Host', value: 'd111111abcdef8.cloudfront.net' }],
      origin: [{ key: 'Origin', value: 'https://app.nightonly.com' }],
    },
    method: 'GET',
    querystring: `input_file=${file}`,
    uri: '/api/media/job_id',
  };
  return { Records: [{ cf: { config, request } }] };
}
