/**
 * The Regions' fault servers, in a process of their own: so that the memory that is measured is
 * the function's. Answers each message with how many connections are open.
 */

import { startFaultServer } from '../function/faults/server.js';
import { mixed } from './plan.js';

/** @typedef {{ urls: string[] } | { open: number[], requests: number[] }} Report */

const servers = await Promise.all([startFaultServer(), startFaultServer()]);
servers[0].follow(mixed(11, 401));
servers[1].follow(mixed(13, 307));

process.on('message', (message) => {
  for (const server of servers) {
    // A soak makes too many of them to be kept.
    server.arrivals.length = 0;
    if (message === 'end idle') server.endIdle();
  }
  report({
    open: servers.map(({ open }) => open),
    requests: servers.map(({ counts }) => counts.requests),
  });
});
process.on('disconnect', () => process.exit());
report({ urls: servers.map(({ url }) => url.href) });

/** @param {Report} message */
function report(message) {
  process.send?.(message);
}
