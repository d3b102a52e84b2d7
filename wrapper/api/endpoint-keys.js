/** The keys with which the DynamoDB at an endpoint of the user's is read. */

import { defaultProvider } from '@aws-sdk/credential-provider-node';

/** @typedef {import('@aws-sdk/types').AwsCredentialIdentity} Keys */

/**
 * DynamoDB local and its like take any.
 *
 * @type {Keys}
 */
export const MADE_UP_KEYS = { accessKeyId: 'local', secretAccessKey: 'local' };

const AWS_HOST = /\.(amazonaws\.com|amazonaws\.com\.cn|api\.aws)$/;

/**
 * The user's keys, wherever the SDK finds them; without any, made-up ones, except for AWS itself.
 *
 * @param {URL} endpoint
 * @returns {Promise<{ keys: Keys, isMadeUp: boolean }>} Rejects if AWS would be asked without keys.
 */
export async function findKeys({ hostname }) {
  const isAws = AWS_HOST.test(hostname);
  // Only AWS takes those of the machine, and to look for them takes seconds where there are none.
  if (!isAws) process.env.AWS_EC2_METADATA_DISABLED ??= 'true';
  try {
    return { keys: await defaultProvider()(), isMadeUp: false };
  } catch (error) {
    if (isAws) throw error;
    return { keys: MADE_UP_KEYS, isMadeUp: true };
  }
}
