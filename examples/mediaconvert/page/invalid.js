/** What is wrong with a value that the service would refuse, in words for who typed it. */

/** @import { Refusal } from '../../../wrapper/browser/index.d.ts' */
/** @import { By } from './follow.js' */
/** @import { Texts } from './texts.js' */

/**
 * The WebAssembly has judged; this only finds out which of the reasons it was.
 *
 * @param {Refusal} refusal
 * @param {By} by
 * @param {string} value
 * @param {number} maxBytes The longest value, in bytes of UTF-8.
 * @param {Texts} texts
 */
export function reasonOf({ code }, by, value, maxBytes, { invalid }) {
  if (code === 'parameter-blank') return invalid.blank[by];
  const bytes = new TextEncoder().encode(value).length;
  return bytes > maxBytes ? invalid.bytes(bytes, maxBytes) : invalid.other[by];
}
