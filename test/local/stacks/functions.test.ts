import { CODE, custom, type Resources, StackFixture } from './stack-fixture';

const ARN = 'arn:aws:lambda:us-east-1:111122223333:function:handler';

/** The handler of the fixture with other properties. */
function handlerWith(properties: object): Resources {
  return {
    Handler: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: 'handler', Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { S3Key: 'code.zip' }, Role: { 'Fn::GetAtt': ['HandlerRole', 'Arn'] },
        ...properties,
      },
    },
  };
}

describe('AWS::Lambda::Function', () => {
  test('is run as its template says, with the key of its role', async () => {
    const fixture = new StackFixture();
    await fixture.deploy({ ...handlerWith({ Timeout: 900, Environment: { Variables: { Role: { Ref: 'HandlerRole' }, Size: 1 } } }), Job: custom() });
    expect(fixture.lastInvocation).toMatchObject({
      functionName: 'handler',
      functionVersion: '$LATEST',
      functionArn: ARN,
      code: { folder: CODE },
      handler: 'index.handler',
      environment: { Role: 'handler', Size: '1' },
      timeoutMilliseconds: 900_000,
      principal: { arn: 'arn:aws:iam::111122223333:role/handler' },
      inRealTime: false,
    });
  });

  test('gets a placeholder for a variable that can\'t be known, which is told when it is first run', async () => {
    const fixture = new StackFixture();
    const Variables = { Topic: { Ref: 'Topic' }, Url: { 'Fn::Sub': 'https://${Topic.TopicName}/' }, Zones: { 'Fn::GetAZs': '' }, Bucket: 'logs' };
    const Topic = { Type: 'AWS::SNS::Topic' };
    const resources = { Topic, ...handlerWith({ Environment: { Variables } }) };
    await fixture.deploy(resources);
    expect(fixture.warnings).toEqual([]);

    await fixture.deploy({ ...resources, One: custom(), Two: custom() });
    expect(fixture.lastInvocation!.environment).toEqual({
      Topic: '<unknown: Topic>', Url: '<unknown: Topic.TopicName>', Zones: '<unknown: Resources.Handler.Properties.Environment.Variables.Zones>', Bucket: 'logs',
    });
    expect(fixture.warnings).toEqual([
      expect.stringMatching(/^Resources.Handler: the function handler gets a placeholder in its environment: .*Variables.Topic: .*--resolve Topic=value supplies it$/),
      expect.stringMatching(/--resolve Topic.TopicName=value supplies it$/),
      expect.stringMatching(/Variables.Zones: `Fn::GetAZs` isn't evaluated here$/),
    ]);

    fixture.resolve = { 'Topic': 'arn:topic', 'Topic.TopicName': 'news' };
    await fixture.deploy({ ...resources, One: custom() });
    expect(fixture.lastInvocation!.environment).toMatchObject({ Topic: 'arn:topic', Url: 'https://news/' });
  });

  test('has three seconds when its template says nothing', async () => {
    const fixture = new StackFixture();
    await fixture.deploy({ Job: custom() });
    expect(fixture.lastInvocation).toMatchObject({ timeoutMilliseconds: 3000 });
  });

  test('is known by where its construct is, and by its stack and its logical id, before an update and after', async () => {
    const fixture = new StackFixture();
    const { Handler } = handlerWith({});
    const named = { Handler: { ...Handler, Metadata: { 'aws:cdk:path': 'Prod/Files/Handler/Resource' } } };
    for (const resources of [named, { Handler: { ...named.Handler, Properties: { ...Handler.Properties, Timeout: 9 } } }]) {
      await fixture.deploy(resources);
      expect(fixture.functions.all()).toMatchObject([{ name: 'handler', logicalId: 'Handler', paths: ['Prod/Files/Handler', 'Demo/Handler'] }]);
    }
    // an update that fails changes it, and changes it back
    await fixture.deploy({ ...named, Late: version('Late', { FunctionName: 'elsewhere' }).Late });
    expect(fixture.functions.all()).toMatchObject([{ timeoutSeconds: { value: 9 }, paths: ['Prod/Files/Handler', 'Demo/Handler'] }]);
    await fixture.deploy({});
    expect(fixture.functions.all()).toMatchObject([{ paths: ['Demo/Handler'] }]);
  });

  test('may run as often at a time as its template says, its versions with it', async () => {
    const fixture = new StackFixture();
    await fixture.deploy({ ...handlerWith({ ReservedConcurrentExecutions: 2 }), ...version('One'), Job: custom() });
    expect(fixture.lastInvocation).toMatchObject({ reservedConcurrency: 2 });
    await fixture.deploy({ ...handlerWith({ ReservedConcurrentExecutions: 0 }), ...version('One') });
    expect([ARN, `${ARN}:1`].map((arn) => fixture.functions.byArn(arn)?.reservedConcurrency)).toEqual([{ value: 0 }, { value: 0 }]);
    await fixture.deploy({ ...handlerWith({}), ...version('One') });
    expect(fixture.functions.byArn(ARN)?.reservedConcurrency).toEqual({ value: undefined });
  });

  test('can have its code in the template', async () => {
    const fixture = new StackFixture();
    await fixture.deploy({ ...handlerWith({ Code: { ZipFile: 'exports.handler = 1' } }), Job: custom() });
    expect(fixture.lastInvocation).toMatchObject({ code: { text: 'exports.handler = 1' } });
  });

  test('is run with its new code after an update', async () => {
    const fixture = new StackFixture();
    await fixture.deploy({ ...handlerWith({}), Job: custom() });
    await fixture.deploy({ ...handlerWith({ Handler: 'index.other' }), Job: custom() });
    expect(fixture.lastInvocation).toMatchObject({ handler: 'index.other' });
  });

  test.each<[string, object, string]>([
    ['has another runtime', { Runtime: 'python3.12' }, 'its runtime is python3.12, and only functions of Node are'],
    ['is a container image', { PackageType: 'Image', Code: { ImageUri: 'x' } }, 'it is a container image, and only functions of Node are'],
    ['has layers', { Layers: ['arn:aws:lambda:us-east-1:111122223333:layer:x:1'] }, 'it has layers, and only functions without are'],
    ['has no handler', { Handler: { Ref: 'AWS::NoValue' } }, 'Resources.Handler.Properties.Handler: a text is wanted, got: undefined'],
    ['has no code', { Code: {} }, 'Resources.Handler.Properties.Code.S3Key: the property is missing'],
    ['has code that isn\'t in the assembly', { Code: { S3Key: 'other.zip' } }, 'Resources.Handler.Properties.Code.S3Key: the assembly has no asset with the key other.zip'],
    ['has a variable that is none', { Environment: { Variables: { Topic: { 'Fn::Join': ['x'] } } } },
      'Resources.Handler.Properties.Environment.Variables.Topic: `Fn::Join` must have 2 arguments, got: ["x"]'],
    ['has a role from elsewhere', { Role: 'arn:aws:iam::111122223333:role/elsewhere' },
      'its role arn:aws:iam::111122223333:role/elsewhere isn\'t in the stacks that are deployed here'],
  ])('is refused when it is to run and %s, and only then', async (_what, properties, reason) => {
    const resources = handlerWith(properties);
    expect(await new StackFixture().deploy(resources)).toMatchObject({ status: 'CREATE_COMPLETE' });
    expect(await new StackFixture().deploy({ ...resources, Job: custom() })).toMatchObject({
      reason: `Job: the function handler isn't run: ${reason}; \`lambdaEndpoints\` (\`--lambda-endpoint\`) can name where else on this machine it runs`,
    });
  });

  test.each([
    ['reserved concurrency', 'ReservedConcurrentExecutions'],
    ['timeout', 'Timeout'],
  ])('is refused when it is to run and its %s can\'t be known', async (_what, property) => {
    const resources = handlerWith({ [property]: { 'Fn::ImportValue': 'most' } });
    expect(await new StackFixture().deploy(resources)).toMatchObject({ status: 'CREATE_COMPLETE' });
    expect(await new StackFixture().deploy({ ...resources, Job: custom() })).toMatchObject({
      reason: `Job: the function handler isn't run: Resources.Handler.Properties.${property}: no stack that is deployed here exports \`most\`; `
        + '--resolve most=value supplies it',
    });
  });
});

/** A version of the handler; CDK gives it another logical id for other code. */
function version(logicalId: string, properties: object = {}): Resources {
  return { [logicalId]: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Handler' }, ...properties } } };
}

function alias(versionId: string, properties: object = {}): Resources {
  return {
    Alias: {
      Type: 'AWS::Lambda::Alias',
      Properties: { FunctionName: { Ref: 'Handler' }, FunctionVersion: { 'Fn::GetAtt': [versionId, 'Version'] }, Name: 'live', ...properties },
    },
  };
}

/** What is run for an ARN: its version and its handler. */
function runFor(fixture: StackFixture, arn: string): string | undefined {
  const found = fixture.functions.byArn(arn);
  return found && 'value' in found.runnable ? `${found.version} ${found.runnable.value.handler}` : undefined;
}

describe('AWS::Lambda::Version', () => {
  test('keeps the function as it was, while the function goes on', async () => {
    const fixture = new StackFixture();
    await fixture.deploy(version('One'));
    await fixture.deploy({ ...handlerWith({ Handler: 'index.other' }), ...version('One'), ...version('Two') });
    expect([ARN, `${ARN}:1`, `${ARN}:2`, `${ARN}:$LATEST`].map((arn) => runFor(fixture, arn)))
      .toEqual(['$LATEST index.other', '1 index.handler', '2 index.other', '$LATEST index.other']);
  });

  test('has the ARN and the number that CloudFormation gives it', async () => {
    const { outputs } = await new StackFixture().deploy(version('One'), {
      Outputs: { Ref: { Value: { Ref: 'One' } }, Arn: { Value: { 'Fn::GetAtt': 'One.FunctionArn' } }, Version: { Value: { 'Fn::GetAtt': 'One.Version' } } },
    });
    expect(outputs).toEqual({ Ref: `${ARN}:1`, Arn: `${ARN}:1`, Version: '1' });
  });

  test('is another one after a change, and none has a number twice', async () => {
    const fixture = new StackFixture();
    await fixture.deploy(version('One'));
    await fixture.deploy(version('One', { Description: 'changed' }));
    expect([runFor(fixture, `${ARN}:1`), runFor(fixture, `${ARN}:2`)]).toEqual([undefined, '2 index.handler']);
    await fixture.deploy({});
    await fixture.deploy(version('One'));
    expect([2, 3].map((number) => runFor(fixture, `${ARN}:${number}`))).toEqual([undefined, '3 index.handler']);
  });

  test('is gone with its function', async () => {
    const fixture = new StackFixture();
    await fixture.deploy(version('One'));
    expect(await fixture.destroy()).toMatchObject({ status: 'DELETE_COMPLETE' });
    expect([ARN, `${ARN}:1`].map((arn) => runFor(fixture, arn))).toEqual([undefined, undefined]);
  });

  test('of a function that isn\'t here is refused', async () => {
    expect(await new StackFixture().deploy(version('One', { FunctionName: 'elsewhere' })))
      .toMatchObject({ reason: 'One: there is no function elsewhere in the stacks that are deployed here' });
  });
});

describe('AWS::Lambda::Alias', () => {
  test('leads to its version, and moves to another', async () => {
    const fixture = new StackFixture();
    await fixture.deploy({ ...version('One'), ...alias('One') });
    expect(runFor(fixture, `${ARN}:live`)).toBe('1 index.handler');
    await fixture.deploy({ ...handlerWith({ Handler: 'index.other' }), ...version('Two'), ...alias('Two') });
    expect([`${ARN}:live`, `${ARN}:1`].map((arn) => runFor(fixture, arn))).toEqual(['2 index.other', undefined]);
  });

  test('moves back when the update fails', async () => {
    const fixture = new StackFixture(({ RequestType }) => RequestType === 'Create' ? { Status: 'FAILED', Reason: 'broken' } : {});
    await fixture.deploy({ ...version('One'), ...alias('One') });
    expect(await fixture.deploy({ ...version('One'), ...version('Two'), ...alias('Two'), Job: custom({}, { DependsOn: 'Alias' }) }))
      .toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE' });
    expect([`${ARN}:live`, `${ARN}:2`].map((arn) => runFor(fixture, arn))).toEqual(['1 index.handler', undefined]);
  });

  test('of another name replaces the one before', async () => {
    const fixture = new StackFixture();
    await fixture.deploy(alias('', { FunctionVersion: '$LATEST' }), { Outputs: { Ref: { Value: { Ref: 'Alias' } }, Arn: { Value: { 'Fn::GetAtt': 'Alias.AliasArn' } } } })
      .then(({ outputs }) => expect(outputs).toEqual({ Ref: `${ARN}:live`, Arn: `${ARN}:live` }));
    await fixture.deploy(alias('', { FunctionVersion: '$LATEST', Name: 'next' }));
    expect([`${ARN}:live`, `${ARN}:next`].map((arn) => runFor(fixture, arn))).toEqual([undefined, '$LATEST index.handler']);
  });

  test('of a version that isn\'t there is refused', async () => {
    expect(await new StackFixture().deploy(alias('', { FunctionVersion: '7' }))).toMatchObject({ reason: `Alias: the function ${ARN} has no version 7` });
  });

  test('says that weights have no effect', async () => {
    const fixture = new StackFixture();
    await fixture.deploy({ ...version('One'), ...alias('One', { RoutingConfig: { AdditionalVersionWeights: [{ FunctionVersion: '$LATEST', FunctionWeight: 0.1 }] } }) });
    expect(fixture.warnings).toEqual(['Resources.Alias: weights aren\'t played: every invocation of the alias live goes to the version 1']);
  });
});
