/** All that a drill of a deployment needs: an account, a CloudFront, a checkout, and the commands. */

import { startAccount } from './account.js';
import { createCheckout } from './checkout.js';
import { route, startCloudFront } from './cloudfront-api/server.js';
import { startCommand } from './command.js';
import { isWrite, startRecorder } from './recorder.js';
import { runCommand } from './run-command.js';

/** @typedef {Awaited<ReturnType<typeof startDrill>>} Drill */

/** Permissions for calls that are known by their paths. @type {[RegExp, string][]} */
const PERMISSIONS = [
  [/^lambda:GET .*\/configuration/, 'lambda:GetFunctionConfiguration'],
  [/^lambda:GET .*\/versions/, 'lambda:ListVersionsByFunction'],
  [/^s3:HEAD \/[^/]+\/?$/, 's3:ListBucket'],
  [/^s3:HEAD /, 's3:GetObject'],
];

/** @param {Parameters<typeof startCloudFront>[0]} cloudfrontOptions */
export async function startDrill(cloudfrontOptions) {
  const checkout = createCheckout();
  const account = await startAccount();
  const recorder = await startRecorder(account.url);
  const cloudfront = await startCloudFront(cloudfrontOptions);
  return {
    account,
    checkout,
    cloudfront,
    recorder,

    /**
     * Runs a command to its end.
     *
     * @param {string} command
     * @param {string[]} args
     * @param {NodeJS.ProcessEnv} [env] What only a new process heeds.
     */
    run(command, args, env) {
      const urls = {
        AWS_ENDPOINT_URL: recorder.url,
        AWS_ENDPOINT_URL_CLOUDFRONT: cloudfront.url.href,
      };
      return env === undefined
        ? runCommand(command, args, urls, checkout.root)
        : startCommand(command, args, { ...urls, ...env }, checkout.root).ended;
    },

    /** All that has been written since the last reset. */
    writes() {
      const calls = cloudfront.requests.map(({ method, path }) => `cloudfront:${method} ${path}`);
      const changes = calls.filter((it) => !it.startsWith('cloudfront:GET '));
      return [...recorder.calls.filter(isWrite).map(({ name }) => name), ...changes];
    },

    /** What has been called since the last reset, as permissions are named. */
    permissions() {
      const others = recorder.calls.flatMap(({ name }) => {
        if (name === 'sts:GetCallerIdentity') return [];
        const [, permission = name] = PERMISSIONS.find(([pattern]) => pattern.test(name)) ?? [];
        return permission;
      });
      const calls = cloudfront.requests.map(
        ({ method, path }) => `cloudfront:${route(method, path).operation}`,
      );
      return [...others, ...calls];
    },

    reset() {
      recorder.reset();
      cloudfront.requests.length = 0;
      cloudfront.invalidations.length = 0;
    },

    async stop() {
      checkout.remove();
      recorder.close();
      await Promise.all([account.stop(), cloudfront.close()]);
    },
  };
}
