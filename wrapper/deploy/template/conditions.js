/** The template's conditions, as CloudFormation takes them and as we evaluate them for a plan. */

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
  HasAccessLogs: {
    render: () => ({ 'Fn::Equals': [{ Ref: 'AccessLogs' }, 'on'] }),
    holds: ({ AccessLogs }) => AccessLogs === 'on',
  },
  HasReservedConcurrency: isSet('ReservedConcurrency'),
};

/**
 * @param {string[]} names
 * @returns A template's `Conditions`.
 */
export function renderConditions(names) {
  return Object.fromEntries(names.map((name) => [name, CONDITIONS[name].render()]));
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
    Object.entries(all).filter(([, { Condition: name }]) => holds(name, parameters)),
  );
}

/**
 * The members of a list that its parameters let be.
 *
 * @param {any[]} all
 * @param {Parameters} parameters
 * @returns {any[]}
 */
export function madeOf(all, parameters) {
  return all.flatMap((member) => {
    if (!member['Fn::If']) return [member];
    const [name, value] = member['Fn::If'];
    return holds(name, parameters) ? [value] : [];
  });
}

/**
 * Without a condition it always holds, and so does a condition that another release has defined.
 *
 * @param {string | undefined} name
 * @param {Parameters} parameters
 */
function holds(name = '', parameters) {
  return CONDITIONS[name]?.holds(parameters) ?? true;
}

/** @param {string} parameter */
function isSet(parameter) {
  return {
    render: () => ({ 'Fn::Not': [{ 'Fn::Equals': [{ Ref: parameter }, ''] }] }),
    holds: (/** @type {Parameters} */ { [parameter]: set }) => Boolean(set),
  };
}
