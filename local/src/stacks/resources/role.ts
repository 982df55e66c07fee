import { isDeepStrictEqual } from 'node:util';
import { type NamedPolicy, policyDocumentIn } from './policy-document';
import type { Json, JsonObject } from '../../assembly/template';
import type { ResourceContext, ResourceProvider } from '../resource-provider';
import type { RoleDirectory } from '../role-directory';

interface DeclaredRole {
  readonly name?: string;
  readonly path: string;
  readonly inlinePolicies: readonly NamedPolicy[];
  /** What has no effect here, since its statements aren't known. */
  readonly notEvaluated: readonly string[];
}

/** The managed policy of every function that CDK makes: writing a log, which is no API call here. */
const LOG_WRITING = /:iam::aws:policy\/service-role\/AWSLambdaBasicExecutionRole$/;

/** AWS::IAM::Role: its ARN and its inline policies. Its trust policy isn't evaluated. */
export function roleProvider(roles: RoleDirectory): ResourceProvider<DeclaredRole> {
  const make = (name: string, declared: DeclaredRole, context: ResourceContext) => {
    const { partition, account } = context.environment;
    const arn = `arn:${partition}:iam::${account}:role${declared.path}${name}`;
    roles.add(name, arn);
    return putPolicies(name, arn, declared, context);
  };
  const putPolicies = (name: string, arn: string, declared: DeclaredRole, { warn }: ResourceContext) => {
    for (const { policyName, document } of declared.inlinePolicies) roles.putPolicy(name, policyName, document);
    for (const policy of declared.notEvaluated) warn(`${policy} isn't evaluated: what it allows or forbids has no effect on the role ${name}`);
    return { physicalId: name, attributes: { Arn: arn } };
  };

  return {
    read: (properties) => ({
      name: properties.optionalText('RoleName'),
      path: properties.optionalText('Path') ?? '/',
      inlinePolicies: properties.list('Policies').map((policy) => inlinePolicy(policy)),
      notEvaluated: [...properties.list('ManagedPolicyArns'), ...[properties.value('PermissionsBoundary') ?? []].flat()]
        .map(String).filter((arn) => !LOG_WRITING.test(arn)),
    }),
    create: async (declared, context) => make(declared.name ?? context.newName(64), declared, context),
    update: async (declared, current, context) => {
      const { name, path, inlinePolicies } = current.declared;
      if (!isDeepStrictEqual([declared.name, declared.path], [name, path])) {
        return make(declared.name ?? context.newName(64), declared, context);
      }
      for (const { policyName } of inlinePolicies) roles.removePolicy(current.physicalId, policyName);
      return putPolicies(current.physicalId, String(current.attributes!.Arn), declared, context);
    },
    delete: async ({ physicalId }) => roles.remove(physicalId),
  };
}

function inlinePolicy(policy: Json): NamedPolicy {
  const { PolicyName, PolicyDocument } = policy as JsonObject;
  return { policyName: String(PolicyName), document: policyDocumentIn(PolicyDocument) };
}
