/** What is wrong with a value that the service would refuse, in words for who typed it. */

/** @import { ClientConfig, Refusal } from '../../../wrapper/browser/index.d.ts' */
/** @import { By } from './follow.js' */
/** @import { Texts } from './texts.js' */

/** What no lookup's key can be longer than, in bytes of UTF-8. */
const KEY_LIMIT = 2_048;

/**
 * The WebAssembly has judged; this only finds out which of the reasons it was.
 *
 * @param {Refusal} refusal
 * @param {By} by
 * @param {string} value
 * @param {ClientConfig['routes'][number]['parameter']} parameter
 * @param {Texts} texts
 */
export function reasonOf({ code }, by, value, { maxLength = Infinity }, { invalid }) {
  if (code === 'parameter-blank') return invalid.blank[by];
  const bytes = new TextEncoder().encode(value).length;
  if (bytes > KEY_LIMIT) return invalid.bytes(bytes, KEY_LIMIT);
  const characters = [...value].length;
  if (characters > maxLength) return invalid.characters(characters, maxLength);
  return invalid.pattern[by];
}
