/** Templates that are too long for a call of CloudFormation, which takes them from a bucket. */

import { createHash } from 'node:crypto';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createClient } from './aws.js';

/**
 * The longest template that a call can carry, in bytes.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
const LIMIT = 51_200;

/**
 * The part of a call that says what the template is.
 *
 * @param {string} template
 * @param {object} bucket
 * @param {string} bucket.name
 * @param {string} bucket.account Whose it is.
 * @param {string} bucket.region Where it is.
 */
export async function templateInput(template, { name, account, region }) {
  if (Buffer.byteLength(template) <= LIMIT) return { TemplateBody: template };
  const sha256 = createHash('sha256').update(template).digest('hex');
  const Key = `edge-lookup/${sha256}.template.json`;
  const object = { Bucket: name, ExpectedBucketOwner: account, Key, Body: template };
  const s3 = createClient(S3Client, { region, followRegionRedirects: true });
  await s3.send(new PutObjectCommand(object));
  return { TemplateURL: `https://${name}.s3.${region}.amazonaws.com/${Key}` };
}
