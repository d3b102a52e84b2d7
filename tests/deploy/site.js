/** What viewers reach of a distribution: an https server at `localhost`, whom commands trust. */

import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuthority } from '../function/lambda/certificate.js';

/** @param {import('node:http').RequestListener} listener */
export async function startSite(listener) {
  const folder = mkdtempSync(join(tmpdir(), 'edge-lookup-site-'));
  const authority = createAuthority();
  writeFileSync(join(folder, 'ca.pem'), authority.ca);
  const server = createServer(authority.issue('localhost'), listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    domainName: `localhost:${port}`,
    /** For the commands. */
    env: { NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') },
    close() {
      server.close();
      server.closeAllConnections();
      rmSync(folder, { recursive: true });
    },
  };
}
