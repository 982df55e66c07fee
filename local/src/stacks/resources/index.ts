import { aliasProvider } from './alias';
import { bucketProvider } from './bucket';
import { customResourceProvider } from './custom-resource';
import { functionProvider } from './function';
import { keyAliasProvider } from './kms-alias';
import { keyProvider } from './kms-key';
import { logGroupProvider } from './log-group';
import { managedPolicyProvider } from './managed-policy';
import { policyProvider } from './policy';
import { recordedProvider } from './recorded';
import { refusedProvider } from './refused';
import { roleProvider } from './role';
import { versionProvider } from './version';
import type { MemoryStore } from '../../store/memory-store';
import type { Conversation } from '../custom-resource/conversation';
import type { FunctionDirectory } from '../function-directory';
import type { ResourceProvider } from '../resource-provider';
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

/** The providers of the types that are played, and of all others the one that records a name. */
export function resourceProviders({ store, roles, functions, conversation }: ProviderServices): ProviderOf {
  const custom = customResourceProvider(conversation);
  const played: { readonly [type: string]: ResourceProvider } = {
    'AWS::CloudFormation::CustomResource': custom,
    'AWS::CloudFormation::Stack': refusedProvider('nested stacks aren\'t played here, so none of its resources would be there'),
    'AWS::IAM::ManagedPolicy': managedPolicyProvider(roles),
    'AWS::IAM::Policy': policyProvider(roles),
    'AWS::IAM::Role': roleProvider(roles),
    'AWS::KMS::Alias': keyAliasProvider(store.keys),
    'AWS::KMS::Key': keyProvider(store.keys),
    'AWS::Lambda::Alias': aliasProvider(functions),
    'AWS::Lambda::Function': functionProvider(functions),
    'AWS::Lambda::Version': versionProvider(functions),
    'AWS::Logs::LogGroup': logGroupProvider(),
    'AWS::S3::Bucket': bucketProvider(store),
  };
  const recorded = recordedProvider();
  return (type) => type.startsWith('Custom::') ? custom : played[type] ?? recorded;
}
