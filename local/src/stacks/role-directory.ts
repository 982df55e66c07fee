import type { PolicyDocument } from '../policy/document';
import type { Principals } from '../policy/principals';

interface Role {
  readonly arn: string;
  readonly policies: Map<string, PolicyDocument>;
}

/** The roles of the stacks, by name, with their policies by name. What they may do is known to the engine at once. */
export class RoleDirectory {
  private readonly roles = new Map<string, Role>();

  constructor(private readonly principals: Principals) {}

  add(roleName: string, arn: string): void {
    if (this.roles.has(roleName)) throw new Error(`there is a role \`${roleName}\` already`);
    this.roles.set(roleName, { arn, policies: new Map() });
    this.principals.put(arn, []);
  }

  remove(roleName: string): void {
    this.principals.remove(this.role(roleName).arn);
    this.roles.delete(roleName);
  }

  /** Adds a policy to a role, or replaces the one of that name. */
  putPolicy(roleName: string, policyName: string, document: PolicyDocument): void {
    const role = this.role(roleName);
    role.policies.set(policyName, document);
    this.principals.put(role.arn, [...role.policies.values()]);
  }

  /** Takes a policy from a role, if there is the role and it has the policy. */
  removePolicy(roleName: string, policyName: string): void {
    const role = this.roles.get(roleName);
    if (!role?.policies.delete(policyName)) return;
    this.principals.put(role.arn, [...role.policies.values()]);
  }

  private role(roleName: string): Role {
    const role = this.roles.get(roleName);
    if (!role) throw new Error(`there is no role \`${roleName}\` in the stacks that are deployed here`);
    return role;
  }
}
