import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { areKnownToDiffer } from '../places';

/** Adds a statement to what a role may do. */
type AddStatement = (statement: iam.PolicyStatement) => iam.AddToPrincipalPolicyResult;

/**
 * A role, as one that is granted things. It notes what its own policies took: a grant tells of a bucket's or a key's policy
 * alone, where that has to allow it too.
 */
export class Grantee implements iam.IPrincipal {
  public readonly grantPrincipal = this;
  public readonly assumeRoleAction: string;
  public readonly policyFragment: iam.PrincipalPolicyFragment;
  public readonly principalAccount?: string;

  /** What came of each statement. */
  public readonly results: iam.AddToPrincipalPolicyResult[] = [];

  /** @param stack where the statements will stand */
  constructor(role: iam.IRole, public readonly stack: Stack, private readonly add: AddStatement) {
    this.assumeRoleAction = role.assumeRoleAction;
    this.policyFragment = role.policyFragment;
    this.principalAccount = role.principalAccount;
  }

  public addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    const result = this.add(statement);
    this.results.push(result);
    return result;
  }

  /**
   * The role as a key is to see it, with a statement in the place of the one that the CDK has for the key.
   *
   * A key of the account that is in another stack lets in the account, if it has to let in anybody: naming the role would make
   * that stack wait for this one, which waits for the key.
   */
  public onKey(key: kms.IKey, statement: iam.PolicyStatement): iam.IPrincipal {
    const isForeign = areKnownToDiffer(key.env.account, this.principalAccount ?? '');
    const isElsewhere = !isForeign && Stack.of(key) !== this.stack;
    return new OnKey(this, isElsewhere ? new iam.AccountPrincipal(key.env.account) : this, statement);
  }
}

class OnKey implements iam.IPrincipal {
  public readonly grantPrincipal = this;
  public readonly assumeRoleAction: string;
  public readonly policyFragment: iam.PrincipalPolicyFragment;
  public readonly principalAccount?: string;

  constructor(private readonly grantee: Grantee, letIn: iam.IPrincipal, private readonly statement: iam.PolicyStatement) {
    this.assumeRoleAction = letIn.assumeRoleAction;
    this.policyFragment = letIn.policyFragment;
    this.principalAccount = grantee.principalAccount;
  }

  public addToPrincipalPolicy(): iam.AddToPrincipalPolicyResult {
    return this.grantee.addToPrincipalPolicy(this.statement);
  }
}
