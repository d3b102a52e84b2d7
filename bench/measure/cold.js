/** A cold start: a fresh process, its module, its first answer. */

import { COMPLETE, eventText } from '../stage/event.js';
import { startPeer } from '../stage/process.js';

/** @import { Peer } from '../peers.js' */
/** @import { Enclosure } from '../stage/limits.js' */

/**
 * @typedef {'coldMs' | 'initMs' | 'firstMs' | 'cpuMs'} ColdFigure
 * @param {Peer} peer
 * @param {Enclosure} [enclosure] Whose processor is limited once the module is loaded.
 * @returns {Promise<Record<ColdFigure, number>>} `cpuMs` is the whole process's until the answer.
 */
export async function coldStart({ program }, enclosure) {
  const running = await startPeer(program, enclosure);
  try {
    enclosure?.limitCpu();
    const { ms: firstMs, cpuUs } = await running.ask([eventText(COMPLETE)]);
    const { initMs, initCpuUs } = running;
    return { coldMs: initMs + firstMs, initMs, firstMs, cpuMs: (initCpuUs + cpuUs) / 1000 };
  } finally {
    await running.stop();
  }
}
