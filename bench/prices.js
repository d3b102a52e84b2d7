/**
 * Prices of us-east-1 in dollars, of November 2026, without free tiers and data transfer.
 *
 * https://aws.amazon.com/cloudfront/pricing/ https://aws.amazon.com/lambda/pricing/
 * https://aws.amazon.com/api-gateway/pricing/ https://aws.amazon.com/elasticloadbalancing/pricing/
 * https://aws.amazon.com/dynamodb/pricing/on-demand/
 */
export const PRICE = {
  cloudFrontRequest: 1.0 / 1e6,
  edgeRequest: 0.6 / 1e6,
  edgeGBSecond: 0.00005001,
  httpApiRequest: 1.0 / 1e6,
  restApiRequest: 3.5 / 1e6,
  loadBalancerHour: 0.0225,
  /** A load balancer capacity unit (LCU) for an hour. */
  loadBalancerUnit: 0.008,
  lambdaRequest: 0.2 / 1e6,
  lambdaGBSecond: 0.0000166667,
  lambdaArmGBSecond: 0.0000133334,
  /** Half a unit: eventually consistent, up to 4 KB. */
  read: 0.0625 / 1e6,
};

/** What a run of the function is billed with: 128 MB, for as long as a near DynamoDB takes. */
export const GIGABYTES = 0.125;
export const SECONDS = 0.01;

/** What a run costs at the edge, and in a Region. */
export const RUN_AT_EDGE = PRICE.edgeRequest + GIGABYTES * SECONDS * PRICE.edgeGBSecond;
export const RUN_IN_REGION = PRICE.lambdaRequest + GIGABYTES * SECONDS * PRICE.lambdaGBSecond;
