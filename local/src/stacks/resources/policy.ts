import { type NamedPolicy, policyDocumentIn } from './policy-document';
import type { ResourceProvider } from '../resource-provider';
import type { RoleDirectory } from '../role-directory';

interface DeclaredPolicy extends NamedPolicy {
  readonly roleNames: readonly string[];
}

/** AWS::IAM::Policy: statements for one or more roles. Users and groups make no calls here. */
export function policyProvider(roles: RoleDirectory): ResourceProvider<DeclaredPolicy> {
  const attach = ({ roleNames, policyName, document }: DeclaredPolicy) => {
    for (const roleName of roleNames) roles.putPolicy(roleName, policyName, document);
  };
  const detach = ({ roleNames, policyName }: DeclaredPolicy) => {
    for (const roleName of roleNames) roles.removePolicy(roleName, policyName);
  };

  return {
    read: (properties) => ({
      policyName: properties.text('PolicyName'),
      document: policyDocumentIn(properties),
      roleNames: properties.list('Roles').map(String),
    }),
    create: async (declared, { newName }) => {
      attach(declared);
      return { physicalId: newName(128), attributes: {} };
    },
    update: async (declared, current) => {
      detach(current.declared);
      attach(declared);
      return current;
    },
    delete: async ({ declared }) => detach(declared),
  };
}
