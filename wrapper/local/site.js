/** What the local edge serves: an API, functions of the user's own, or a whole distribution. */

import { FRONT_DOORS, isFrontDoor } from '../front-doors/front-door.js';

/** @import { Api, EventType as ApiEventType } from '../api/load.js' */
/** @import { DistributionConfig } from '../emulator/distribution.js' */
/** @import { EventType } from '../emulator/event-type.js' */
/** @import { FrontDoorConfig, FrontDoorName } from '../front-doors/front-door.js' */
/** @import { Pages } from './pages.js' */
/** @import { Item } from './tables.js' */

/**
 * @typedef {object} LocalOptions
 * @property {Api} [api] The API, unless there are other functions.
 * @property {Partial<Record<EventType | FrontDoorName, string>>} [functions] The other functions, each
 *   `FILE` or `FILE#export`, by what runs it.
 * @property {boolean} [includeBody] Whether they get the request's body.
 * @property {string} [distributionFile] A distribution with its own functions, as the AWS CLI prints it.
 * @property {Record<string, string>} [namedFunctions] Those functions, each `FILE` or `FILE#export`, by name.
 * @property {string} [runtime] Lambda's, whose rules hold for other functions.
 * @property {string} [itemsFile] Items for the embedded DynamoDB.
 * @property {string} [pageFolder] The page to serve beside the API.
 * @property {string} [data] The directory of the embedded DynamoDB (default: in memory).
 * @property {URL} [dynamodb] The endpoint of another DynamoDB.
 * @property {ApiEventType | FrontDoorName} trigger What runs the API's function: CloudFront's event, or another
 *   front door.
 * @property {string} [origin] What answers requests that no function does: a folder or a URL.
 * @property {Record<string, string>} [origins] The same for origins of the distribution, by their ids.
 * @property {Record<string, string>} [cloudFrontHeaders] What CloudFront would find out about a viewer.
 * @property {number} [timeoutMs]
 * @property {boolean} lenient
 * @property {number} port 0 takes any free one.
 * @property {string} [host] The address to listen at (default: loopback).
 * @property {(line: string) => void} log
 * @property {(close: () => unknown) => void} onClose Gets what to call at the end.
 */

/**
 * @typedef {DistributionConfig & Partial<FrontDoorConfig>} Config
 *
 * @typedef {Config & {
 *   hints: (origin: string) => string,
 *   pages?: Pages,
 *   home?: string,
 *   tables?: string[],
 *   put?: (table: string, item: Item) => Promise<void>,
 *   change?: (api: Api) => Promise<Config>,
 * }} Site
 */

/** @param {string} trigger */
export function asFrontDoor(trigger) {
  return isFrontDoor(trigger) ? ` as ${FRONT_DOORS[trigger].title}` : '';
}
