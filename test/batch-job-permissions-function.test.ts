import { Fn } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { BatchOperation } from '../src';
import { jobRequest, newFunction, newJob, newStack, resourcesOf, statementsOf } from './fixture';

const functionArn = { 'Fn::GetAtt': ['Function76856677', 'Arn'] };

test.each<[string, (fn: lambda.Function) => lambda.IFunction, unknown]>([
  ['a function', (fn) => fn, functionArn],
  ['a version', (fn) => new lambda.Version(fn, 'Version', { lambda: fn }), { Ref: expect.stringMatching(/^FunctionVersion/) }],
  ['an alias', (fn) => fn.addAlias('live'), { Ref: expect.stringMatching(/^FunctionAliaslive/) }],
])('the role may invoke %s by the ARN that the job names, and no other', (_, qualify, arn) => {
  const stack = newStack();
  newJob(stack, { operation: BatchOperation.lambdaInvoke(qualify(newFunction(stack))) });

  expect(statementsOf(stack, 'JobRole')).toEqual([
    { Action: 's3:PutInventoryConfiguration', Effect: 'Allow', Resource: 'arn:aws:s3:::objects' },
    { Action: 'lambda:InvokeFunction', Effect: 'Allow', Resource: arn },
  ]);
  expect(jobRequest(stack).Operation.LambdaInvoke!.FunctionArn).toEqual(arn);
  expect(resourcesOf(stack, 'AWS::Lambda::Permission')).toEqual({});
});

test.each([
  ['stands in the code', 'arn:aws:lambda:us-east-1:111122223333:function:checksum:live', 'arn:aws:lambda:us-east-1:111122223333:function:checksum:live'],
  ['is of another Region', 'arn:aws:lambda:eu-west-1:111122223333:function:checksum', 'arn:aws:lambda:eu-west-1:111122223333:function:checksum'],
  ['is known at deployment', Fn.importValue('checksum-function'), { 'Fn::ImportValue': 'checksum-function' }],
])('the role may invoke an imported function whose ARN %s', (_, given, arn) => {
  const stack = newStack({ env: { account: '111122223333', region: 'us-east-1' } });
  newJob(stack, { operation: BatchOperation.lambdaInvoke(lambda.Function.fromFunctionArn(stack, 'Imported', given)) });

  expect(statementsOf(stack, 'JobRole')).toContainEqual({ Action: 'lambda:InvokeFunction', Effect: 'Allow', Resource: arn });
});
