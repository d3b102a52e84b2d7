/**
 * The default chain of credentials, as far as Lambda needs it: it puts them into the environment. The
 * other providers are never asked there, and to load that of the instance metadata takes 38 ms.
 */

export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
