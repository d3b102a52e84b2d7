/** What of a distribution is not run here: a line each, so that nobody takes it for tested. */

/** @import { Cursor } from './cursor.js' */

/** @typedef {[member: string, isSet: (member: Cursor) => boolean, note: string]} NotRun */

const isThere = () => true;
const hasItems = (/** @type {Cursor} */ list) => list.items().length > 0;
const isEnabled = (/** @type {Cursor} */ member) => member.optional('Enabled')?.boolean() ?? false;
const isRestricted = (/** @type {Cursor} */ restrictions) =>
  (restrictions.optional('GeoRestriction')?.get('RestrictionType').string() ?? 'none') !== 'none';

/** @type {NotRun[]} */
const OF_BEHAVIOR = [
  ['FunctionAssociations', hasItems, 'CloudFront Functions are not run'],
  ['TrustedSigners', isEnabled, 'signed URLs and cookies are not checked'],
  ['TrustedKeyGroups', isEnabled, 'signed URLs and cookies are not checked'],
  ['ResponseHeadersPolicyId', isThere, 'response headers policies are not applied'],
  ['FieldLevelEncryptionId', isThere, 'fields are not encrypted'],
];

/** @type {NotRun[]} */
const OF_DISTRIBUTION = [
  ['OriginGroups', hasItems, 'there is no failover: of a group, its first origin is asked'],
  ['WebACLId', isThere, 'AWS WAF is not asked'],
  ['Restrictions', isRestricted, 'viewers are not restricted by country'],
];

/** @param {Cursor} behavior */
export function notesOfBehavior(behavior) {
  return notes(behavior, OF_BEHAVIOR);
}

/** @param {Cursor} config */
export function notesOfDistribution(config) {
  return notes(config, OF_DISTRIBUTION);
}

/**
 * @param {Cursor} parent
 * @param {NotRun[]} table
 */
function notes(parent, table) {
  return table.flatMap(([name, isSet, note]) => {
    const member = parent.optional(name);
    return member !== undefined && isSet(member) ? [`${member.path}: ${note}`] : [];
  });
}
