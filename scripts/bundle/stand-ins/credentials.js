/**
 * The default chain of credentials, as far as Lambda needs it: it puts them into the environment. The
 * other providers are never asked there, and take 20 ms to load.
 */

export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
