/**
 * How the function is set up on Lambda: within what Lambda@Edge takes at every event, under every
 * version of its quotas.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html
 */

export const MEMORY_MB = 128;

export const TIMEOUT_SECONDS = 5;

/** The Node.js versions of Lambda that the function is tested on; the first is the default. */
export const RUNTIMES = ['nodejs24.x', 'nodejs22.x'];

/**
 * What Lambda turns off: it takes a module for what its name and package.json say, and `require`
 * gets no ES modules.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
export const LIKE_LAMBDA = ['--no-experimental-detect-module', '--no-experimental-require-module'];
