/**
 * What the rules have in common.
 *
 * @import { Template } from './lookup.js'
 *
 * @typedef {object} Violation
 * @property {string} resource Its logical id.
 * @property {string} message
 * @property {string} url Where AWS says so.
 *
 * @typedef {(template: Template) => Violation[]} Rule
 */

const GUIDE = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide';
const RESTRICTIONS = `${GUIDE}/lambda-at-edge-function-restrictions.html`;
export const FEATURES = `${RESTRICTIONS}#lambda-at-edge-restrictions-features`;
export const RUNTIMES = `${RESTRICTIONS}#lambda-at-edge-restrictions-runtime`;
export const VERSIONS = `${RESTRICTIONS}#lambda-at-edge-restrictions-version`;
export const QUOTAS = `${GUIDE}/cloudfront-limits.html#limits-lambda-at-edge`;
export const EVENTS = `${GUIDE}/lambda-cloudfront-trigger-events.html`;
export const COMBINING = `${GUIDE}/edge-function-restrictions-all.html#function-restrictions-combining-functions`;
export const REPLICAS = `${GUIDE}/lambda-edge-delete-replicas.html`;
export const TRUST = `${GUIDE}/lambda-edge-permissions.html#lambda-edge-permissions-function-execution`;
export const LEAST_PRIVILEGE =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege';

/** @param {unknown} value */
export function quote(value) {
  return JSON.stringify(value) ?? 'missing';
}
