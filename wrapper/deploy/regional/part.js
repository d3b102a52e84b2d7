/** What a front door adds to the template of the function. */

/** @import { Description } from '../../api/load.js' */

/**
 * @typedef {object} Part
 * @property {string[]} conditions
 * @property {() => Record<string, Parameter>} parameters
 * @property {(description: Description) => Record<string, object>} resources
 * @property {(description: Description) => Record<string, object>} outputs
 *
 * @typedef {object} Parameter
 * @property {'String' | 'Number'} Type A number is a whole one.
 * @property {string} Description
 * @property {string | number} Default
 * @property {(string | number)[]} [AllowedValues]
 * @property {string} [AllowedPattern]
 * @property {number} [MinValue]
 */

export {};
