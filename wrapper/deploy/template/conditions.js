/** The conditions of the template: for CloudFormation, and for whoever wants to know what it will make. */

/** @typedef {Record<string, string>} Parameters */

/** @type {Record<string, { render: () => object, holds: (parameters: Parameters) => boolean }>} */
const CONDITIONS = {
  AtOriginRequest: {
    render: () => ({ 'Fn::Equals': [{ Ref: 'Trigger' }, 'origin-request'] }),
    holds: ({ Trigger }) => Trigger === 'origin-request',
  },
  HasBoundary: isSet('PermissionsBoundary'),
  HasKmsKeys: isSet('KmsKeyArns'),
  HasOrigin: isSet('OriginDomainName'),
};

/** @returns The template's `Conditions`. */
export function renderConditions() {
  return Object.fromEntries(
    Object.entries(CONDITIONS).map(([name, { render }]) => [name, render()]),
  );
}

/**
 * Those resources or outputs of a template that its parameters let be.
 *
 * @param {Record<string, any>} all
 * @param {Parameters} parameters
 * @returns {Record<string, any>}
 */
export function made(all, parameters) {
  return Object.fromEntries(
    Object.entries(all).filter(
      ([, { Condition: name }]) => name === undefined || CONDITIONS[name].holds(parameters),
    ),
  );
}

/** @param {string} parameter */
function isSet(parameter) {
  return {
    render: () => ({ 'Fn::Not': [{ 'Fn::Equals': [{ Ref: parameter }, ''] }] }),
    holds: (/** @type {Parameters} */ { [parameter]: set }) => Boolean(set),
  };
}
