/**
 * How the function is set up on Lambda: within what Lambda@Edge takes at every event, under every
 * version of its quotas.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html
 */

export const MEMORY_MB = 128;

export const TIMEOUT_SECONDS = 5;
