/**
 * A read with nothing but Node.js: a signature, one connection that stays open, JSON. There are no
 * retries and no time limits, so that it shows what the rest costs.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */

import { createHash, createHmac } from 'node:crypto';
import { Agent, request } from 'node:https';

const REGION = 'ap-northeast-1';
const TARGET = 'DynamoDB_20120810.GetItem';
const SIGNED = 'content-type;host;x-amz-date;x-amz-security-token;x-amz-target';

const {
  AWS_ACCESS_KEY_ID: id = '',
  AWS_SECRET_ACCESS_KEY: secret = '',
  AWS_SESSION_TOKEN: token = '',
  AWS_ENDPOINT_URL_DYNAMODB: endpoint = `https://dynamodb.${REGION}.amazonaws.com`,
} = process.env;
const { hostname, host, port } = new URL(endpoint);
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

let signingDay = '';
/** @type {Buffer} Of that day. */
let signingKey;

/** @type {import('../node-sdk/lookup.js').GetItem} */
export async function getItem(table, key, value) {
  const body = JSON.stringify({ TableName: table, Key: { [key]: { S: value } } });
  const { status, text } = await post(body);
  if (status !== 200) throw new Error(text);
  return JSON.parse(text).Item;
}

/**
 * @param {string} body
 * @returns {Promise<{ status: number | undefined, text: string }>}
 */
function post(body) {
  return new Promise((resolve, reject) => {
    const headers = sign(body);
    const sent = request({ agent, method: 'POST', hostname, port, path: '/', headers });
    sent.on('error', reject);
    sent.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode, text }));
    });
    sent.end(body);
  });
}

/** @param {string} body */
function sign(body) {
  const type = 'application/x-amz-json-1.0';
  const time = new Date().toISOString().replace(/\.\d+|[-:]/g, '');
  const day = time.slice(0, 8);
  const scope = `${day}/${REGION}/dynamodb/aws4_request`;
  const canonical =
    `POST\n/\n\ncontent-type:${type}\nhost:${host}\nx-amz-date:${time}\n` +
    `x-amz-security-token:${token}\nx-amz-target:${TARGET}\n\n${SIGNED}\n${sha256(body)}`;
  if (day !== signingDay) {
    signingKey = [day, REGION, 'dynamodb', 'aws4_request'].reduce(
      (key, part) => createHmac('sha256', key).update(part).digest(),
      Buffer.from(`AWS4${secret}`),
    );
    signingDay = day;
  }
  const text = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${sha256(canonical)}`;
  const signature = createHmac('sha256', signingKey).update(text).digest('hex');
  const credential = `Credential=${id}/${scope}`;
  return {
    host,
    'content-length': Buffer.byteLength(body),
    'content-type': type,
    'x-amz-date': time,
    'x-amz-security-token': token,
    'x-amz-target': TARGET,
    authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${SIGNED}, Signature=${signature}`,
  };
}

/** @param {string} text */
function sha256(text) {
  return createHash('sha256').update(text).digest('hex');
}
