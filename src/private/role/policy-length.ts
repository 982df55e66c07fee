import { Aws, Reference, Tokenization } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';

/** How many characters the values that only a deployment knows are counted as. */
interface ValueLengths {
  readonly partition: number;
  readonly region: number;
  /** An attribute, mostly an ARN. */
  readonly attribute: number;
  /** Anything else, mostly a name. */
  readonly other: number;
}

/** What a policy has at least: the ARN of a bucket that CloudFormation names has 13 characters, the stack's name, the logical id and 14 more. */
export const LEAST: ValueLengths = { partition: 'aws'.length, region: 'eu-west-1'.length, attribute: 40, other: 20 };

/** What a policy hardly exceeds: longer than the ARN of any bucket, and than that of a role without a path. */
export const MOST: ValueLengths = { partition: 'aws-us-gov'.length, region: 'us-isof-south-1'.length, attribute: 128, other: 128 };

const ACCOUNT_LENGTH = 12;

/** How long IAM finds a policy, or a part of one: it doesn't count white space. */
export function policyLength(resolved: unknown, lengths: ValueLengths): number {
  return JSON.stringify(resolved, (_, value) => standIn(value, lengths)).length;
}

/** More than any ARN or name that a policy refers to. */
const LONGEST_REFERENCE = 1000;

/** A length that a policy doesn't exceed, at once: to resolve it takes long. Infinity where only that tells. */
export function lengthAtMost(document: unknown): number {
  const text = document instanceof iam.PolicyDocument && !document.isEmpty ? JSON.stringify(document.toJSON()) : '';
  // shorter than what the CDK writes in their place
  const short = [Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID];
  const { tokens } = Tokenization.reverseString(short.reduce((rest, value) => rest.replaceAll(value, ''), text));
  // lists that aren't known yet, and values that aren't text
  const hidesMore = text === '' || /#\{Token\[|<unresolved-/.test(text);
  return !hidesMore && tokens.every((token) => Reference.isReference(token)) ? text.length + tokens.length * LONGEST_REFERENCE : Infinity;
}

/** What the value in a template is counted as: text as long as the value will be. */
function standIn(value: unknown, lengths: ValueLengths): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return value;
  }
  const [[name, argument] = [], ...more] = Object.entries(value);
  if (more.length > 0 || name === undefined || !/^(Ref|Fn::\w+)$/.test(name)) {
    return value;
  }
  return name === 'Fn::Join' ? joined(argument, lengths) : 'x'.repeat(referenceLength(name, argument, lengths));
}

function joined([delimiter, parts]: [string, unknown[]], lengths: ValueLengths): string {
  return parts.map((part) => String(standIn(part, lengths))).join(delimiter);
}

function referenceLength(name: string, argument: unknown, { partition, region, attribute, other }: ValueLengths): number {
  if (name === 'Fn::Sub' && typeof argument === 'string') {
    return argument.length;
  }
  const pseudo: { readonly [parameter: string]: number } = { 'AWS::Partition': partition, 'AWS::Region': region, 'AWS::AccountId': ACCOUNT_LENGTH };
  return pseudo[String(argument)] ?? (name === 'Ref' ? other : attribute);
}
