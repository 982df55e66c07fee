/** Stands for the SDK's chain of credential providers in the bundle: Lambda puts a function's credentials into its environment. */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
