import { type Resources, StackFixture } from './stack-fixture';
import type { Json } from '../../../local/src/assembly/template';

const KEY: Resources = { Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: {} } } };
const alias = (AliasName: string, TargetKeyId: Json = { Ref: 'Key' }): Resources => (
  { ...KEY, Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName, TargetKeyId } } });
const Outputs = { Id: { Value: { Ref: 'Key' } }, Arn: { Value: { 'Fn::GetAtt': ['Key', 'Arn'] } } };

test('a key has an id for a name, and an ARN', async () => {
  const fixture = new StackFixture();
  const { outputs: { Id, Arn } } = await fixture.deploy(KEY, { Outputs });
  expect(Id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(Arn).toBe(`arn:aws:kms:us-east-1:111122223333:key/${Id}`);
  expect(fixture.store.keys.arnOf(Id)).toBe(Arn);
});

test.each<[string, Json]>([['id', { Ref: 'Key' }], ['ARN', { 'Fn::GetAtt': ['Key', 'Arn'] }]])('an alias means the key that it names by its %s', async (_how, target) => {
  const fixture = new StackFixture();
  const { outputs: { Arn, Name } } = await fixture.deploy(alias('alias/images', target), { Outputs: { ...Outputs, Name: { Value: { Ref: 'Alias' } } } });
  expect(Name).toBe('alias/images');
  expect(fixture.store.keys.arnOf('alias/images')).toBe(Arn);
});

test('an alias can be made to mean another key, and another alias made in its place', async () => {
  const fixture = new StackFixture();
  const Other = { Type: 'AWS::KMS::Key' };
  await fixture.deploy(alias('alias/images'));
  const { outputs } = await fixture.deploy({ ...alias('alias/images', { Ref: 'Other' }), Other }, { Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Other', 'Arn'] } } } });
  expect(fixture.store.keys.arnOf('alias/images')).toBe(outputs.Arn);
  await fixture.deploy({ ...alias('alias/photos', { Ref: 'Other' }), Other });
  expect(fixture.store.keys.arnOf('alias/photos')).toBe(outputs.Arn);
  expect(() => fixture.store.keys.arnOf('alias/images')).toThrow('`alias/images`');
});

test('keys and aliases go with their stack', async () => {
  const fixture = new StackFixture();
  const { outputs: { Id } } = await fixture.deploy(alias('alias/images'), { Outputs });
  await fixture.destroy();
  for (const name of [Id, 'alias/images']) expect(() => fixture.store.keys.arnOf(name)).toThrow(`\`${name}\``);
});

test('refuses an alias of a key that isn\'t known, and a second one of the name', async () => {
  expect(await new StackFixture().deploy({ Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/a', TargetKeyId: 'gone' } } }))
    .toMatchObject({ status: 'ROLLBACK_COMPLETE', reason: expect.stringContaining('`gone`') });
  const { Alias } = alias('alias/a');
  expect(await new StackFixture().deploy({ ...alias('alias/a'), Other: { ...Alias, DependsOn: 'Alias' } }))
    .toMatchObject({ status: 'ROLLBACK_COMPLETE', reason: expect.stringContaining('`alias/a` already') });
});
