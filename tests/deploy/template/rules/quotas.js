/**
 * How much a function may take, by the events at which it runs. CloudFront's quotas now are the same
 * for all events; accounts in which they differ still exist, and what fits there fits everywhere.
 */

import { eventsOf, functionsOf, isViewerEvent, possibleValues } from './lookup.js';
import { QUOTAS, quote } from './violation.js';

/** @import { Violation } from './violation.js' */
/** @import { Template } from './lookup.js' */

/** @param {Template} template */
export function memoryFitsTheEvents(template) {
  return mustFit(template, 'MemorySize', { unset: 128, viewer: 128, origin: 10_240 });
}

/** @param {Template} template */
export function timeoutFitsTheEvents(template) {
  return mustFit(template, 'Timeout', { unset: 3, viewer: 5, origin: 30 });
}

/**
 * @param {Template} template
 * @param {string} property
 * @param {{ unset: number, viewer: number, origin: number }} quota `unset` is what Lambda takes.
 * @returns {Violation[]}
 */
function mustFit(template, property, { unset, viewer, origin }) {
  return functionsOf(template).flatMap(({ resource, properties }) => {
    const limit = eventsOf(template, resource).some(isViewerEvent) ? viewer : origin;
    return possibleValues(template, properties[property])
      .filter((value) => !(Number(value ?? unset) <= limit))
      .map((value) => ({
        resource,
        message: `${property} must be at most ${limit} at its events, is ${quote(value)}`,
        url: QUOTAS,
      }));
  });
}
