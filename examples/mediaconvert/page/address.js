/** What the page's address says to look up, so that it can be shared and survives a reload. */

/** @import { Search } from './follow.js' */

/** @returns {Search | null} */
export function searchOfAddress() {
  const params = new URLSearchParams(location.search);
  for (const by of /** @type {const} */ (['input_file', 'job_id'])) {
    const value = params.get(by);
    if (value) return { by, value };
  }
  return null;
}

/** @param {Search} search */
export function putIntoAddress({ by, value }) {
  history.replaceState(null, '', `?${new URLSearchParams({ [by]: value })}`);
}
