/** The AWS account that the credentials belong to. */

import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { createClient } from './aws.js';

/** @returns {Promise<string>} Its id. */
export async function accountId() {
  const { Account } = await createClient(STSClient).send(new GetCallerIdentityCommand({}));
  return String(Account);
}
