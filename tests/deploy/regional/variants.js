/** Templates for a Region: of the examples, and of APIs with what templates could stumble over. */

import { createHash } from 'node:crypto';
import { parseApi } from '../../../wrapper/api/load.js';
import { renderRegionalTemplate } from '../../../wrapper/deploy/regional/template.js';
import { TARGETS } from '../../../wrapper/deploy/target.js';
import { API } from '../../support/example.js';
import { examples } from '../../support/examples.js';
import { evaluate } from '../template/evaluate.js';
import { VARIANTS } from '../template/variants.js';

/** @import { Target } from '../../../wrapper/deploy/target.js' */
/** @import { Template } from '../template/rules/lookup.js' */

const SHA256 = createHash('sha256').update('a zip file').digest();

/** What a stack knows once its resources are there. */
const MADE = {
  Api: 'a1b2c3',
  Distribution: 'E2QWRUHEXAMPLE',
  'Distribution.DomainName': 'd111111abcdef8.cloudfront.net',
  Integration: 'i1',
  'Function.Arn': 'arn:aws:lambda:eu-west-1:111122223333:function:lookups',
  'LogGroup.Arn': 'arn:aws:logs:eu-west-1:111122223333:log-group:lookups-LogGroup-1:*',
  'Url.FunctionUrl': 'https://a1b2c3.lambda-url.eu-west-1.on.aws/',
};

/** By name, the text of an `api.json`; `undefined` for the one that ships. */
export const APIS = [
  ...VARIANTS,
  ...examples().map(
    ({ name, config }) => /** @type {[string, string]} */ ([`the example ${name}`, config]),
  ),
];

/** @type {[name: string, target: Target, text: string | undefined][]} */
export const ALL = TARGETS.flatMap((target) =>
  APIS.map(
    ([name, text]) =>
      /** @type {[string, Target, string | undefined]} */ ([`${target} of ${name}`, target, text]),
  ),
);

/** @param {string} [text] Of an `api.json`. */
export function apiOf(text) {
  return text === undefined ? API : parseApi(text);
}

/**
 * @param {Target} target
 * @param {string} [text] Of an `api.json`.
 * @returns JSON.
 */
export function render(target, text) {
  // It sees nothing of the zip file but its hash.
  const built = { api: apiOf(text), sha256: SHA256, zip: Buffer.of(), files: {} };
  return renderRegionalTemplate(built, target);
}

/**
 * @param {Target} target
 * @param {string} [text]
 * @returns {Template}
 */
export function template(target, text) {
  return JSON.parse(render(target, text));
}

/**
 * What CloudFormation makes of a template.
 *
 * @param {Target} target
 * @param {string} [text]
 * @param {Record<string, string>} [parameters]
 */
export function made(target, text, parameters) {
  return evaluate(template(target, text), { ...MADE, ...parameters });
}

/**
 * The properties of a resource.
 *
 * @param {Target} target
 * @param {string} id
 * @param {{ text?: string, parameters?: Record<string, string> }} [options]
 */
export function properties(target, id, { text, parameters } = {}) {
  return made(target, text, parameters).Resources[id]?.Properties ?? {};
}
