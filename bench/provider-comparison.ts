/**
 * How large a stack of N jobs is, by how its custom resources are run. Prints the table of docs/adr/001:
 * `CDK_VALIDATION=false npx tsx bench/provider-comparison.ts`.
 */
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { version as cdkVersion } from 'aws-cdk-lib/package.json';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Deployment } from './deployment';
import { withAwsCustomResource } from './with-aws-custom-resource';
import { withProvider } from './with-provider';
import { withThisLibrary } from './with-this-library';

const WAYS: { readonly [name: string]: Deployment } = {
  'this library': withThisLibrary,
  'provider framework with `isComplete`': withProvider,
  '`AwsCustomResource`, which can\'t wait': withAwsCustomResource,
};

function measure(deploy: Deployment, jobs: number, shareRole: boolean): string {
  const stack = new Stack(new App({ context: recommendedFlags, analyticsReporting: false }), 'Stack');
  deploy(stack, { jobs, shareRole });
  const template = Template.fromStack(stack).toJSON();
  const bytes = Buffer.byteLength(JSON.stringify(template));
  return `${Object.keys(template.Resources).length}, ${(bytes / 1000).toFixed(1)} KB`;
}

const columns = [
  { title: '1 job', jobs: 1, shareRole: false },
  { title: '100 jobs, a role each', jobs: 100, shareRole: false },
  { title: '100 jobs, one role', jobs: 100, shareRole: true },
];
console.log(`aws-cdk-lib ${cdkVersion}, Node ${process.version}\n`);
console.log(`| resources, template | ${columns.map(({ title }) => title).join(' | ')} |`);
console.log(`|---${'|---'.repeat(columns.length)}|`);
for (const [name, deploy] of Object.entries(WAYS)) {
  console.log(`| ${name} | ${columns.map(({ jobs, shareRole }) => measure(deploy, jobs, shareRole)).join(' | ')} |`);
}
