/** Configs of distributions as CloudFront returns them, in the shape of its client. */

/** @typedef {import('@aws-sdk/client-cloudfront').DistributionConfig} DistributionConfig */
/** @typedef {import('@aws-sdk/client-cloudfront').DefaultCacheBehavior} DefaultCacheBehavior */
/** @typedef {import('@aws-sdk/client-cloudfront').CacheBehavior} CacheBehavior */
/** @typedef {import('@aws-sdk/client-cloudfront').Origin} Origin */
/** @typedef {import('@aws-sdk/client-cloudfront').Method} Method */

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html */
const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
/** The account's own policy, CachingLittle. */
const CACHING_LITTLE = '3f1c6a52-0d7e-4b8b-9c55-6e2a91d0b7f4';

const ACCOUNT = '123456789012';
const SITE = 'site.s3.us-east-1.amazonaws.com';
const API = 'api.example.com';
const GROUP = 'site-with-standby';

/** The order in which CloudFront returns methods, whatever the order in which it got them. */
const METHODS = /** @type {Method[]} */ ([
  'HEAD',
  'DELETE',
  'POST',
  'GET',
  'OPTIONS',
  'PUT',
  'PATCH',
]);

/**
 * What behaviors are like, in turn.
 *
 * @type {(() => Partial<DefaultCacheBehavior>)[]}
 */
const KINDS = [
  // As they were before there were policies.
  () => ({
    TargetOriginId: API,
    ViewerProtocolPolicy: 'https-only',
    AllowedMethods: { ...methods(METHODS), CachedMethods: methods(['HEAD', 'GET', 'OPTIONS']) },
    Compress: false,
    ForwardedValues: {
      QueryString: true,
      Cookies: { Forward: 'whitelist', WhitelistedNames: listOf(['session']) },
      Headers: listOf(['Authorization', 'Origin']),
      QueryStringCacheKeys: listOf(['page', 'size']),
    },
    MinTTL: 0,
    DefaultTTL: 86_400,
    MaxTTL: 31_536_000,
    TrustedSigners: { Enabled: true, ...listOf(['self', ACCOUNT]) },
  }),
  () => ({ ResponseHeadersPolicyId: '67f7725c-6f97-4210-82d7-5512b31e9d03' }),
  () => ({
    FunctionAssociations: listOf([
      { FunctionARN: `arn:aws:cloudfront::${ACCOUNT}:function/spa`, EventType: 'viewer-request' },
    ]),
  }),
  () => ({
    CachePolicyId: CACHING_DISABLED,
    OriginRequestPolicyId: '216adef6-5c7f-47e4-b989-5492eafa07d3',
    TrustedKeyGroups: { Enabled: true, ...listOf(['1c3a5b4e-2c39-4d0b-8a35-9b1d9a3d0f77']) },
    LambdaFunctionAssociations: edgeFunction(
      `arn:aws:lambda:us-east-1:${ACCOUNT}:function:members:12`,
      'origin-request',
    ),
  }),
];

/** A site in S3 with nothing but its default behavior. */
export function site() {
  return config({});
}

/** A site that answers every unknown path with its one page. */
export function singlePageApp() {
  return config({
    CustomErrorResponses: listOf([403, 404].map((code) => errorPage(code, '200', '/index.html'))),
  });
}

/**
 * A site where somebody has attached two functions by hand.
 *
 * @param {[jobId: string, status: string]} functionArns
 */
export function handMade(functionArns) {
  const patterns = ['/api/media/job_id', '/api/media/status'];
  return config({
    CacheBehaviors: listOf(
      patterns.map((pattern, index) =>
        behavior(pattern, {
          CachePolicyId: CACHING_LITTLE,
          LambdaFunctionAssociations: edgeFunction(functionArns[index], 'viewer-request'),
        }),
      ),
    ),
    CustomErrorResponses: listOf(
      [404, 400].map((code) => errorPage(code, String(code), '/404.html')),
    ),
  });
}

/**
 * A site that has grown for years: every kind of behavior there is, the broad patterns first.
 *
 * @param {number} count How many behaviors it has besides the default one.
 */
export function busy(count) {
  const patterns = ['/api/*', '*.jpg', '/static/*', '/members/*', '/cart?a&b/*', 'downloads/*'];
  return config({
    Aliases: listOf(['www.example.com', 'example.com']),
    Comment: 'Shop & blog <"all" markets>, it\'s café №1',
    Origins: listOf([s3Origin(SITE), apiOrigin()]),
    CacheBehaviors: listOf(
      Array.from({ length: count }, (_, index) =>
        behavior(patterns[index] ?? `/section-${index}/*`, KINDS[index % KINDS.length]()),
      ),
    ),
    CustomErrorResponses: listOf([{ ...errorPage(503, '', ''), ErrorCachingMinTTL: 0 }]),
    Logging: { Enabled: true, IncludeCookies: true, Bucket: 'logs.s3.amazonaws.com', Prefix: 'w/' },
    Restrictions: { GeoRestriction: { RestrictionType: 'blacklist', ...listOf(['KP']) } },
    WebACLId: `arn:aws:wafv2:us-east-1:${ACCOUNT}:global/webacl/shop/473e64fd-f30b-4765-81a0-62ad96dd167a`,
  });
}

/** A site that reads from a second bucket when the first fails. */
export function originGroup() {
  const standby = SITE.replace('us-east-1', 'us-west-2');
  return config({
    Origins: listOf([s3Origin(SITE), s3Origin(standby)]),
    OriginGroups: listOf([
      {
        Id: GROUP,
        FailoverCriteria: { StatusCodes: listOf([500, 502, 503, 504]) },
        Members: listOf([{ OriginId: SITE }, { OriginId: standby }]),
        SelectionCriteria: 'default',
      },
    ]),
    DefaultCacheBehavior: { ...defaultBehavior({}), TargetOriginId: GROUP },
  });
}

/**
 * What CloudFront returns for what it was sent. It fills in the members of behaviors that are not
 * required, puts methods in its own order, and leaves out lists that are empty, so that a config
 * that is read is not always equal to the config that was written.
 *
 * @param {DistributionConfig} sent
 */
export function asReturned(sent) {
  const returned = withoutEmptyLists(structuredClone(sent));
  const behaviors = [returned.DefaultCacheBehavior ?? [], returned.CacheBehaviors?.Items ?? []];
  for (const one of behaviors.flat()) {
    if (sent.ConnectionMode !== 'tenant-only')
      one.TrustedSigners ??= { Enabled: false, Quantity: 0 };
    one.TrustedKeyGroups ??= { Enabled: false, Quantity: 0 };
    one.FunctionAssociations ??= { Quantity: 0 };
    one.GrpcConfig ??= { Enabled: false };
    for (const association of one.LambdaFunctionAssociations?.Items ?? []) {
      association.IncludeBody ??= false;
    }
    if (one.AllowedMethods === undefined) continue;
    one.AllowedMethods.CachedMethods ??= methods(['GET', 'HEAD']);
    for (const list of [one.AllowedMethods, one.AllowedMethods.CachedMethods]) {
      list.Items?.sort((a, b) => METHODS.indexOf(a) - METHODS.indexOf(b));
    }
  }
  return returned;
}

/**
 * @param {Partial<DistributionConfig>} special
 * @returns {DistributionConfig}
 */
function config(special) {
  const certificate = `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/5b1d2e0a-7c0c-4a57-9a4e-1f3f3d0e6c11`;
  return {
    CallerReference: '0b0e7f4e-1a52-4d8e-a4dd-7c1f9a6d5e20',
    Aliases: listOf(['www.example.com']),
    DefaultRootObject: 'index.html',
    Origins: listOf([s3Origin(SITE)]),
    OriginGroups: listOf([]),
    DefaultCacheBehavior: defaultBehavior({}),
    CacheBehaviors: listOf([]),
    CustomErrorResponses: listOf([]),
    Comment: '',
    Logging: { Enabled: false, IncludeCookies: false, Bucket: '', Prefix: '' },
    PriceClass: 'PriceClass_All',
    Enabled: true,
    ViewerCertificate: {
      CloudFrontDefaultCertificate: false,
      ACMCertificateArn: certificate,
      SSLSupportMethod: 'sni-only',
      MinimumProtocolVersion: 'TLSv1.2_2021',
      Certificate: certificate,
      CertificateSource: 'acm',
    },
    Restrictions: { GeoRestriction: { RestrictionType: 'none', Quantity: 0 } },
    WebACLId: '',
    HttpVersion: 'http2and3',
    IsIPV6Enabled: true,
    ContinuousDeploymentPolicyId: '',
    Staging: false,
    ...special,
  };
}

/**
 * @param {Partial<DefaultCacheBehavior>} special
 * @returns {DefaultCacheBehavior}
 */
function defaultBehavior(special) {
  return {
    TargetOriginId: SITE,
    TrustedSigners: { Enabled: false, Quantity: 0 },
    TrustedKeyGroups: { Enabled: false, Quantity: 0 },
    ViewerProtocolPolicy: 'redirect-to-https',
    AllowedMethods: { ...methods(['HEAD', 'GET']), CachedMethods: methods(['HEAD', 'GET']) },
    SmoothStreaming: false,
    Compress: true,
    LambdaFunctionAssociations: listOf([]),
    FunctionAssociations: listOf([]),
    FieldLevelEncryptionId: '',
    GrpcConfig: { Enabled: false },
    ...('ForwardedValues' in special ? {} : { CachePolicyId: CACHING_OPTIMIZED }),
    ...special,
  };
}

/**
 * @param {string} PathPattern
 * @param {Partial<DefaultCacheBehavior>} special
 * @returns {CacheBehavior}
 */
function behavior(PathPattern, special) {
  return { PathPattern, ...defaultBehavior(special) };
}

/**
 * @param {string} LambdaFunctionARN
 * @param {import('@aws-sdk/client-cloudfront').EventType} EventType
 */
function edgeFunction(LambdaFunctionARN, EventType) {
  return listOf([{ LambdaFunctionARN, EventType, IncludeBody: false }]);
}

/**
 * @param {string} domain
 * @returns {Origin}
 */
function s3Origin(domain) {
  return {
    Id: domain,
    DomainName: domain,
    OriginPath: '',
    CustomHeaders: listOf([]),
    S3OriginConfig: { OriginAccessIdentity: '', OriginReadTimeout: 30 },
    ConnectionAttempts: 3,
    ConnectionTimeout: 10,
    OriginShield: { Enabled: false },
    OriginAccessControlId: 'E2DAH2W5Z0IKQ5',
  };
}

/** @returns {Origin} */
function apiOrigin() {
  const { S3OriginConfig: _, ...origin } = s3Origin(API);
  return {
    ...origin,
    OriginPath: '/v1',
    CustomHeaders: listOf([{ HeaderName: 'x-key', HeaderValue: 'a&b<c>  d' }]),
    CustomOriginConfig: {
      HTTPPort: 80,
      HTTPSPort: 443,
      OriginProtocolPolicy: 'https-only',
      OriginSslProtocols: listOf(['TLSv1.2']),
      OriginReadTimeout: 30,
      OriginKeepaliveTimeout: 5,
      IpAddressType: 'ipv4',
    },
    OriginShield: { Enabled: true, OriginShieldRegion: 'us-east-1' },
    OriginAccessControlId: '',
  };
}

/**
 * @param {number} ErrorCode
 * @param {string} ResponseCode
 * @param {string} ResponsePagePath
 */
function errorPage(ErrorCode, ResponseCode, ResponsePagePath) {
  return { ErrorCode, ResponsePagePath, ResponseCode, ErrorCachingMinTTL: 10 };
}

/** @param {Method[]} Items */
function methods(Items) {
  return { Quantity: Items.length, Items: [...Items] };
}

/**
 * A list as CloudFront returns it: it has no items if it is empty.
 *
 * @template {unknown} const Item
 * @param {Item[]} Items
 * @returns {{ Quantity: number, Items: Item[] }}
 */
function listOf(Items) {
  return withoutEmptyLists({ Quantity: Items.length, Items });
}

/**
 * @template Value
 * @param {Value} value
 */
function withoutEmptyLists(value) {
  if (typeof value !== 'object' || value === null) return value;
  for (const member of Object.values(value)) withoutEmptyLists(member);
  if ('Items' in value && Array.isArray(value.Items) && value.Items.length === 0) {
    Reflect.deleteProperty(value, 'Items');
  }
  return value;
}
