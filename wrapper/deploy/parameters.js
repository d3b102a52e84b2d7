/** The parameters of the stack that a deployment sets. */

/** @import { TableFindings } from '../api/table-keys.js' */
/** @import { Options } from './deployment.js' */
/** @import { Stack } from './stack.js' */

/**
 * The parameters of the template that options set.
 *
 * @param {Pick<Options, 'trigger' | 'runtime' | 'origin' | 'permissionsBoundary'>} options
 * @returns {Record<string, string>}
 */
export function parametersOf({ trigger, runtime, origin, permissionsBoundary }) {
  return {
    ...(trigger && { Trigger: trigger }),
    ...(runtime && { Runtime: runtime }),
    ...(origin && { OriginDomainName: origin }),
    ...(permissionsBoundary && { PermissionsBoundary: permissionsBoundary }),
  };
}

/**
 * The keys that the function has to decrypt with: what the tables say, and what they would not say
 * and the user does, or has.
 *
 * @param {Stack | undefined} stack
 * @param {TableFindings} tables
 * @param {Pick<Options, 'kmsKey'>} options
 * @returns {Record<string, string>}
 */
export function kmsParameter(stack, { kmsKeys, notes }, { kmsKey = [] }) {
  const before = stack?.parameters.KmsKeyArns ?? '';
  const unknown = notes.length > 0 ? before.split(',').filter(Boolean) : [];
  const KmsKeyArns = [...new Set([...kmsKeys, ...kmsKey, ...unknown])].sort().join(',');
  return KmsKeyArns === before ? {} : { KmsKeyArns };
}
