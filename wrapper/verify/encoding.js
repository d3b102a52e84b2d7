/** Whether a compressed answer is the same as a plain one. */

import { ENCODINGS } from './client.js';

/** @import { Check } from './check.js' */
/** @import { Client, Reply } from './client.js' */
/** @import { Request } from './requests.js' */

/**
 * CloudFront compresses what has 1,000 bytes or more, if it has the time: a plain answer is right too.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html
 *
 * @param {Request} request
 * @param {Reply} plain Without Accept-Encoding.
 * @param {Client} client
 * @returns {Promise<Check>}
 */
export async function askCompressed({ title, method, target, headers }, plain, client) {
  const line = { title: `${title}, compressed`, request: `${method} ${target}` };
  if ('content-encoding' in plain.headers) {
    const said = `content-encoding: ${plain.headers['content-encoding']} came unasked`;
    return { ...line, outcome: 'wrong', said };
  }
  const reply = await client.send({
    method,
    target,
    headers: { ...headers, 'Accept-Encoding': ENCODINGS },
  });
  if ('failure' in reply) return { ...line, outcome: 'wrong', said: reply.failure };
  const { 'content-encoding': encoding = `not compressed, ${plain.body.length} characters` } =
    reply.headers;
  if (reply.status === plain.status && reply.body === plain.body) {
    return { ...line, outcome: 'right', said: encoding };
  }
  return { ...line, outcome: 'wrong', said: `${encoding}: differs from the plain answer` };
}
