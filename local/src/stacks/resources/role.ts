import { isDeepStrictEqual } from 'node:util';
import { type NamedPolicy, policyDocumentIn } from './policy-document';
import type { Json } from '../../assembly/template';
import type { UnknownValueError } from '../../assembly/unresolved-error';
import type { Properties } from '../properties';
import type { ResourceContext, ResourceProvider } from '../resource-provider';
import type { RoleDirectory } from '../role-directory';

interface DeclaredRole {
  readonly name?: string;
  readonly path: string;
  readonly inlinePolicies: readonly NamedPolicy[];
  readonly managedPolicies: readonly string[];
  /** It has no effect here. */
  readonly boundary?: string;
}

/** The managed policy of every function that CDK makes: writing a log, which is no API call here. */
const LOG_WRITING = /:iam::aws:policy\/service-role\/AWSLambdaBasicExecutionRole$/;

/** AWS::IAM::Role: its ARN, its inline policies, and the managed ones that stacks here have made. Its trust policy isn't evaluated. */
export function roleProvider(roles: RoleDirectory): ResourceProvider<DeclaredRole> {
  const make = (name: string, declared: DeclaredRole, context: ResourceContext) => {
    const { partition, account } = context.environment;
    const arn = `arn:${partition}:iam::${account}:role${declared.path}${name}`;
    roles.add(name, arn);
    return putPolicies(name, arn, declared, context);
  };
  const putPolicies = (name: string, arn: string, declared: DeclaredRole, { warn }: ResourceContext) => {
    for (const { policyName, document } of declared.inlinePolicies) roles.putPolicy(name, policyName, document);
    for (const policy of declared.managedPolicies.filter((one) => roles.hasManagedPolicy(one))) roles.attach(name, policy);
    for (const policy of notEvaluated(declared)) warn(`${policy} isn't evaluated: what it allows or forbids has no effect on the role ${name}`);
    return { physicalId: name, attributes: { Arn: arn } };
  };

  /** The policies of AWS and of elsewhere, whose statements aren't known, and the boundary. */
  const notEvaluated = ({ managedPolicies, boundary }: DeclaredRole) =>
    [...managedPolicies.filter((arn) => !roles.hasManagedPolicy(arn) && !LOG_WRITING.test(arn)), ...boundary === undefined ? [] : [boundary]];

  return {
    read: (properties) => ({
      name: properties.optionalText('RoleName'),
      path: properties.optionalText('Path') ?? '/',
      inlinePolicies: properties.items('Policies').map(inlinePolicy),
      managedPolicies: namesIn(properties.known('ManagedPolicyArns', nameOfUnknown)),
      boundary: namesIn(properties.known('PermissionsBoundary', nameOfUnknown))[0],
    }),
    create: async (declared, context) => make(declared.name ?? context.newName(64), declared, context),
    update: async (declared, current, context) => {
      const { name, path, inlinePolicies, managedPolicies } = current.declared;
      if (!isDeepStrictEqual([declared.name, declared.path], [name, path])) {
        return make(declared.name ?? context.newName(64), declared, context);
      }
      for (const { policyName } of inlinePolicies) roles.removePolicy(current.physicalId, policyName);
      for (const policy of managedPolicies) roles.detach(current.physicalId, policy);
      return putPolicies(current.physicalId, String(current.attributes!.Arn), declared, context);
    },
    delete: async ({ physicalId }) => roles.remove(physicalId),
  };
}

function inlinePolicy(policy: Properties): NamedPolicy {
  return { policyName: policy.text('PolicyName'), document: policyDocumentIn(policy) };
}

/** A policy that isn't evaluated needn't be known to be warned of. */
function nameOfUnknown({ supplyAs, path }: UnknownValueError): string {
  return `the policy ${supplyAs ?? path}`;
}

function namesIn(value: Json = []): string[] {
  return [value].flat().map(String);
}
