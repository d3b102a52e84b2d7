/**
 * The round trip between Regions in milliseconds, medians of a year as published in 2025 at
 * https://www.cloudping.co/api/latencies?percentile=p_50&timeframe=1Y, both directions averaged. The
 * Regions are those in which Lambda@Edge has replicas.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-edge-permissions.html
 */

/** Each Region's round trips to itself and to those after it. @type {[string, number[]][]} */
const TRIANGLE = [
  ['us-east-1', [6, 16, 64, 64, 191, 150, 180, 219, 200, 93, 70, 78, 115]],
  ['us-east-2', [5, 53, 51, 202, 136, 166, 204, 188, 104, 80, 88, 126]],
  ['us-west-1', [3, 22, 232, 109, 134, 170, 139, 153, 130, 148, 175]],
  ['us-west-2', [3, 222, 98, 124, 161, 141, 143, 118, 129, 175]],
  ['ap-south-1', [3, 134, 135, 64, 155, 129, 126, 117, 301]],
  ['ap-northeast-1', [3, 36, 71, 106, 227, 202, 213, 259]],
  ['ap-northeast-2', [4, 74, 146, 231, 233, 243, 290]],
  ['ap-southeast-1', [4, 95, 161, 179, 170, 328]],
  ['ap-southeast-2', [4, 251, 256, 266, 312]],
  ['eu-central-1', [4, 27, 18, 205]],
  ['eu-west-1', [3, 14, 178]],
  ['eu-west-2', [3, 187]],
  ['sa-east-1', [3]],
];

export const EDGE_REGIONS = TRIANGLE.map(([region]) => region);

/**
 * @param {string} from
 * @param {string} to
 * @returns {number} In milliseconds.
 */
export function roundTrip(from, to) {
  const [a, b] = [EDGE_REGIONS.indexOf(from), EDGE_REGIONS.indexOf(to)].sort((x, y) => x - y);
  return TRIANGLE[a][1][b - a];
}
