/** Files that are watched while they are being edited. */

import { statSync } from 'node:fs';

/** How often a change is looked for. */
const CHECK_EVERY_MS = 300;

/**
 * @param {(path: string) => Promise<void>} onChange Gets a file that has changed, once for those that change
 *   together. It is not called again before it is done.
 */
export function watchFiles(onChange) {
  /** @type {Map<string, string | undefined>} Each with what it was when it was last looked at. */
  const watched = new Map();
  let isBusy = false;
  // Polling: editors replace files, which ends other ways of watching.
  const timer = setInterval(check, CHECK_EVERY_MS).unref();
  return { add, close: () => clearInterval(timer) };

  /** @param {string} path Of a file that may be yet to come. */
  function add(path) {
    if (!watched.has(path)) watched.set(path, stateOf(path));
  }

  async function check() {
    if (isBusy) return;
    const changed = [...watched].filter(([path, before]) => {
      const now = stateOf(path);
      // What builds a file may remove it first.
      const hasChanged = now !== undefined && now !== before;
      if (hasChanged) watched.set(path, now);
      return hasChanged;
    });
    if (changed.length === 0) return;
    isBusy = true;
    await onChange(changed[0][0]);
    isBusy = false;
  }
}

/** @param {string} path */
function stateOf(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats && `${stats.mtimeMs} ${stats.size} ${stats.ino}`;
}
