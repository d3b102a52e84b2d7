/** The credentials that commands use, and what to do where there are none. */

import { fromIni } from '@aws-sdk/credential-provider-ini';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import {
  doesIdentityRequireRefresh,
  isIdentityExpired,
  memoizeIdentityProvider,
} from '@smithy/core';
import { Failure } from '../terminal.js';

export const SIGN_IN = 'set AWS_PROFILE, or run `aws configure` or `aws sso login`';

/** @typedef {import('@aws-sdk/types').AwsCredentialIdentityProvider} Provider */

/** No credentials were found. */
export class CredentialsError extends Failure {
  name = 'CredentialsError';
}

/**
 * Finds credentials as the SDK does, except that a profile that is named is the only source: where it
 * gives none, the SDK goes on to those of the machine, which may be another account's.
 *
 * @returns {Provider} Rejects with a {@link CredentialsError}, or with the failure of the call that gets
 *   them.
 */
export function findCredentials() {
  const profile = process.env.AWS_PROFILE || undefined;
  const find = profile === undefined ? defaultProvider() : fromIni();
  /** @type {Provider} */
  const findOrExplain = async (options) => {
    try {
      return await find(options);
    } catch (error) {
      // It was a call to AWS that failed.
      if (isOfCall(error)) throw error;
      const reason = profile === undefined ? await reasonOfDefault(error, options) : error;
      if (isOfCall(reason)) throw reason;
      throw new CredentialsError(adviceFor(messageOf(reason), profile));
    }
  };
  // What was found is found again only once it has expired.
  return /** @type {Provider} */ (
    memoizeIdentityProvider(findOrExplain, isIdentityExpired, doesIdentityRequireRefresh)
  );
}

/**
 * Why the default profile gives no credentials, if that is it: the SDK tells the last source's reason.
 *
 * @param {unknown} error
 * @param {any} options
 */
async function reasonOfDefault(error, options) {
  const isOfAll = /^Could not load credentials from any providers/.test(messageOf(error));
  if (!isOfAll) return error;
  const reason = await fromIni()(options).catch((/** @type {unknown} */ reason) => reason);
  return NO_PROFILE.test(messageOf(reason)) ? error : reason;
}

/** @param {unknown} error */
function isOfCall(error) {
  return /** @type {{ $metadata?: object }} */ (error).$metadata !== undefined;
}

/** @param {unknown} error */
function messageOf(error) {
  return String(/** @type {Partial<Error>} */ (error).message);
}

const NO_PROFILE = /^Could not resolve credentials using profile: \[(.*)\]/;

/**
 * The SDK's messages, and what to do.
 *
 * @type {[message: RegExp, advise: (match: RegExpExecArray, profile: string) => string][]}
 */
const ADVICE = [
  [
    NO_PROFILE,
    ([, name]) =>
      `the profile "${name}" does not exist or has no credentials: \`aws configure list-profiles\` lists ` +
      'the profiles, AWS_PROFILE names the one to use',
  ],
  [
    // The command itself may hold a secret; what it printed is meant to be read.
    /^Command failed: [^\n]*\n?(.*)$/s,
    ([, printed], profile) =>
      `the credential_process of the profile "${profile}" failed${inBrackets(printed)}: run that command ` +
      'by itself until it works',
  ],
  [
    /credential_process (?:returned|did not return)[^.]*/,
    ([what], profile) =>
      `the profile "${profile}" gives no credentials (its ${what}): run that command by itself and mend ` +
      'what it prints',
  ],
  [
    /requires multi-factor authentication/,
    (_, profile) =>
      `the profile "${profile}" needs an MFA code, which the AWS CLI asks for: run ` +
      `\`eval "$(aws configure export-credentials --profile ${profile} --format env)"; unset AWS_PROFILE\``,
  ],
  [
    /aws sso login|SSO session|^UnauthorizedException/,
    (_, profile) =>
      `the SSO session of the profile "${profile}" has expired or was never begun: run ` +
      `\`aws sso login --profile ${profile}\``,
  ],
  [
    /aws login|login_session|[\\/]login[\\/]cache[\\/]/,
    (_, profile) =>
      `the session of the profile "${profile}" has expired or was never begun: run ` +
      `\`aws login --profile ${profile}\``,
  ],
];

/**
 * @param {string} message
 * @param {string} [named] The profile, unless it is the default one.
 */
function adviceFor(message, named) {
  const profile = named ?? 'default';
  for (const [pattern, advise] of ADVICE) {
    const match = pattern.exec(message);
    if (match !== null) return advise(match, profile);
  }
  const from = named === undefined ? '' : ` from the profile "${named}"`;
  return `no AWS credentials${from}${inBrackets(message)}: ${SIGN_IN}`;
}

/** @param {string} text */
function inBrackets(text) {
  const line = text.trim().replaceAll(/\s*\n\s*/g, ' ');
  return line === '' ? '' : ` (${line})`;
}
