/**
 * Distributions as CloudFront sends them, one for each setting that AWS's model of them has. The model is
 * the SDK's, so that a newer SDK has more of them.
 */

import * as sdk from '@aws-sdk/client-cloudfront';
import { NormalizedSchema } from '@smithy/core/schema';
import { busy } from './distributions.js';
import { NOT_FOR_TENANTS } from './validate.js';
import { toXml } from './xml.js';

/** @typedef {ReturnType<typeof NormalizedSchema.of>} Schema */
/** @typedef {(string | 0)[]} Path The names of members; 0 is the first element of a list. */

const MODEL = NormalizedSchema.of(/** @type {any} */ (sdk.DistributionConfig$));

const SITE = 'site.s3.us-east-1.amazonaws.com';
const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:members:12';

/** Whatever a text may hold: escapes, white space at its ends, characters of two and four bytes. */
const TEXT = '  a & b\r <"c"> \'d\' é№🙂  ';

/** By members; most have the name of theirs. @type {Record<string, unknown>} */
const ENUMERATIONS = {
  ...sdk,
  Forward: sdk.ItemSelection,
  Mode: sdk.ViewerMtlsMode,
  RestrictionType: sdk.GeoRestrictionType,
  SelectionCriteria: sdk.OriginGroupSelectionCriteria,
};

/** What cannot be just anything, by member or by structure and member. @type {Record<string, unknown>} */
const VALUES = {
  'Origin.Id': SITE,
  TargetOriginId: SITE,
  OriginId: SITE,
  PathPattern: '/cart?a&b/*',
  LambdaFunctionARN: FUNCTION,
  'LambdaFunctionAssociation.EventType': 'origin-response',
  'FunctionAssociation.EventType': 'viewer-response',
  MethodsList: ['HEAD', 'GET'],
};

const LEGACY = ['ForwardedValues', 'MinTTL', 'DefaultTTL', 'MaxTTL'];

/** Elements that no SDK knows, in every form that XML has. */
const UNKNOWN =
  '<NewerThanTheSdk n="1 &gt; 0" m=\'"\'>  é№🙂 &amp;&#13;<![CDATA[ </b> ]]><!-- <c> --><New/></NewerThanTheSdk>';

/** Every setting, each where it is in the model. */
export function everySetting() {
  return [...pathsOf(MODEL)].map((path) => ({
    setting: path.filter((name) => name !== 0).join(' › '),
    elements: elementsOf(path),
    xml: written(possible(withSetting(MODEL, busy(1), path), path)),
  }));
}

/**
 * A configuration as CloudFront sends it, with elements that no SDK knows in every structure.
 *
 * @param {any} config
 */
export function written(config) {
  let empty = 0;
  return toXml(sdk.DistributionConfig$, counted(config))
    .replaceAll(/(?<=<\/\w+>)(?=<\/\w+>)/g, UNKNOWN)
    .replaceAll(/<(\w+)><\/\1>/g, (long, name) => (empty++ % 2 === 0 ? long : `<${name} />`));
}

/**
 * A configuration for tenants.
 *
 * @param {any} config
 */
export function forTenants(config) {
  const behavior = (/** @type {any} */ it) => omit(it, NOT_FOR_TENANTS.behavior);
  return {
    ...omit(config, NOT_FOR_TENANTS.config),
    ConnectionMode: 'tenant-only',
    DefaultCacheBehavior: behavior(config.DefaultCacheBehavior),
    CacheBehaviors: {
      Quantity: config.CacheBehaviors.Items.length,
      Items: config.CacheBehaviors.Items.map((/** @type {any} */ it) => ({
        ...behavior(it),
        CachePolicyId: it.CachePolicyId ?? TEXT,
      })),
    },
  };
}

/**
 * @param {Schema} schema Of a structure.
 * @param {Path} [path]
 * @returns {Generator<Path>}
 */
function* pathsOf(schema, path = []) {
  for (const [name, member] of schema.structIterator()) {
    const here = [...path, name];
    yield here;
    if (member.isStructSchema()) yield* pathsOf(member, here);
    if (!member.isListSchema()) continue;
    if (member.getValueSchema().isStructSchema())
      yield* pathsOf(member.getValueSchema(), [...here, 0]);
  }
}

/**
 * The names of the elements that lead to a setting; of a list, to what it holds.
 *
 * @param {Path} path
 * @param {Schema} [schema] Of the first.
 * @returns {string[]}
 */
function elementsOf([name, ...rest], schema = MODEL) {
  if (schema.isListSchema()) {
    const item = schema.getValueSchema();
    return [String(item.getMergedTraits().xmlName ?? 'member'), ...elementsOf(rest, item)];
  }
  return name === undefined
    ? []
    : [String(name), ...elementsOf(rest, schema.getMemberSchema(String(name)))];
}

/**
 * @param {Schema} schema
 * @param {any} value
 * @param {Path} path
 * @returns {any}
 */
function withSetting(schema, value, [name, ...rest]) {
  if (name === 0) return [withSetting(schema.getValueSchema(), value[0], rest), ...value.slice(1)];
  const member = schema.getMemberSchema(name);
  const isThere = rest.length > 0 && value[name] !== undefined;
  const set = isThere ? withSetting(member, value[name], rest) : example(member, schema);
  return { ...value, [name]: set };
}

/**
 * A value that has all there is to it.
 *
 * @param {Schema} schema
 * @param {Schema} [owner]
 * @returns {any}
 */
function example(schema, owner) {
  const name = schema.isMemberSchema() ? schema.getMemberName() : '';
  const [of, own] = [owner, schema].map((it) => it?.getName() ?? '');
  const value = VALUES[`${of}.${name}`] ?? VALUES[name] ?? VALUES[own];
  if (value !== undefined) return value;
  if (schema.isStructSchema()) {
    const members = Array.from(schema.structIterator(), ([key, it]) => [key, example(it, schema)]);
    return Object.fromEntries(members);
  }
  if (schema.isListSchema()) return [example(schema.getValueSchema())];
  if (schema.isBooleanSchema()) return true;
  if (schema.isNumericSchema()) return 1;
  const enumeration = ENUMERATIONS[String(schema.getMergedTraits().xmlName ?? name)];
  return typeof enumeration === 'object' ? Object.values(Object(enumeration)).at(-1) : TEXT;
}

/**
 * A configuration without what cannot be beside a setting.
 *
 * @param {any} config
 * @param {Path} path
 */
function possible(config, path) {
  if (path[0] === 'ConnectionMode' || path[0] === 'TenantConfig') return forTenants(config);
  const behavior = (/** @type {any} */ theirs) => {
    const it = { ...theirs, TargetOriginId: SITE };
    const hasPolicy = path.includes('CachePolicyId') && 'CachePolicyId' in it;
    const isLegacy = !hasPolicy && LEGACY.some((name) => name in it);
    if (!isLegacy) return omit(it, LEGACY);
    return { ...omit(it, ['CachePolicyId']), ForwardedValues: it.ForwardedValues ?? legacy() };
  };
  return {
    ...config,
    DefaultCacheBehavior: behavior(config.DefaultCacheBehavior),
    CacheBehaviors: {
      ...config.CacheBehaviors,
      Items: config.CacheBehaviors.Items.map(behavior),
    },
  };
}

function legacy() {
  return example(MODEL.getMemberSchema('DefaultCacheBehavior').getMemberSchema('ForwardedValues'));
}

/**
 * The same, every list with its quantity.
 *
 * @param {any} value
 * @returns {any}
 */
function counted(value) {
  if (Array.isArray(value)) return value.map(counted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, it]) => [name, counted(it)]);
  const Quantity = value.Items?.length ?? 0;
  return { ...Object.fromEntries(members), ...('Quantity' in value && { Quantity }) };
}

/**
 * @param {object} value
 * @param {string[]} names
 */
function omit(value, names) {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}
