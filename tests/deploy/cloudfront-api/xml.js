/** The XML of CloudFront's API, by the AWS SDK's own codec. */

import { XmlCodec } from '@aws-sdk/core/protocols';
import { XMLBuilder } from 'fast-xml-parser';
import { Refusal } from './validate.js';

const NAMESPACE = 'http://cloudfront.amazonaws.com/doc/2020-05-31/';

const builder = new XMLBuilder({ ignoreAttributes: false });

const codec = new XmlCodec({
  xmlNamespace: NAMESPACE,
  serviceNamespace: 'com.amazonaws.cloudfront',
  timestampFormat: { useTrait: true, default: 5 },
});
codec.setSerdeContext(
  /** @type {any} */ ({
    utf8Decoder: (/** @type {string} */ text) => Buffer.from(text),
    utf8Encoder: (/** @type {Uint8Array} */ bytes) => Buffer.from(bytes).toString(),
  }),
);

/** @param {Refusal} refusal */
export function errorXml({ code, message }) {
  const response = {
    '@_xmlns': NAMESPACE,
    Error: { Type: 'Sender', Code: code, Message: message },
    RequestId: crypto.randomUUID(),
  };
  return builder.build({ ErrorResponse: response });
}

/**
 * @param {any} schema
 * @param {unknown} value
 */
export function toXml(schema, value) {
  const serializer = codec.createSerializer();
  serializer.write(schema, value);
  return String(serializer.flush());
}

/**
 * @param {any} schema
 * @param {string} xml
 * @returns {Promise<any>}
 */
export async function fromXml(schema, xml) {
  if (xml !== '') return codec.createDeserializer().read(schema, xml);
  const message =
    'This operation requires a body. Ensure that the body is present and the Content-Type header is set.';
  throw new Refusal(400, 'MissingBody', message);
}
