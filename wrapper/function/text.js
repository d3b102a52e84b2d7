/** What of an event may go into the log. */

/** The longest text to log, in characters. */
const TEXT_LIMIT = 1_000;

/**
 * Hostile events may hold anything where text belongs: values that cannot be serialized, or fill the log.
 *
 * @param {unknown} value
 */
export function text(value) {
  return typeof value === 'string' ? value.slice(0, TEXT_LIMIT) : undefined;
}
