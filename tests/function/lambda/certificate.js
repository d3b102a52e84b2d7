/**
 * A certificate authority for one run of a test. Node.js has the keys and the signature; what it
 * lacks, the few bytes around them, is here, so that the tests need no other program and are never
 * skipped for the lack of one.
 *
 * https://www.rfc-editor.org/rfc/rfc5280#section-4.1
 */

import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** @typedef {{ key: string, cert: string }} Certificate In PEM, as `node:tls` takes them. */

/** The DER tags that a certificate is made of. */
const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  text: 0x0c,
  time: 0x17,
  sequence: 0x30,
  set: 0x31,
  version: 0xa0,
  dnsName: 0x82,
  extensions: 0xa3,
};

/** Object identifiers, encoded. */
const ECDSA_WITH_SHA256 = Buffer.from('06082a8648ce3d040302', 'hex');
const COMMON_NAME = Buffer.from('0603550403', 'hex');
const BASIC_CONSTRAINTS = Buffer.from('0603551d13', 'hex');
const SUBJECT_ALT_NAME = Buffer.from('0603551d11', 'hex');

const DAY_MS = 24 * 60 * 60 * 1000;

/** Makes an authority that nobody trusts yet. */
export function createAuthority() {
  const name = 'a test of edge-lookup';
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const isAuthority = der('sequence', der('boolean', Buffer.from([0xff])));
  return {
    /** What who trusts it has to have, in PEM. */
    ca: certify(name, keys.publicKey, extension(BASIC_CONSTRAINTS, isAuthority)),
    /**
     * A certificate of a server.
     *
     * @param {string[]} hosts `*` stands for one label.
     * @returns {Certificate}
     */
    issue(...hosts) {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const names = der('sequence', ...hosts.map((host) => der('dnsName', Buffer.from(host))));
      return {
        key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
        cert: certify(hosts[0], publicKey, extension(SUBJECT_ALT_NAME, names)),
      };
    },
  };

  /**
   * @param {string} subject
   * @param {import('node:crypto').KeyObject} publicKey
   * @param {Buffer} extension
   */
  function certify(subject, publicKey, extension) {
    const content = der(
      'sequence',
      der('version', der('integer', Buffer.from([2]))),
      // Its first bit says the sign.
      der('integer', Buffer.concat([Buffer.from([1]), randomBytes(8)])),
      der('sequence', ECDSA_WITH_SHA256),
      nameOf(name),
      der('sequence', time(Date.now() - DAY_MS), time(Date.now() + DAY_MS)),
      nameOf(subject),
      publicKey.export({ type: 'spki', format: 'der' }),
      der('extensions', der('sequence', extension)),
    );
    const signature = sign('sha256', content, keys.privateKey);
    const certificate = der(
      'sequence',
      content,
      der('sequence', ECDSA_WITH_SHA256),
      // No bits of the last byte are unused.
      der('bits', Buffer.from([0]), signature),
    );
    return `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`;
  }
}

/** @param {string} commonName */
function nameOf(commonName) {
  const text = der('text', Buffer.from(commonName));
  return der('sequence', der('set', der('sequence', COMMON_NAME, text)));
}

/** @param {number} ms */
function time(ms) {
  const digits = new Date(ms).toISOString().replace(/\.\d+|\D/g, '');
  return der('time', Buffer.from(`${digits.slice(2)}Z`));
}

/**
 * @param {Buffer} id
 * @param {Buffer} value
 */
function extension(id, value) {
  return der('sequence', id, der('octets', value));
}

/**
 * @param {keyof typeof TAG} tag
 * @param {...Buffer} contents
 */
function der(tag, ...contents) {
  const content = Buffer.concat(contents);
  const { length } = content;
  // From 128 on, the length of the length comes first.
  const long = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  const size = length < 0x80 ? [length] : long;
  return Buffer.concat([Buffer.from([TAG[tag], ...size]), content]);
}
