/** An AWS account on this machine: moto, beside a CloudFront that keeps what it is told. */

import {
  CloudFormationClient,
  DescribeStackEventsCommand,
  DescribeStackResourceCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import {
  GetFunctionCommand,
  LambdaClient,
  ListVersionsByFunctionCommand,
} from '@aws-sdk/client-lambda';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListBucketsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { XMLParser } from 'fast-xml-parser';
import { startMoto } from '../support/moto.js';

/** moto's. */
export const ACCOUNT = '123456789012';
export const BUCKET = `edge-lookup-${ACCOUNT}-us-east-1`;

/** Starts an account with nothing in it. */
export async function startAccount() {
  const moto = await startMoto();
  const config = {
    endpoint: moto.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const cloudformation = new CloudFormationClient(config);
  const lambda = new LambdaClient(config);
  const s3 = new S3Client(config);

  return {
    url: moto.url,
    stop: moto.stop,

    /** From now on there is nothing in it again. */
    async reset() {
      await fetch(new URL('/moto-api/reset', moto.url), { method: 'POST' });
    },

    /**
     * The outputs of a stack; nothing if there is none.
     *
     * @param {string} StackName
     */
    async outputs(StackName) {
      const { Stacks = [] } = await cloudformation.send(new DescribeStacksCommand({}));
      const stack = Stacks.find((it) => it.StackName === StackName);
      const pairs = stack?.Outputs?.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]);
      return pairs && Object.fromEntries(pairs);
    },

    /**
     * How many events a stack has had.
     *
     * @param {string} StackName
     */
    async events(StackName) {
      const command = new DescribeStackEventsCommand({ StackName });
      return (await cloudformation.send(command)).StackEvents?.length;
    },

    /**
     * The physical ids of a stack's resources of a type.
     *
     * @param {string} StackName
     * @param {string} type
     */
    async resources(StackName, type) {
      const command = new DescribeStackResourcesCommand({ StackName });
      const { StackResources = [] } = await cloudformation.send(command);
      return StackResources.filter(({ ResourceType }) => ResourceType === type).map(
        ({ PhysicalResourceId = '' }) => PhysicalResourceId,
      );
    },

    /** @param {string} FunctionName */
    async versions(FunctionName) {
      const { Versions } = await lambda.send(new ListVersionsByFunctionCommand({ FunctionName }));
      return Versions?.map(({ Version }) => Version).filter((version) => version !== '$LATEST');
    },

    /** @param {string} FunctionName */
    async functionNamed(FunctionName) {
      return (await lambda.send(new GetFunctionCommand({ FunctionName }))).Configuration;
    },

    /**
     * @param {string} Bucket
     * @param {string} Key
     */
    async object(Bucket, Key) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      return Body?.transformToByteArray();
    },

    /** @param {string} Bucket */
    async createBucket(Bucket) {
      await s3.send(new CreateBucketCommand({ Bucket }));
    },

    async buckets() {
      const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
      return Buckets.map(({ Name }) => Name);
    },

    /**
     * Deletes a role with its policies, as somebody who does not know of the stack.
     *
     * @param {string} RoleName
     */
    async deleteRole(RoleName) {
      const { PolicyNames } = await iam('ListRolePolicies', { RoleName });
      for (const PolicyName of [PolicyNames.member].flat()) {
        await iam('DeleteRolePolicy', { RoleName, PolicyName });
      }
      await iam('DeleteRole', { RoleName });
    },

    /**
     * The role of a stack: whom it trusts, its policies by name, and what bounds it.
     *
     * @param {string} StackName
     */
    async role(StackName) {
      const resource = new DescribeStackResourceCommand({ StackName, LogicalResourceId: 'Role' });
      const { StackResourceDetail } = await cloudformation.send(resource);
      const RoleName = StackResourceDetail?.PhysicalResourceId ?? '';
      const { Role } = await iam('GetRole', { RoleName });
      const { PolicyNames } = await iam('ListRolePolicies', { RoleName });
      const policies = [PolicyNames.member].flat().map(async (/** @type {string} */ PolicyName) => {
        const { PolicyDocument } = await iam('GetRolePolicy', { RoleName, PolicyName });
        return [PolicyName, document(PolicyDocument)];
      });
      return {
        trust: document(Role.AssumeRolePolicyDocument),
        policies: Object.fromEntries(await Promise.all(policies)),
        /** The ARN of the policy that bounds it. */
        boundary: Role.PermissionsBoundary?.PermissionsBoundaryArn,
      };
    },
  };

  /**
   * @param {string} Action
   * @param {Record<string, string>} parameters
   */
  async function iam(Action, parameters) {
    // moto finds out from the signature which service is meant.
    const scope = 'test/20260101/us-east-1/iam/aws4_request';
    const response = await fetch(moto.url, {
      method: 'POST',
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
      },
      body: new URLSearchParams({ Action, Version: '2010-05-08', ...parameters }),
    });
    const parsed = new XMLParser().parse(await response.text());
    return parsed[`${Action}Response`][`${Action}Result`];
  }
}

/**
 * moto gives the document of a policy as Python writes it.
 *
 * @param {string} text
 */
function document(text) {
  return JSON.parse(decodeURIComponent(text).replaceAll("'", '"'));
}
