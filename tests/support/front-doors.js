/**
 * The events that front doors other than CloudFront make of a request, with what they decode, combine and
 * lose. Only the members that tell them apart, and those that hold the request.
 */

/**
 * @typedef {object} Sent A request as a client sends it.
 * @property {string} method
 * @property {string} uri
 * @property {string} querystring
 * @property {string} [origin]
 * @property {boolean} [isFromCloudFront] Whether CloudFront has sent it on.
 */

/** @type {Record<string, (sent: Sent) => Record<string, unknown>>} */
export const EVENTS = {
  'http-api': (sent) =>
    payload2(sent, 'a1b2c3.execute-api.us-east-1.amazonaws.com', decoded(sent.uri)),
  'http-api, payload 1.0': (sent) => ({ version: '1.0', ...payload1(sent, decoded(sent.uri)) }),
  'function-url': (sent) => payload2(sent, 'a1b2c3.lambda-url.us-east-1.on.aws', sent.uri),
  'rest-api': (sent) => payload1(sent, sent.uri),
  'load-balancer': (sent) => ({
    ...loadBalancer(sent),
    headers: headersOf(sent),
    queryStringParameters: Object.fromEntries(pairs(sent.querystring)),
  }),
  'load-balancer, multi-value': (sent) => ({
    ...loadBalancer(sent),
    multiValueHeaders: listed(Object.entries(headersOf(sent))),
    multiValueQueryStringParameters: listed(pairs(sent.querystring)),
  }),
};

/**
 * @param {Sent} sent
 * @param {string} domainName
 * @param {string} rawPath
 */
function payload2(sent, domainName, rawPath) {
  const { method, querystring } = sent;
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString: querystring,
    headers: headersOf(sent),
    requestContext: { domainName, http: { method, path: rawPath }, stage: '$default' },
    isBase64Encoded: false,
  };
}

/**
 * @param {Sent} sent
 * @param {string} path
 */
function payload1(sent, path) {
  const headers = Object.entries(headersOf(sent)).map(([name, value]) => [
    capitalized(name),
    value,
  ]);
  const parameters = [...new URLSearchParams(sent.querystring)];
  return {
    resource: '/{proxy+}',
    path,
    httpMethod: sent.method,
    headers: Object.fromEntries(headers),
    multiValueHeaders: listed(headers),
    queryStringParameters: parameters.length > 0 ? Object.fromEntries(parameters) : null,
    multiValueQueryStringParameters: parameters.length > 0 ? listed(parameters) : null,
    pathParameters: { proxy: decoded(path).slice(1) },
    requestContext: { stage: 'prod', path: `/prod${path}` },
    body: null,
    isBase64Encoded: false,
  };
}

/** @param {Sent} sent */
function loadBalancer({ method, uri }) {
  const requestContext = { elb: { targetGroupArn: 'arn:aws:elasticloadbalancing:…' } };
  return { requestContext, httpMethod: method, path: uri, body: '', isBase64Encoded: false };
}

/**
 * @param {Sent} sent
 * @returns {Record<string, string>}
 */
function headersOf({ origin, isFromCloudFront = false }) {
  return {
    'user-agent': 'curl/8.7.1',
    ...(origin !== undefined && { origin }),
    ...(isFromCloudFront && { 'x-amz-cf-id': 'ExAmPlE==' }),
  };
}

/** @param {string} querystring */
function pairs(querystring) {
  const written = querystring.split('&').filter((pair) => pair !== '');
  return written.map((pair) => pair.split(/=(.*)/s)).map(([name, value = '']) => [name, value]);
}

/** @param {string[][]} entries */
function listed(entries) {
  const grouped = Map.groupBy(entries, ([name]) => name);
  return Object.fromEntries([...grouped].map(([name, them]) => [name, them.map((it) => it[1])]));
}

/**
 * Percent-decoded; what is not UTF-8 becomes U+FFFD.
 *
 * @param {string} path
 */
function decoded(path) {
  return path.replaceAll(/(?:%[0-9a-f]{2})+/gi, (escapes) =>
    Buffer.from(escapes.replaceAll('%', ''), 'hex').toString(),
  );
}

/** @param {string} name */
function capitalized(name) {
  return name.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());
}
