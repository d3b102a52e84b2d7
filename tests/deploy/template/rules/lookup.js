/**
 * What the rules look up in a template.
 *
 * @typedef {object} Resource
 * @property {string} Type
 * @property {Record<string, any>} [Properties]
 * @property {string} [DeletionPolicy]
 * @property {string} [UpdateReplacePolicy]
 * @property {string} [Condition]
 *
 * @typedef {object} Parameter
 * @property {string} Type
 * @property {unknown} [Default]
 * @property {unknown[]} [AllowedValues]
 *
 * @typedef {object} Template As it is read from YAML, with intrinsic functions in their long form.
 * @property {Record<string, Parameter>} [Parameters]
 * @property {Record<string, any>} [Conditions]
 * @property {Record<string, Resource>} Resources
 * @property {Record<string, any>} [Outputs]
 *
 * @typedef {{ EventType: unknown, LambdaFunctionARN?: unknown, FunctionARN?: unknown }} Association
 *
 * @typedef {object} Behavior
 * @property {string} resource The distribution's logical id.
 * @property {string} path
 * @property {Association[]} lambdas
 * @property {Association[]} cloudFrontFunctions
 */

/**
 * @param {Template} template
 * @param {string} type
 */
export function resourcesOf({ Resources }, type) {
  return Object.entries(Resources)
    .filter(([, { Type }]) => Type === type)
    .map(([resource, rest]) => ({ resource, properties: rest.Properties ?? {}, ...rest }));
}

/** @param {Template} template */
export function functionsOf(template) {
  return resourcesOf(template, 'AWS::Lambda::Function');
}

/**
 * The logical id that a `Ref` or an `Fn::GetAtt` names.
 *
 * @param {any} value
 * @returns {string | undefined}
 */
export function named(value) {
  const [resource] = [value?.['Fn::GetAtt'] ?? value?.Ref].flat();
  return typeof resource === 'string' ? resource.split('.')[0] : undefined;
}

/**
 * All that a value can come to. What cannot be known stands for itself: an object, which is no
 * value that a rule allows.
 *
 * @param {Template} template
 * @param {any} value
 * @returns {unknown[]}
 */
export function possibleValues(template, value) {
  if (value?.['Fn::If']) {
    return value['Fn::If']
      .slice(1)
      .flatMap((/** @type {any} */ it) => possibleValues(template, it));
  }
  if (value?.Ref === 'AWS::NoValue') return [undefined];
  const parameter = template.Parameters?.[value?.Ref];
  if (!parameter) return [value];
  const { Default, AllowedValues = [value] } = parameter;
  return [...new Set(Default === undefined ? AllowedValues : [Default, ...AllowedValues])];
}

/**
 * @param {Template} template
 * @returns {Behavior[]}
 */
export function behaviorsOf(template) {
  return resourcesOf(template, 'AWS::CloudFront::Distribution').flatMap(
    ({ resource, properties: { DistributionConfig: config } }) =>
      [config.DefaultCacheBehavior, ...(config.CacheBehaviors ?? [])].map((behavior) => ({
        resource,
        path: behavior.PathPattern ?? '(default)',
        lambdas: behavior.LambdaFunctionAssociations ?? [],
        cloudFrontFunctions: behavior.FunctionAssociations ?? [],
      })),
  );
}

/**
 * The events at which a function can run.
 *
 * @param {Template} template
 * @param {string} functionId
 */
export function eventsOf(template, functionId) {
  return behaviorsOf(template)
    .flatMap(({ lambdas }) => lambdas)
    .filter(({ LambdaFunctionARN }) => functionNamed(template, LambdaFunctionARN) === functionId)
    .flatMap(({ EventType }) => possibleValues(template, EventType));
}

/**
 * What is not known could be a viewer event.
 *
 * @param {unknown} event
 */
export function isViewerEvent(event) {
  return typeof event !== 'string' || event.startsWith('viewer-');
}

/**
 * The function that an ARN is of, be it the function's own, a version's or an alias's.
 *
 * @param {Template} template
 * @param {unknown} arn
 */
function functionNamed({ Resources }, arn) {
  const id = named(arn);
  const resource = id === undefined ? undefined : Resources[id];
  return resource?.Type === 'AWS::Lambda::Function'
    ? id
    : named(resource?.Properties?.FunctionName);
}
