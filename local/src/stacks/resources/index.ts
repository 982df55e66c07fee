import { aliasProvider } from './alias';
import { autoDeleteProvider } from './auto-delete-objects';
import { bucketProvider } from './bucket';
import { bucketDeploymentProvider } from './bucket-deployment';
import { customResourceProvider } from './custom-resource';
import { functionProvider } from './function';
import { keyAliasProvider } from './kms-alias';
import { keyProvider } from './kms-key';
import { logGroupProvider } from './log-group';
import { managedPolicyProvider } from './managed-policy';
import { nestedStackProvider } from './nested-stack';
import { policyProvider } from './policy';
import { recordedProvider } from './recorded';
import { roleProvider } from './role';
import { versionProvider } from './version';
import { isWithoutEffect } from './without-effect';
import type { MemoryStore } from '../../store/memory-store';
import type { Conversation } from '../custom-resource/conversation';
import type { FunctionDirectory } from '../function-directory';
import { isCustom, type ResourceProvider } from '../resource-provider';
import type { RoleDirectory } from '../role-directory';

/** What the resources of the stacks come to. */
export interface ProviderServices {
  readonly store: MemoryStore;
  readonly roles: RoleDirectory;
  readonly functions: FunctionDirectory;
  readonly conversation: Conversation;
}

/** Finds the provider for a type of resource; there is one for each. */
export type ProviderOf = (type: string) => ResourceProvider;

/** The types that have an effect. */
export const PLAYED: { readonly [type: string]: (services: ProviderServices) => ResourceProvider } = {
  'AWS::CloudFormation::CustomResource': ({ conversation }) => customResourceProvider(conversation),
  'AWS::CloudFormation::Stack': () => nestedStackProvider(),
  'AWS::IAM::ManagedPolicy': ({ roles }) => managedPolicyProvider(roles),
  'AWS::IAM::Policy': ({ roles }) => policyProvider(roles),
  'AWS::IAM::Role': ({ roles }) => roleProvider(roles),
  'AWS::KMS::Alias': ({ store }) => keyAliasProvider(store.keys),
  'AWS::KMS::Key': ({ store }) => keyProvider(store.keys),
  'AWS::Lambda::Alias': ({ functions }) => aliasProvider(functions),
  'AWS::Lambda::Function': ({ functions }) => functionProvider(functions),
  'AWS::Lambda::Version': ({ functions }) => versionProvider(functions),
  'AWS::Logs::LogGroup': () => logGroupProvider(),
  'AWS::S3::Bucket': ({ store }) => bucketProvider(store),
  'Custom::CDKBucketDeployment': bucketDeploymentProvider,
  'Custom::S3AutoDeleteObjects': ({ store }) => autoDeleteProvider(store),
};

/** The providers of the types that are played, and of all others the one that records a name. */
export function resourceProviders(services: ProviderServices): ProviderOf {
  const played = new Map(Object.entries(PLAYED).map(([type, make]) => [type, make(services)]));
  const recorded = recordedProvider();
  return (type) => {
    if (isWithoutEffect(type)) return recorded;
    return played.get(type) ?? (isCustom(type) ? played.get('AWS::CloudFormation::CustomResource')! : recorded);
  };
}
