/** What stands for origins: folders and servers. */

import { folderOrigin } from '../emulator/origin/folder.js';
import { httpOrigin } from '../emulator/origin/http.js';

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
