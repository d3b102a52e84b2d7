/** What a denial of AWS says in one line: who may not do what, what forbids it, and who can change that. */

/**
 * What can be done about each kind of policy that forbids a call, by AWS's name for the kind.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 *
 * @type {Record<string, string>}
 */
const REMEDIES = {
  'identity-based policy': 'change that policy, or sign in with MFA if it demands that',
  'service control policy': "only the organization's administrators can change that",
  'resource control policy': "only the organization's administrators can change that",
  'permissions boundary': 'whoever set that boundary has to allow it there',
  'session policy': 'it came with these credentials: get some without it, or have it allow this',
  'resource-based policy': 'the policy of the resource itself has to change',
  'VPC endpoint policy': 'allow it there, or run the command outside of that VPC',
};

/**
 * AWS mostly says who lacks which permission on what, in a sentence with a reason after it.
 *
 * @param {string} action The permission that the call needs.
 * @param {Error} error
 * @param {string} [target] What the call is about, for a denial that does not say.
 */
export function denial(action, { name, message }, target) {
  if (/Not authorized to perform sts:AssumeRoleWithWebIdentity/.test(message)) {
    return (
      'the role does not accept this token: compare the conditions of its trust policy, on sub and aud, ' +
      'with the repository, branch or environment that runs this'
    );
  }
  if (message.includes('MultiFactorAuthentication')) {
    return `AWS refuses the MFA code (${message}): sign in again, with a new one`;
  }
  // It may refuse for another reason, such as an account that is not verified; or say nothing.
  const isWordless = [name, 'Access Denied', 'UnknownError', ''].includes(message);
  if (!isWordless && !message.includes('not authorized'))
    return `AWS refuses ${action}: ${message}`;

  const [, named = action] = /not authorized to perform: (\S+)/.exec(message) ?? [];
  // S3 puts it in quotes.
  const [, resource = target] = /on resource: "?([^\s"]+)/.exec(message) ?? [];
  const [, user] = /User: (\S+)/.exec(message) ?? [];
  const on = resource === undefined ? '' : ` on ${resource}`;
  const who = user ?? 'these credentials';
  if (named === 'sts:AssumeRole') {
    return (
      `${who} may not assume ${resource ?? 'the role'}: allow ${named} on it there, and in the role's ` +
      'trust policy; if that demands MFA, sign in with MFA'
    );
  }
  const reason = reasonOf(message);
  if (reason !== undefined) return `${who} may not use ${named}${on}, because ${reason}`;
  return `${who} ${user === undefined ? 'lack' : 'lacks'} the permission ${named}${on}`;
}

/**
 * Why the permission is missing, if it is not enough to give it to whoever asks.
 *
 * @param {string} message
 */
function reasonOf(message) {
  const [, absent] = /because no ([\w -]+?) allows/.exec(message) ?? [];
  if (absent !== undefined) {
    const remedy = REMEDIES[absent];
    if (remedy === undefined || absent === 'identity-based policy') return undefined;
    return `no ${absent} allows it: ${remedy}`;
  }
  if (!message.includes('explicit deny')) return undefined;
  const [, kind = '', arn] =
    /explicit deny in an? ([\w -]+ (?:policy|boundary))(?:: (arn:\S+))?/.exec(message) ?? [];
  const remedy = REMEDIES[kind] ?? 'no permission overrides that; some policies demand MFA';
  return `a ${kind || 'policy'} denies it${arn === undefined ? '' : ` (${arn})`}: ${remedy}`.replace(
    /^a (?=[ai])/,
    'an ',
  );
}
