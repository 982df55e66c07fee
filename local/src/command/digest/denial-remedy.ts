import type { Caller, DeniedCalls } from './run-digest';

/** What to do about denied calls. */
export type Remedy = Pick<DeniedCalls, 'remedy' | 'code'>;

/** Grants of the CDK, and what each contains. aws-cdk-lib: aws-s3/lib/perms.ts, aws-kms/lib/private/perms.ts, aws-lambda's grantInvoke. */
const GRANTS: readonly { readonly grant: string; readonly actions: RegExp }[] = [
  { grant: 'bucket.grantRead(fn)', actions: /^s3:(GetObject|GetBucket|List)/ },
  { grant: 'bucket.grantPut(fn)', actions: /^s3:(PutObject|PutObjectLegalHold|PutObjectRetention|PutObjectTagging|PutObjectVersionTagging|Abort.*)$/ },
  { grant: 'bucket.grantDelete(fn)', actions: /^s3:DeleteObject/ },
  { grant: 'key.grantDecrypt(fn)', actions: /^kms:Decrypt$/ },
  { grant: 'key.grantEncrypt(fn)', actions: /^kms:(Encrypt|ReEncrypt.*|GenerateDataKey.*)$/ },
  { grant: 'otherFunction.grantInvoke(fn)', actions: /^lambda:InvokeFunction$/ },
];

/** Path of the roles that the construct makes for jobs. */
const DERIVED_ROLE = ':role/cdk-s3-batch-operations/';

/** What lets a caller make the calls that it wasn't let make, in the words of a CDK app. */
export function remedyFor({ kind, principal }: Caller, action: string, resource: string): Remedy {
  const statement = `new PolicyStatement({\n  actions: ['${action}'],\n  resources: ['${resource}'],\n})`;
  switch (kind) {
    case 'function': return functionRemedy(action, statement);
    case 'job': return principal.includes(DERIVED_ROLE)
      ? {
        remedy: 'BatchJob lets its own role do what the operation takes, on the places that it is told of: see that the manifest\'s `scope` '
          + 'or its filter names this one, or add to the role',
        code: `job.role.addToPrincipalPolicy(${statement});`,
      } : {
        remedy: 'the job\'s role was given to it, and must be allowed all of `job.requiredStatements`, this among them; a job without `role` gets one that is',
        code: `role.addToPrincipalPolicy(${statement});`,
      };
    case 'handler': return { remedy: 'the construct lets the handler do what its jobs take: see that nothing else, such as an aspect, takes that away' };
    case 'other': return principal.startsWith('arn:')
      ? { remedy: 'let the role do it', code: statement } : { remedy: 'sign the calls with the credentials of a role' };
  }
}

function functionRemedy(action: string, statement: string): Remedy {
  const known = GRANTS.find(({ actions }) => actions.test(action));
  return {
    remedy: `let the function's role do it${known === undefined ? '' : `, as \`${known.grant}\` also does`}`,
    code: `fn.addToRolePolicy(${statement});`,
  };
}
