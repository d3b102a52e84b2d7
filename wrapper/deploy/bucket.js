/** The S3 bucket that Lambda takes the code from. */

import {
  CreateBucketCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { Failure, step } from '../terminal.js';
import { AwsError, createClient, REGION } from './aws.js';

/** @import { BucketLocationConstraint } from '@aws-sdk/client-s3' */

/**
 * What there is to do before the code is in its bucket.
 *
 * @typedef {object} Upload
 * @property {string} bucket
 * @property {string} key
 * @property {string[]} plan What will be made, in words; nothing if it is there.
 * @property {(zip: Buffer, sha256: Buffer) => Promise<void>} run
 */

/**
 * @param {object} options
 * @param {string} options.account
 * @param {string} options.key
 * @param {string} [options.region] Where the function is (default: us-east-1).
 * @param {string} [options.name] A bucket that there is; by default one for all stacks of the
 *   account, which is made where it is missing.
 * @returns {Promise<Upload>}
 */
export async function planUpload({ account, key, region = REGION, name }) {
  const s3 = createClient(S3Client, { region, followRegionRedirects: true });
  const own = `edge-lookup-${account}-${region}`;
  const bucket = name ?? own;
  // A name says nothing of who owns it: another account could have taken it before us.
  const target = { Bucket: bucket, ExpectedBucketOwner: account };
  const isThere = await findBucket(s3, target, region);
  if (!isThere && bucket !== own)
    throw new Failure(`there is no bucket ${bucket}: create it first`);
  const isUploaded = isThere && (await findObject(s3, { ...target, Key: key }));
  return {
    bucket,
    key,
    plan: [
      ...(isThere ? [] : [`Bucket ${bucket}: new; S3 makes it private and encrypted`]),
      ...(isUploaded ? [] : [`Object s3://${bucket}/${key}: new, the function's code`]),
    ],
    async run(zip, sha256) {
      // It is protected from this one call on: S3 blocks public access to every new bucket, turns its
      // access control lists off and encrypts its objects.
      // https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html
      // https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html
      const create = new CreateBucketCommand({ Bucket: bucket, ...placeOf(region) });
      if (!isThere) await step(`Creating the bucket ${bucket}`, () => s3.send(create));
      if (isUploaded) return;
      const object = { ...target, Key: key, Body: zip, ChecksumSHA256: sha256.toString('base64') };
      await step(`Uploading ${key}`, () => s3.send(new PutObjectCommand(object)));
    },
  };
}

/** @typedef {{ Bucket: string, ExpectedBucketOwner: string }} Target */

/**
 * us-east-1 is where a bucket is that is not told where, and no place that it can be told.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
 *
 * @param {string} region
 */
function placeOf(region) {
  if (region === REGION) return {};
  const LocationConstraint = /** @type {BucketLocationConstraint} */ (region);
  return { CreateBucketConfiguration: { LocationConstraint } };
}

/**
 * @param {S3Client} s3
 * @param {Target} target
 * @param {string} region
 */
async function findBucket(s3, target, region) {
  const bucket = await find(() => headBucket(s3, target));
  const { BucketRegion: place = region } = bucket ?? {};
  if (place === region) return bucket !== undefined;
  throw new Failure(
    `the bucket ${target.Bucket} is in ${place}: Lambda takes code for ${region} from a bucket there`,
  );
}

/**
 * @param {S3Client} s3
 * @param {Target} target
 */
async function headBucket(s3, target) {
  try {
    return await s3.send(new HeadBucketCommand(target));
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'AccessDenied') throw error;
    throw new Failure(
      `these credentials lack the permission s3:ListBucket on the bucket ${target.Bucket}, or it is ` +
        "another account's: name one of this account with --bucket",
    );
  }
}

/**
 * @param {S3Client} s3
 * @param {Target & { Key: string }} object
 */
async function findObject(s3, object) {
  return (await find(() => s3.send(new HeadObjectCommand(object)))) !== undefined;
}

/**
 * What a call finds; nothing where there is none.
 *
 * @template T
 * @param {() => Promise<T>} look
 */
async function find(look) {
  try {
    return await look();
  } catch (error) {
    if (error instanceof AwsError && ['NotFound', 'NoSuchBucket'].includes(error.code)) return;
    throw error;
  }
}
