/** What a function of Lambda@Edge must not have, though other functions may. */

import { functionsOf, possibleValues } from './lookup.js';
import { FEATURES, quote, RUNTIMES } from './violation.js';

/** @import { Violation } from './violation.js' */
/** @import { Template } from './lookup.js' */

/** @param {Template} template */
export function noEnvironmentVariables(template) {
  return mustBeAbsent(template, ['Environment']);
}

/** @param {Template} template */
export function architectureIsX86(template) {
  return mustBe(template, ['Architectures', 0], isOneOf(undefined, 'x86_64'));
}

/** @param {Template} template */
export function runtimeIsNodeOrPython(template) {
  const isSupported = (/** @type {unknown} */ runtime) =>
    typeof runtime === 'string' && /^(?:nodejs|python)\d/.test(runtime);
  return mustBe(template, ['Runtime'], isSupported, RUNTIMES);
}

/** @param {unknown[]} allowed */
function isOneOf(...allowed) {
  return (/** @type {unknown} */ value) => allowed.includes(value);
}

/**
 * @param {Template} template
 * @param {string[]} path
 */
function mustBeAbsent(template, path) {
  return mustBe(template, path, isOneOf(undefined));
}

/**
 * @param {Template} template
 * @param {(string | number)[]} path Of the property in those of the function.
 * @param {(value: unknown) => boolean} isAllowed
 * @returns {Violation[]}
 */
function mustBe(template, path, isAllowed, url = FEATURES) {
  return functionsOf(template).flatMap(({ resource, properties }) =>
    values(template, properties, path)
      .filter((value) => !isAllowed(value))
      .map((value) => ({ resource, message: `${path.join('.')} is ${quote(value)}`, url })),
  );
}

/**
 * All that a property can come to, where any part of the path can depend on a parameter.
 *
 * @param {Template} template
 * @param {unknown} node
 * @param {(string | number)[]} path
 * @returns {unknown[]}
 */
function values(template, node, [key, ...path]) {
  if (key === undefined) return possibleValues(template, node);
  return possibleValues(template, node).flatMap((/** @type {any} */ part) =>
    values(template, part?.[key], path),
  );
}
