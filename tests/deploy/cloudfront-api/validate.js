/**
 * What CloudFront refuses in an UpdateDistribution, with its own codes and statuses, and its own
 * messages where it is known to have said them:
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdateDistribution.html#API_UpdateDistribution_Errors
 */

/** @typedef {import('@aws-sdk/client-cloudfront').DistributionConfig} DistributionConfig */
/** @typedef {import('@aws-sdk/client-cloudfront').DefaultCacheBehavior & { PathPattern?: string }} Behavior */

/**
 * @typedef {object} Update
 * @property {{ etag: string, config: DistributionConfig }} current What is stored.
 * @property {string | undefined} ifMatch
 * @property {DistributionConfig} config What shall replace it.
 */

/** @typedef {{ behavior: Behavior, path: string, config: DistributionConfig }} Place One behavior. */

/** An error as CloudFront answers it. */
export class Refusal extends Error {
  /**
   * @param {number} status
   * @param {string} code
   * @param {string} message
   */
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/**
 * What only a distribution that is not for tenants has.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-config-options.html#unsupported-saas
 */
export const NOT_FOR_TENANTS = {
  config: [
    ...['Aliases', 'AnycastIpListId', 'ContinuousDeploymentPolicyId', 'IsIPV6Enabled'],
    ...['PriceClass', 'Staging'],
  ],
  behavior: [
    ...['SmoothStreaming', 'TrustedSigners'],
    ...['ForwardedValues', 'MinTTL', 'DefaultTTL', 'MaxTTL'],
  ],
};

const READ = ['GET', 'HEAD'];
const READ_AND_ASK = [...READ, 'OPTIONS'];
const EVERY = [...READ_AND_ASK, 'PUT', 'POST', 'PATCH', 'DELETE'];

/** @type {Record<string, (update: Update) => void>} */
const RULES = {
  'If-Match is a version': ({ ifMatch = '' }) => {
    const message = 'The If-Match version is missing or not valid for the resource.';
    refuseIf(!/^E[0-9A-Z]{8,}$/.test(ifMatch), 'InvalidIfMatchVersion', message);
  },

  'If-Match is the current version': ({ ifMatch, current }) => {
    const message =
      "The request failed because it didn't meet the preconditions in one or more request-header fields.";
    refuseIf(ifMatch !== current.etag, 'PreconditionFailed', message, 412);
  },

  // https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html
  'the config has what the model requires': ({ config }) =>
    refuseNull('distributionConfig', config, [
      ...['CallerReference', 'Origins', 'DefaultCacheBehavior', 'Comment', 'Enabled'],
    ]),

  'the caller reference is kept': ({ config, current }) => {
    const changed = config.CallerReference !== current.config.CallerReference;
    refuseIf(changed, 'IllegalUpdate', 'You cannot update Origin or CallerReference.');
  },

  // What an update leaves out is not kept but refused:
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-overview-required-fields.html
  'the config has what an update requires': ({ config }) => {
    const required = [
      ...['Aliases', 'DefaultRootObject', 'CacheBehaviors', 'CustomErrorResponses', 'Logging'],
      ...['PriceClass', 'ViewerCertificate', 'Restrictions', 'WebACLId', 'HttpVersion'],
    ];
    const name = missing(config, besides(config, required, NOT_FOR_TENANTS.config));
    refuseIf(name !== undefined, 'IllegalUpdate', `${name} are missing for the resource`);
  },

  'it has nothing that there is not for tenants': ({ config }) => {
    const name = isForTenants(config) && NOT_FOR_TENANTS.config.find((it) => it in config);
    const message = `The parameter ${name} isn't supported for multi-tenant distributions.`;
    refuseIf(Boolean(name), 'InvalidArgument', message);
  },

  'every quantity is the number of items': ({ config }) => {
    for (const { name, quantity, count } of listsOf('DistributionConfig', config)) {
      const message = `The specified quantity of ${name} (${quantity}) does not match the actual quantity supplied (${count}).`;
      refuseIf(quantity !== count, 'InconsistentQuantities', message);
    }
  },

  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-web-distributions
  'there are at most 75 behaviors': ({ config }) => {
    const message = 'Your request contains more CacheBehaviors than are allowed per distribution.';
    refuseIf(itemsOf(config.CacheBehaviors).length > 75, 'TooManyCacheBehaviors', message);
  },

  // A pattern means the same with and without the slash at its start:
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern
  'no two behaviors have the same pattern': ({ config }) => {
    const patterns = itemsOf(config.CacheBehaviors).map((one) => one.PathPattern);
    const twice = repeated(patterns.map((pattern) => pattern?.replace(/^\//, '')));
    const message = `The parameter PathPattern contains ${twice} twice.`;
    refuseIf(twice !== undefined, 'InvalidArgument', message);
  },
};

/** @type {Record<string, (place: Place) => void>} */
const BEHAVIOR_RULES = {
  // https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CacheBehavior.html
  'the behavior has what the model requires': ({ behavior, path }) =>
    refuseNull(`distributionConfig.${path}`, behavior, [
      ...(path === 'defaultCacheBehavior' ? [] : ['PathPattern']),
      ...['TargetOriginId', 'ViewerProtocolPolicy'],
    ]),

  // The page on updates above. CloudFront has said this to a new behavior without
  // LambdaFunctionAssociations, without FieldLevelEncryptionId and without SmoothStreaming.
  'the behavior has what an update requires': ({ behavior, config }) => {
    const required = [
      ...['AllowedMethods', 'SmoothStreaming', 'Compress'],
      ...['LambdaFunctionAssociations', 'FieldLevelEncryptionId'],
    ];
    const name = missing(behavior, besides(config, required, NOT_FOR_TENANTS.behavior));
    refuseIf(name !== undefined, 'InvalidArgument', `The parameter ${name} is required.`);
  },

  'it has nothing that there is not for tenants': ({ behavior, config }) => {
    const name = isForTenants(config) && NOT_FOR_TENANTS.behavior.find((it) => it in behavior);
    const message = `The parameter ${name} isn't supported for multi-tenant distributions.`;
    refuseIf(Boolean(name), 'InvalidArgument', message);
  },

  'its origin or origin group exists': ({ behavior, config: { Origins, OriginGroups } }) => {
    const targets = [...itemsOf(Origins), ...itemsOf(OriginGroups)].map(({ Id }) => Id);
    const message =
      'One or more of your cache behavior target origins or origin groups do not exist.';
    refuseIf(!targets.includes(behavior.TargetOriginId), 'NoSuchOrigin', message, 404);
  },

  // https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_AllowedMethods.html
  'its methods are one of the sets': ({ behavior: { AllowedMethods: allowed } }) => {
    const good =
      isOneOf(itemsOf(allowed), [READ, READ_AND_ASK, EVERY]) &&
      isOneOf(allowed?.CachedMethods?.Items ?? READ, [READ, READ_AND_ASK]);
    const message = 'The parameter AllowedMethods is not one of the sets that are allowed.';
    refuseIf(!good, 'InvalidArgument', message);
  },

  // CloudFront turns to the second origin only where it reads:
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html
  'an origin group is only read': ({ behavior, config }) => {
    const isGroup = itemsOf(config.OriginGroups).some(({ Id }) => Id === behavior.TargetOriginId);
    const writes = itemsOf(behavior.AllowedMethods).some((one) => !READ_AND_ASK.includes(one));
    const message =
      'The parameter AllowedMethods cannot include POST, PUT, PATCH, or DELETE for a cached behavior associated with an origin group.';
    refuseIf(isGroup && writes, 'InvalidArgument', message);
  },

  // The page of the model above. An empty CachePolicyId is none.
  'it has a cache policy or forwarded values': ({ behavior }) => {
    const legacy = /** @type {const} */ (['ForwardedValues', 'MinTTL', 'DefaultTTL', 'MaxTTL']);
    const name = legacy.find((member) => behavior[member] !== undefined);
    const both = `The parameter ${name} cannot be used when a cache policy is associated to the cache behavior.`;
    const hasPolicy = Boolean(behavior.CachePolicyId);
    refuseIf(hasPolicy && name !== undefined, 'InvalidArgument', both);
    const neither = 'The parameter ForwardedValues is required.';
    refuseIf(!hasPolicy && !behavior.ForwardedValues, 'InvalidArgument', neither);
  },

  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html
  'its edge functions are numbered versions in us-east-1': ({ behavior }) => {
    const code = 'InvalidLambdaFunctionAssociation';
    for (const { LambdaFunctionARN: arn } of itemsOf(behavior.LambdaFunctionAssociations)) {
      const [, , , region, , , , version] = `${arn}`.split(':');
      const unversioned = `The function ARN must reference a specific function version. (The ARN must end with the version number.) ARN: ${arn}`;
      refuseIf(!/^\d+$/.test(version), code, unversioned);
      const elsewhere = `The function must be in region 'us-east-1'. ARN: ${arn}`;
      refuseIf(region !== 'us-east-1', code, elsewhere);
    }
  },

  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html
  'an event has one edge function': ({ behavior }) => {
    const twice = repeated(eventsOf(behavior.LambdaFunctionAssociations));
    refuseTwoFunctions('InvalidLambdaFunctionAssociation', twice);
  },

  'an event has one CloudFront function': ({ behavior }) =>
    refuseTwoFunctions(
      'InvalidFunctionAssociation',
      repeated(eventsOf(behavior.FunctionAssociations)),
    ),

  // The same page. They may not even be on two different viewer events.
  'viewer events have one kind of function': ({ behavior }) => {
    const events = eventsOf(behavior.LambdaFunctionAssociations);
    const isMixed = eventsOf(behavior.FunctionAssociations).length > 0;
    const event = events.find((one) => isMixed && one?.startsWith('viewer-'));
    refuseTwoFunctions('InvalidFunctionAssociation', event);
  },
};

/**
 * Throws the refusal for the first rule that is broken.
 *
 * @param {Update} update
 */
export function validate(update) {
  for (const rule of Object.values(RULES)) rule(update);
  const { config } = update;
  const behaviors = [
    {
      path: 'defaultCacheBehavior',
      behavior: config.DefaultCacheBehavior ?? /** @type {any} */ ({}),
    },
    ...itemsOf(config.CacheBehaviors).map((behavior, index) => ({
      path: `cacheBehaviors.items.${index + 1}.member`,
      behavior,
    })),
  ];
  for (const { path, behavior } of behaviors) {
    for (const rule of Object.values(BEHAVIOR_RULES)) rule({ behavior, path, config });
  }
}

/**
 * @param {boolean} isBroken
 * @param {string} code
 * @param {string} message
 */
function refuseIf(isBroken, code, message, status = 400) {
  if (isBroken) throw new Refusal(status, code, message);
}

/**
 * @param {string} path
 * @param {object} owner
 * @param {string[]} names
 */
function refuseNull(path, owner, names) {
  const name = missing(owner, names);
  const member = name && name[0].toLowerCase() + name.slice(1);
  const message = `1 validation error detected: Value null at '${path}.${member}' failed to satisfy constraint: Member must not be null`;
  refuseIf(name !== undefined, 'MalformedXML', message);
}

/**
 * @param {string} code
 * @param {string | undefined} event The event that has two functions, if one has.
 */
function refuseTwoFunctions(code, event) {
  const message = `The event type of a function association must be unique in the cache behavior. Event type ${event} cannot be associated with two functions`;
  refuseIf(event !== undefined, code, message);
}

/** @param {DistributionConfig} config */
function isForTenants({ ConnectionMode }) {
  return ConnectionMode === 'tenant-only';
}

/**
 * What is required of a configuration.
 *
 * @param {DistributionConfig} config
 * @param {string[]} required Of any but those for tenants.
 * @param {string[]} notForTenants
 */
function besides(config, required, notForTenants) {
  return required.filter((name) => !isForTenants(config) || !notForTenants.includes(name));
}

/**
 * @param {object} owner
 * @param {string[]} names
 */
function missing(owner, names) {
  return names.find((name) => !Object.hasOwn(owner, name));
}

/**
 * @template Item
 * @param {{ Items?: Item[] }} [list]
 * @returns {Item[]}
 */
function itemsOf(list) {
  return list?.Items ?? [];
}

/** @param {{ Items?: { EventType: string | undefined }[] }} [associations] */
function eventsOf(associations) {
  return itemsOf(associations).map(({ EventType }) => EventType);
}

/** @param {(string | undefined)[]} texts */
function repeated(texts) {
  return texts.find((text, index) => texts.indexOf(text) !== index);
}

/**
 * @param {string[]} methods
 * @param {string[][]} sets
 */
function isOneOf(methods, sets) {
  return sets.some((set) => set.toSorted().join() === methods.toSorted().join());
}

/**
 * Every list in a config, however deep.
 *
 * @param {string} name
 * @param {unknown} value
 * @returns {{ name: string, quantity: unknown, count: number }[]}
 */
function listsOf(name, value) {
  if (typeof value !== 'object' || value === null) return [];
  const within = Object.entries(value).flatMap(([key, member]) => listsOf(key, member));
  if (!('Quantity' in value || 'Items' in value)) return within;
  const { Quantity, Items } = /** @type {{ Quantity?: number, Items?: unknown[] }} */ (value);
  return [{ name, quantity: Quantity, count: itemsOf({ Items }).length }, ...within];
}
