/** What stands before moto: it keeps what AWS is asked, and may answer in moto's place. */

import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** @import { IncomingMessage } from 'node:http' */

/**
 * @typedef {object} Call
 * @property {string} name Such as `cloudformation:CreateStack`, or `s3:PUT /bucket/key`.
 * @property {string} region
 * @property {string} path
 * @property {Buffer} body
 * @property {URLSearchParams} form The body, where it is a form.
 *
 * @typedef {{ status?: number, body: string }} Answer
 * @typedef {(call: Call) => Answer | undefined} Script
 */

/** @param {string} target moto's URL. */
export async function startRecorder(target) {
  /** @type {Call[]} */
  const calls = [];
  /** @type {Script[]} */
  const scripts = [];
  const server = createServer(async (received, response) => {
    const call = callOf(received, await buffer(received));
    calls.push(call);
    for (const script of scripts) {
      const answer = script(call);
      if (answer === undefined) continue;
      response.writeHead(answer.status ?? 200).end(answer.body);
      return;
    }
    const { method, url, headers } = received;
    const passed = request(new URL(url ?? '/', target), { method, headers, agent: false });
    passed.end(call.body);
    const [answer] = /** @type {[IncomingMessage]} */ (await once(passed, 'response'));
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    /** All that was asked, in order. */
    calls,
    /**
     * From now on this may answer first.
     *
     * @param {Script} script
     */
    answer: (script) => void scripts.unshift(script),
    /** What was scripted is forgotten, and what was asked too. */
    reset() {
      scripts.length = 0;
      calls.length = 0;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * An error of CloudFormation's or IAM's.
 *
 * @param {number} status
 * @param {string} code
 * @param {string} message
 * @returns {Answer}
 */
export function queryError(status, code, message) {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status, body: `<ErrorResponse>${error}</ErrorResponse>` };
}

/** Whether a call changes anything. @param {Call} call */
export function isWrite({ name }) {
  return !/:(?:Describe|Get|List|GET |HEAD )/.test(name);
}

/**
 * @param {IncomingMessage} received
 * @param {Buffer} body
 * @returns {Call}
 */
function callOf({ method = '', url: path = '', headers }, body) {
  // As moto does, by the signature.
  const [, region = '', service = ''] =
    /\/([\w-]+)\/([\w-]+)\/aws4_request/.exec(`${headers.authorization}`) ?? [];
  const form = new URLSearchParams(service === 's3' ? '' : body.toString());
  const target = `${headers['x-amz-target'] ?? ''}`.split('.').at(-1);
  const action = form.get('Action') || target || [method, path].join(' ');
  return { name: `${service}:${action}`, region, path, body, form };
}
