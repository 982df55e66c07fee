/** What a template's functions come to where the stack is deployed: names as CloudFormation makes them up, always the same here. */
const PSEUDO: { readonly [name: string]: string } = {
  'AWS::Partition': 'aws', 'AWS::Region': 'us-east-1', 'AWS::AccountId': '111122223333', 'AWS::StackName': 'app', 'AWS::URLSuffix': 'amazonaws.com',
};

interface Resources {
  readonly [logicalId: string]: { readonly Type: string; readonly Properties?: { readonly Path?: unknown } };
}

/** A value of a template with its functions worked out, and each scalar the text that a custom resource is sent. */
export function deployed(value: unknown, resources: Resources): unknown {
  const inner = (item: unknown): unknown => deployed(item, resources);
  if (Array.isArray(value)) {
    return value.map(inner);
  }
  if (typeof value !== 'object' || value === null) {
    return String(value);
  }
  const [[name, argument], ...others] = Object.entries(value) as [string, never][];
  switch (others.length === 0 ? name : '') {
    case 'Ref': return PSEUDO[argument] ?? nameOf(argument);
    case 'Fn::GetAtt': return attribute(argument[0], argument[1], resources);
    case 'Fn::Join': return (argument[1] as unknown[]).map(inner).join(argument[0]);
    case 'Fn::Sub': return (argument as string).replace(/\$\{([^}]+)\}/g, (_, reference: string) => PSEUDO[reference] ?? nameOf(reference));
    case 'Fn::Select': return (inner(argument[1]) as string[])[Number(argument[0])];
    case 'Fn::Split': return (inner(argument[1]) as string).split(argument[0]);
    default: return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inner(item)]));
  }
}

function nameOf(logicalId: string): string {
  return `app-${logicalId.toLowerCase()}-1a2b3c`;
}

function attribute(logicalId: string, name: string, resources: Resources): string {
  const { Type, Properties } = resources[logicalId];
  const arns: { readonly [type: string]: () => string } = {
    'AWS::S3::Bucket': () => `arn:aws:s3:::${nameOf(logicalId)}`,
    'AWS::IAM::Role': () => `arn:aws:iam::111122223333:role${deployed(Properties?.Path ?? '/', resources)}app-${logicalId}-1A2B3C`,
    'AWS::Lambda::Function': () => `arn:aws:lambda:us-east-1:111122223333:function:app-${logicalId}-1A2B3C`,
    'AWS::KMS::Key': () => 'arn:aws:kms:us-east-1:111122223333:key/00000000-1111-2222-3333-444444444444',
  };
  if (name !== 'Arn' || !(Type in arns)) {
    throw new Error(`no value for ${name} of ${logicalId}, of the type ${Type}`);
  }
  return arns[Type]();
}
