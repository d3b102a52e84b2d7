/** Who the distribution is, to viewers, functions and origins. */

/** The distribution in AWS's own example events. */
export const DISTRIBUTION = {
  distributionDomainName: 'd111111abcdef8.cloudfront.net',
  distributionId: 'EDFDVBD6EXAMPLE',
};

/** What CloudFront says in `Via`, to viewers and to functions. */
export const VIA = `1.1 ${DISTRIBUTION.distributionDomainName} (CloudFront)`;
