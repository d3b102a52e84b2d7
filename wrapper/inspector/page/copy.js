/** An event to the clipboard, to be pasted into the Test tab of Lambda's console. */

import { pretty } from './words.js';

/**
 * Where the clipboard is closed to the page, the event is shown and selected, so that it takes the
 * person one more key.
 *
 * @param {object} event
 * @returns {Promise<string>} What has happened, for the person.
 */
export async function copy(event) {
  try {
    await navigator.clipboard.writeText(pretty(event));
    return 'Copied.';
  } catch {
    const details = document.querySelector('[data-section=Event]');
    const text = details?.querySelector('pre');
    if (!(details instanceof HTMLDetailsElement) || !text) return 'The browser does not allow it.';
    details.open = true;
    getSelection()?.selectAllChildren(text);
    return 'Selected: now copy it.';
  }
}
