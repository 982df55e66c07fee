import { isDeepStrictEqual } from 'node:util';
import { policyDocumentIn } from './policy-document';
import type { PolicyDocument } from '../../policy/document';
import type { ResourceContext, ResourceProvider } from '../resource-provider';
import type { RoleDirectory } from '../role-directory';

interface DeclaredManagedPolicy {
  readonly name?: string;
  readonly path: string;
  readonly document: PolicyDocument;
  readonly roleNames: readonly string[];
}

/** AWS::IAM::ManagedPolicy: statements that roles have by its ARN, whichever of both names the other. */
export function managedPolicyProvider(roles: RoleDirectory): ResourceProvider<DeclaredManagedPolicy> {
  const make = (declared: DeclaredManagedPolicy, { environment: { partition, account }, newName }: ResourceContext) => {
    const arn = `arn:${partition}:iam::${account}:policy${declared.path}${declared.name ?? newName(128)}`;
    roles.addManagedPolicy(arn, declared.document);
    return attached(arn, declared);
  };
  const attached = (arn: string, { roleNames }: DeclaredManagedPolicy) => {
    for (const roleName of roleNames) roles.attach(roleName, arn);
    return { physicalId: arn, attributes: { PolicyArn: arn } };
  };

  return {
    read: (properties) => {
      const name = properties.optionalText('ManagedPolicyName');
      return {
        ...(name !== undefined && { name }),
        path: properties.optionalText('Path') ?? '/',
        document: policyDocumentIn(properties),
        roleNames: properties.list('Roles').map(String),
      };
    },
    create: async (declared, context) => make(declared, context),
    update: async (declared, { physicalId: arn, declared: before }, context) => {
      if (!isDeepStrictEqual([declared.name, declared.path], [before.name, before.path])) return make(declared, context);
      for (const roleName of before.roleNames) roles.detach(roleName, arn);
      roles.changeManagedPolicy(arn, declared.document);
      return attached(arn, declared);
    },
    delete: async ({ physicalId }) => roles.removeManagedPolicy(physicalId),
  };
}
