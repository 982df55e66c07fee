/** A warning about templates that stands, and why. */
export interface AcceptedWarning {
  readonly rule: string;
  /** The types of the resources that it may be about. */
  readonly types: readonly string[];
  readonly reason: string;
}

/** What the validation of templates may warn of. There is no such list for errors. */
export const ACCEPTED_WARNINGS: readonly AcceptedWarning[] = [
  {
    rule: 'W3005',
    types: ['AWS::Lambda::Function'],
    // AWS CDK developer guide, "Dependencies"
    reason: 'A function of the CDK\'s depends on its whole role: the CDK writes down all of the role\'s resources, the role itself too, which is referred to anyway.',
  },
];
