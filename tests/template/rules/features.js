/** What a function of Lambda@Edge must not have, though other functions may. */

import { FEATURES, quote, RUNTIMES } from './finding.js';
import { functionsOf, possibleValues, resourcesOf } from './lookup.js';

/** @import { Finding } from './finding.js' */
/** @import { Template } from './lookup.js' */

/** @param {Template} template */
export function noEnvironmentVariables(template) {
  return mustBeAbsent(template, ['Environment']);
}

/** @param {Template} template */
export function noLayers(template) {
  return mustBeAbsent(template, ['Layers']);
}

/** @param {Template} template */
export function noVpc(template) {
  return mustBeAbsent(template, ['VpcConfig']);
}

/** @param {Template} template */
export function noDeadLetterQueue(template) {
  return mustBeAbsent(template, ['DeadLetterConfig']);
}

/** @param {Template} template */
export function noTracing(template) {
  return mustBe(template, ['TracingConfig', 'Mode'], isOneOf(undefined, 'PassThrough'));
}

/** @param {Template} template */
export function noKeyOfTheCustomer(template) {
  const ofCode = mustBeAbsent(template, ['Code', 'SourceKMSKeyArn']);
  return [...mustBeAbsent(template, ['KmsKeyArn']), ...ofCode];
}

/** @param {Template} template */
export function noContainerImage(template) {
  return [
    ...mustBe(template, ['PackageType'], isOneOf(undefined, 'Zip')),
    ...mustBeAbsent(template, ['Code', 'ImageUri']),
    ...mustBeAbsent(template, ['ImageConfig']),
  ];
}

/** @param {Template} template */
export function noMoreThan512MBOfStorage(template) {
  return mustBe(template, ['EphemeralStorage', 'Size'], (size = 512) => Number(size) <= 512);
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

/** @param {Template} template */
export function runtimeIsUpdatedByItself(template) {
  const path = ['RuntimeManagementConfig', 'UpdateRuntimeOn'];
  return mustBe(template, path, isOneOf(undefined, 'Auto'));
}

/**
 * It is a setting of versions and of aliases.
 *
 * @param {Template} template
 */
export function noProvisionedConcurrency(template) {
  return ['AWS::Lambda::Version', 'AWS::Lambda::Alias']
    .flatMap((type) => resourcesOf(template, type))
    .filter(({ properties }) => properties.ProvisionedConcurrencyConfig !== undefined)
    .map(({ resource }) => ({
      resource,
      message: 'ProvisionedConcurrencyConfig must be absent',
      url: FEATURES,
    }));
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
 * @returns {Finding[]}
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
