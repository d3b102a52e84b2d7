/** Stands in front of moto, to see what is asked of it and to refuse some of it. */

import { once } from 'node:events';
import { createServer, request } from 'node:http';

/**
 * @typedef {{ region: string, operation: string }} Asked
 * @typedef {'deny' | 'disconnect' | undefined} Refusal
 */

/** @param {string} url Moto's. */
export async function startGate(url) {
  const server = createServer((incoming, outgoing) => {
    const { headers, method } = incoming;
    const asked = {
      region: /Credential=\w+\/\d+\/([\w-]+)\//.exec(headers.authorization ?? '')?.[1] ?? '',
      operation: String(headers['x-amz-target']).replace(/^.*\./, ''),
    };
    if (!/^(?:Describe|Filter)/.test(asked.operation)) gate.writes.push(asked);
    const refusal = gate.refuse(asked);
    if (refusal === 'disconnect') incoming.destroy();
    else if (refusal === 'deny') {
      outgoing.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
      outgoing.end(JSON.stringify({ __type: 'AccessDeniedException', message: 'no' }));
    } else {
      const forwarded = request(url, { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      });
      // Whoever asked may be gone, and moto too.
      forwarded.on('error', () => outgoing.destroy());
      incoming.pipe(forwarded);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const gate = {
    url: `http://127.0.0.1:${port}`,
    /** @type {Asked[]} What would have changed something. */
    writes: [],
    /** @type {(asked: Asked) => Refusal} */
    refuse: () => undefined,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
  return gate;
}
