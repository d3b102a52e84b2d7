/** Which headers, cookies or query parameters a policy lets through. */

/** @typedef {'all' | string[] | { except: string[] }} Selection `[]` is none. */

/**
 * @param {Selection} selection
 * @param {string} name
 */
export function selects(selection, name) {
  if (selection === 'all') return true;
  if (Array.isArray(selection)) return selection.includes(name);
  return !selection.except.includes(name);
}

/** @param {Selection} [selection] */
export function selectsNothing(selection = []) {
  return Array.isArray(selection) && selection.length === 0;
}
