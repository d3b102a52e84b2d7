/** What stands for origins: folders and servers. */

import { folderOrigin } from '../emulator/origin/folder.js';
import { askOrigin, httpOrigin } from '../emulator/origin/http.js';

/** @import { CloudFrontOrigin } from 'aws-lambda' */
/** @import { Origin } from '../emulator/origin/origin.js' */

/**
 * @param {string} place A folder, or a URL.
 * @param {CloudFrontOrigin} [settings] Of the origin for which it stands.
 * @returns {Origin}
 */
export function originAt(place, settings) {
  return /^https?:\/\//i.test(place) ? httpOrigin(place, settings) : folderOrigin(place, settings);
}

/**
 * What stands for the origins of a distribution. A function may go from one to another.
 *
 * @param {object} places
 * @param {string} [places.origin] For all that have no place of their own.
 * @param {Record<string, string>} places.origins By id.
 */
export function originsOfDistribution({ origin, origins }) {
  /** @type {Origin[]} */
  const all = [];
  /** @type {Set<string>} */
  const ids = new Set();
  return {
    ids,
    /**
     * @param {string} id
     * @param {CloudFrontOrigin} settings
     * @returns {Origin | undefined}
     */
    originOf(id, settings) {
      ids.add(id);
      const place = Object.hasOwn(origins, id) ? origins[id] : origin;
      if (place === undefined) return undefined;
      all.push(originAt(place, settings));
      return { settings, ask: (request) => askOrigin(request.origin, request, all) };
    },
  };
}
