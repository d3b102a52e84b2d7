/** Parts of every template: parameters of the code and the role, and outputs. */

import { RUNTIMES } from '../../api/lambda.js';

/**
 * The key under which the zip file is stored: another zip, another key.
 *
 * @param {Buffer} sha256 Of the zip file.
 */
export function codeKey(sha256) {
  return `edge-lookup/${sha256.toString('hex')}.zip`;
}

/**
 * @param {Buffer} sha256 Of the zip file.
 * @param {string} place Where the bucket has to be, in words.
 */
export function codeParameters(sha256, place) {
  return {
    CodeBucket: { Type: 'String', Description: `The S3 bucket of the zip file, in ${place}.` },
    CodeKey: {
      Type: 'String',
      Description: 'The key of the zip file, dist/edge-lookup.zip.',
      Default: codeKey(sha256),
    },
    Runtime: {
      Type: 'String',
      Description: 'The Node.js of the function.',
      AllowedValues: RUNTIMES,
      Default: RUNTIMES[0],
    },
  };
}

export function roleParameters() {
  return {
    KmsKeyArns: {
      Type: 'String',
      Description:
        'The ARNs of the KMS keys of your own that the tables are encrypted with, with commas. Empty for none.',
      Default: '',
    },
    PermissionsBoundary: {
      Type: 'String',
      Description:
        "The ARN of a policy that bounds what the function's role may do. Empty for none.",
      Default: '',
    },
  };
}

/**
 * @param {string} description
 * @param {object | string} value
 * @param {string} [condition]
 */
export function output(description, value, condition) {
  return { Description: description, Value: value, ...(condition && { Condition: condition }) };
}
