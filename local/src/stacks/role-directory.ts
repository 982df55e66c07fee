import type { PolicyDocument } from '../policy/document';
import type { Principal, Principals } from '../policy/principals';

interface Role {
  readonly arn: string;
  readonly policies: Map<string, PolicyDocument>;
  /** ARNs of managed policies. */
  readonly attached: Set<string>;
}

/** The roles of the stacks, by name, with their policies by name. What they may do is known to the engine at once. */
export class RoleDirectory {
  private readonly roles = new Map<string, Role>();
  /** By ARN. */
  private readonly managedPolicies = new Map<string, PolicyDocument>();

  constructor(private readonly principals: Principals) {}

  add(roleName: string, arn: string): void {
    if (this.roles.has(roleName)) throw new Error(`there is a role \`${roleName}\` already`);
    this.roles.set(roleName, { arn, policies: new Map(), attached: new Set() });
    this.principals.put(arn, []);
  }

  remove(roleName: string): void {
    this.principals.remove(this.role(roleName).arn);
    this.roles.delete(roleName);
  }

  /** A role as it makes calls, whoever has made it. */
  principal(arn: string): Principal | undefined {
    return this.principals.byArn(arn);
  }

  /** Adds a policy to a role, or replaces the one of that name. */
  putPolicy(roleName: string, policyName: string, document: PolicyDocument): void {
    const role = this.role(roleName);
    role.policies.set(policyName, document);
    this.tell(role);
  }

  /** Takes a policy from a role, if there is the role and it has the policy. */
  removePolicy(roleName: string, policyName: string): void {
    const role = this.roles.get(roleName);
    if (role?.policies.delete(policyName)) this.tell(role);
  }

  addManagedPolicy(arn: string, document: PolicyDocument): void {
    if (this.managedPolicies.has(arn)) throw new Error(`there is a managed policy ${arn} already`);
    this.managedPolicies.set(arn, document);
  }

  /** Changes what a managed policy says, for all roles that have it. */
  changeManagedPolicy(arn: string, document: PolicyDocument): void {
    this.managedPolicies.set(arn, document);
    this.holders(arn).forEach((role) => this.tell(role));
  }

  /** Takes a managed policy away, from the roles that have it as well. */
  removeManagedPolicy(arn: string): void {
    this.managedPolicies.delete(arn);
    for (const role of this.holders(arn)) {
      role.attached.delete(arn);
      this.tell(role);
    }
  }

  hasManagedPolicy(arn: string): boolean {
    return this.managedPolicies.has(arn);
  }

  /** Gives a role a managed policy. */
  attach(roleName: string, arn: string): void {
    const role = this.role(roleName);
    role.attached.add(arn);
    this.tell(role);
  }

  /** Takes a managed policy from a role, if there is the role. */
  detach(roleName: string, arn: string): void {
    const role = this.roles.get(roleName);
    if (role?.attached.delete(arn)) this.tell(role);
  }

  private holders(arn: string): Role[] {
    return [...this.roles.values()].filter(({ attached }) => attached.has(arn));
  }

  private tell({ arn, policies, attached }: Role): void {
    const managed = [...attached].flatMap((policyArn) => this.managedPolicies.get(policyArn) ?? []);
    this.principals.put(arn, [...policies.values(), ...managed]);
  }

  private role(roleName: string): Role {
    const role = this.roles.get(roleName);
    if (!role) throw new Error(`there is no role \`${roleName}\` in the stacks that are deployed here`);
    return role;
  }
}
