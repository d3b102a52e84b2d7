/**
 * A folder that answers like an S3 bucket with the same files, which CloudFront may read and not
 * list.
 */

import { createHash, randomBytes } from 'node:crypto';
import { realpathSync, statSync } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { STATUS_CODES } from 'node:http';
import { isAbsolute, join, relative, sep } from 'node:path';
import { lookup } from 'mime-types';
import { Failure } from '../../terminal.js';
import { notModified } from '../conditional.js';
import { CloudFrontError, originFailure } from '../error.js';
import { partial } from '../range.js';
import { askServer } from './http.js';
import { BODY_LIMIT_BYTES, bodyTooLarge, pathAtOrigin, serverOf } from './origin.js';

/** @import { CloudFrontOrigin } from 'aws-lambda' */
/** @import { Generated } from '../response.js' */
/** @import { Origin, OriginRequest } from './origin.js' */

/** AWS's name for a bucket in examples. */
const BUCKET = 'amzn-s3-demo-bucket.s3.amazonaws.com';

/**
 * The bucket of the event, unless a distribution says another.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html#lambda-event-structure-request
 *
 * @returns {CloudFrontOrigin}
 */
function bucket() {
  return {
    s3: {
      authMethod: 'origin-access-identity',
      customHeaders: {},
      domainName: BUCKET,
      path: '',
      region: 'us-east-1',
    },
  };
}

/** What S3 gives an object that was stored without a type. */
const ANY_TYPE = 'binary/octet-stream';

/** What the file system says of a file that is not there, or not ours to read. */
const ABSENT = ['EACCES', 'ELOOP', 'ENAMETOOLONG', 'ENOENT', 'ENOTDIR', 'EPERM'];

/**
 * @param {string} directory
 * @param {CloudFrontOrigin} [settings]
 * @returns {Origin}
 * @throws {Failure} If there is no such folder.
 */
export function folderOrigin(directory, settings = bucket()) {
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Failure(`there is no folder ${directory}: an origin is a folder or a URL`);
  }
  const root = realpathSync(directory);
  return {
    settings,
    ask: (request) =>
      serverOf(request.origin) === serverOf(settings) ? answer(root, request) : askServer(request),
  };
}

/**
 * @param {string} root
 * @param {OriginRequest} request
 * @returns {Promise<Generated>}
 */
async function answer(root, request) {
  const { method, headers } = request;
  if (method !== 'GET' && method !== 'HEAD') return methodNotAllowed(method);
  const response = await read(root, request);
  const sent = notModified(headers, response);
  if (method === 'HEAD') return { ...(sent ?? response), body: Buffer.alloc(0) };
  return sent ?? partial(headers, response) ?? response;
}

/**
 * @param {string} root
 * @param {OriginRequest} request
 * @returns {Promise<Generated>}
 */
async function read(root, request) {
  const key = keyOf(pathAtOrigin(request));
  if (key === undefined) return s3Error(400, 'InvalidURI', "Couldn't parse the specified URI.");
  const file = await fileOf(root, key);
  // Who may not list a bucket does not learn what is missing in it:
  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
  if (file === undefined) return s3Error(403, 'AccessDenied', 'Access Denied');
  const { content, modified } = file;
  return {
    status: 200,
    reason: 'OK',
    headers: [
      ['Last-Modified', modified.toUTCString()],
      // https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
      ['ETag', `"${createHash('md5').update(content).digest('hex')}"`],
      ['Accept-Ranges', 'bytes'],
      ['Content-Type', lookup(key) || ANY_TYPE],
      ['Content-Length', String(content.length)],
      ['Server', 'AmazonS3'],
    ],
    body: content,
  };
}

/**
 * The key that a path names. S3 reads `+` as a space in paths too.
 *
 * @param {string} path
 * @returns {string | undefined} Nothing if an escape is wrong.
 */
function keyOf(path) {
  try {
    return decodeURIComponent(path.replaceAll('+', ' ')).slice(1);
  } catch {
    return undefined;
  }
}

/**
 * The file with this key. A key is a name, not a path: one with `..`, an empty part, or a slash at
 * the end has no file.
 *
 * @param {string} root
 * @param {string} key
 */
async function fileOf(root, key) {
  const named = join(root, key);
  if (key === '' || key.includes('\0') || relative(root, named) !== key.split('/').join(sep)) {
    return undefined;
  }
  try {
    const path = await realpath(named);
    if (!isInside(root, path)) return undefined;
    const stats = await stat(path);
    if (!stats.isFile()) return undefined;
    if (stats.size > BODY_LIMIT_BYTES) throw bodyTooLarge(path);
    return { content: await readFile(path), modified: stats.mtime };
  } catch (error) {
    if (error instanceof CloudFrontError) throw error;
    const { code = '', message } = /** @type {NodeJS.ErrnoException} */ (error);
    if (ABSENT.includes(code)) return undefined;
    throw originFailure(502, 'OriginReadError', named, `cannot be read: ${message}`);
  }
}

/**
 * Links may lead anywhere.
 *
 * @param {string} root
 * @param {string} path
 */
function isInside(root, path) {
  const way = relative(root, path);
  return !isAbsolute(way) && way.split(sep)[0] !== '..';
}

/**
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 *
 * @param {number} status
 * @param {string} code
 * @param {string} message
 * @param {string} [details] Further elements.
 * @returns {Generated}
 */
function s3Error(status, code, message, details = '') {
  const ids = `<RequestId>${randomBytes(8).toString('hex').toUpperCase()}</RequestId><HostId>${randomBytes(48).toString('base64')}</HostId>`;
  const body = Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message>${details}${ids}</Error>`,
  );
  return {
    status,
    reason: STATUS_CODES[status] ?? '',
    headers: [
      ['Content-Type', 'application/xml'],
      ['Content-Length', String(body.length)],
      ['Server', 'AmazonS3'],
    ],
    body,
  };
}

/** @param {string} method */
function methodNotAllowed(method) {
  const details = `<Method>${method}</Method><ResourceType>OBJECT</ResourceType>`;
  const message = 'The specified method is not allowed against this resource.';
  const error = s3Error(405, 'MethodNotAllowed', message, details);
  return {
    ...error,
    headers: [...error.headers, /** @type {[string, string]} */ (['Allow', 'GET, HEAD'])],
  };
}
