/** Running a server until somebody ends it. */

/** What a user cannot mend: its stack is wanted. */
const BUGS = [TypeError, RangeError, ReferenceError, SyntaxError];

/**
 * Starts something that goes on until a signal ends the process with exit code 0. What it opens is
 * closed then, and if it fails to start.
 *
 * @param {(onClose: (close: () => unknown) => void) => Promise<void>} start
 * @returns {Promise<void>}
 */
export async function untilSignal(start) {
  /** @type {(() => unknown)[]} */
  const opened = [];
  // Several may arrive: a terminal signals all processes of a command, and they pass it on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => exit(0));
  process.on('uncaughtException', fail);
  try {
    await start((close) => opened.push(close));
  } catch (error) {
    await fail(error);
  }
  // From here on a fault costs its request, not the server.
  process.off('uncaughtException', fail);
  process.on('uncaughtException', (error) => console.error(error));

  /** @param {unknown} error */
  async function fail(error) {
    const isBug = BUGS.some((kind) => error instanceof kind);
    console.error('edge-lookup:', error instanceof Error && !isBug ? error.message : error);
    await exit(/** @type {{ exitCode?: number }} */ (error)?.exitCode ?? 1);
  }

  /** @param {number} code */
  async function exit(code) {
    await Promise.allSettled(opened.splice(0).map(async (close) => close()));
    process.exit(code);
  }
}
