/**
 * The signature of a request (AWS Signature Version 4), by the steps of the AWS SDK. Its class for all
 * requests, `SignatureV4`, takes twice as much of the processor: it copies the request, cleans headers
 * that are clean, and finds the signing key by a hash of the secret, each time.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */

import { createHmac, createSecretKey, hash } from 'node:crypto';
import {
  ALGORITHM_IDENTIFIER,
  createScope,
  getSigningKey,
  SignatureV4Base,
} from '@smithy/signature-v4';
import { Sha256 } from './sha256.js';

/**
 * @typedef {import('@smithy/types').AwsCredentialIdentity} Credentials
 * @typedef {import('@smithy/types').Provider<Credentials>} CredentialProvider
 * @typedef {import('@smithy/types').HttpRequest} HttpRequest
 */

/** Signs the requests to one service in one Region. */
export class Signer extends SignatureV4Base {
  /** The key of these credentials on this day. @type {import('node:crypto').KeyObject | undefined} */
  #key;
  /** @type {Credentials | undefined} */
  #credentials;
  #day = '';
  #region;

  /**
   * @param {object} options
   * @param {string} options.service
   * @param {string} options.region
   * @param {Credentials | CredentialProvider} options.credentials
   */
  constructor({ service, region, credentials }) {
    super({ service, region, credentials, sha256: Sha256 });
    this.#region = region;
  }

  /**
   * Signs a request, all of its headers and its body.
   *
   * @param {object} request
   * @param {string} request.method
   * @param {string} request.path
   * @param {Record<string, string>} request.headers Under names in lower case, among them `host`; no
   *   value begins or ends with a space, or has two beside each other.
   * @param {string} request.body
   * @param {Date} date
   * @returns {Promise<Record<string, string>>} The headers to send.
   */
  async sign({ method, path, headers, body }, date) {
    const credentials = await this.credentialProvider();
    this.validateResolvedCredentials(credentials);
    const { longDate, shortDate } = this.formatDate(date);
    const bodyHash = hash('sha256', body);
    const signed = {
      ...headers,
      'x-amz-content-sha256': bodyHash,
      'x-amz-date': longDate,
      ...(credentials.sessionToken && { 'x-amz-security-token': credentials.sessionToken }),
    };
    const request = /** @type {HttpRequest} */ ({ method, path, query: {} });
    const canonical = this.createCanonicalRequest(request, signed, bodyHash);
    const scope = createScope(shortDate, this.#region, this.service);
    const text = await this.createStringToSign(longDate, scope, canonical, ALGORITHM_IDENTIFIER);
    const key = await this.#keyOf(credentials, shortDate);
    const signature = createHmac('sha256', key).update(text).digest('hex');
    const authorization = [
      `${ALGORITHM_IDENTIFIER} Credential=${credentials.accessKeyId}/${scope}`,
      `SignedHeaders=${this.getCanonicalHeaderList(signed)}`,
      `Signature=${signature}`,
    ].join(', ');
    return { ...signed, authorization };
  }

  /**
   * @param {Credentials} credentials
   * @param {string} day
   */
  async #keyOf(credentials, day) {
    if (this.#key === undefined || credentials !== this.#credentials || day !== this.#day) {
      const key = await getSigningKey(Sha256, credentials, day, this.#region, this.service);
      this.#key = createSecretKey(key);
      this.#credentials = credentials;
      this.#day = day;
    }
    return this.#key;
  }
}
