import { conditionHolds } from '../../../local/src/assembly/conditions';
import { mappedValue } from '../../../local/src/assembly/mappings';
import { resolve, type Scope } from '../../../local/src/assembly/resolve';
import type { Json, JsonObject } from '../../../local/src/assembly/template';
import { UnresolvedError } from '../../../local/src/assembly/unresolved-error';

const CONDITIONS: JsonObject = {
  IsSmall: { 'Fn::Equals': [{ Ref: 'Size' }, 'small'] },
  IsBig: { 'Fn::Not': [{ Condition: 'IsSmall' }] },
  Both: { 'Fn::And': [{ Condition: 'IsSmall' }, { Condition: 'IsBig' }] },
  Either: { 'Fn::Or': [{ Condition: 'IsBig' }, { Condition: 'IsSmall' }] },
  Odd: { 'Fn::Contains': [['a'], 'a'] },
};

const MAPPINGS: JsonObject = { Sizes: { 'us-east-1': { small: 1, names: ['a', 'b'] } } };

const scope: Scope = {
  reference: (name, path) => {
    const values: { [name: string]: Json | undefined } = {
      'Bucket': 'my-bucket', 'Size': 'small', 'Count': 3, 'Names': ['a', 'b'], 'AWS::Region': 'us-east-1', 'AWS::NoValue': undefined,
    };
    if (!(name in values)) throw new UnresolvedError(path, `nothing is named ${name}`);
    return values[name];
  },
  attribute: (logicalId, attribute) => `${logicalId}/${attribute}`,
  condition: (name, path) => conditionHolds(CONDITIONS, name, path, scope),
  mapped: (argument, path) => mappedValue({ Resources: {}, Mappings: MAPPINGS }, argument, path, scope),
  imported: (name) => `import of ${name}`,
  stackOutput: ({ stackName, outputName, region, roleArn }) => [stackName, outputName, region, roleArn].join(' '),
};

const PATH = 'Resources.Job.Properties.Value';
const unknown = { Ref: 'Unknown' };

// CloudFormation template reference, "Intrinsic functions"
test.each<[string, Json, Json]>([
  ['plain data', { a: [1, true, null, 'x', {}] }, { a: [1, true, null, 'x', {}] }],
  ['Ref', { Ref: 'Bucket' }, 'my-bucket'],
  ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['Bucket', 'Arn'] }, 'Bucket/Arn'],
  ['Fn::GetAtt with a dot', { 'Fn::GetAtt': 'Stack.Outputs.Id' }, 'Stack/Outputs.Id'],
  ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'Count' }, { Ref: 'Bucket' }]] }, 'a-3-my-bucket'],
  ['Fn::Join of a list from elsewhere', { 'Fn::Join': [',', { Ref: 'Names' }] }, 'a,b'],
  ['Fn::Split', { 'Fn::Split': ['-', { Ref: 'Bucket' }] }, ['my', 'bucket']],
  ['Fn::Select', { 'Fn::Select': ['1', { 'Fn::Split': ['-', { Ref: 'Bucket' }] }] }, 'bucket'],
  ['Fn::Select, which needs only what it picks', { 'Fn::Select': [0, ['a', unknown]] }, 'a'],
  ['Fn::Sub', { 'Fn::Sub': 'arn:${AWS::Region}:${Bucket}/${Bucket.Arn}' }, 'arn:us-east-1:my-bucket/Bucket/Arn'],
  ['Fn::Sub with variables', { 'Fn::Sub': ['${Bucket}-${Local}', { Local: { Ref: 'Count' } }] }, 'my-bucket-3'],
  ['Fn::Sub with what isn\'t a variable', { 'Fn::Sub': '${!Bucket} costs $5' }, '${Bucket} costs $5'],
  ['Fn::If', { 'Fn::If': ['IsSmall', 'yes', 'no'] }, 'yes'],
  ['Fn::If, which needs only the branch it takes', { 'Fn::If': ['IsBig', unknown, 'no'] }, 'no'],
  ['Fn::GetAtt of an attribute that a parameter names', { 'Fn::GetAtt': ['Bucket', { Ref: 'Size' }] }, 'Bucket/small'],
  ['Fn::Base64', { 'Fn::Base64': { 'Fn::Sub': '${Bucket} é' } }, 'bXktYnVja2V0IMOp'],
  ['Fn::FindInMap', { 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, { Ref: 'Size' }] }, 1],
  ['Fn::FindInMap, which finds a list', { 'Fn::Join': ['', { 'Fn::FindInMap': ['Sizes', 'us-east-1', 'names'] }] }, 'ab'],
  ['Fn::FindInMap with a default that isn\'t needed', { 'Fn::FindInMap': ['Sizes', 'us-east-1', 'small', { DefaultValue: unknown }] }, 1],
  ['Fn::FindInMap with a default', { 'Fn::FindInMap': ['Sizes', 'eu-west-1', 'small', { DefaultValue: { Ref: 'Count' } }] }, 3],
  ['Fn::ImportValue', { 'Fn::ImportValue': { 'Fn::Sub': '${AWS::Region}-vpc' } }, 'import of us-east-1-vpc'],
  ['Fn::GetStackOutput', { 'Fn::GetStackOutput': { StackName: { Ref: 'Bucket' }, OutputName: 'Id' } }, 'my-bucket Id  '],
  ['Fn::GetStackOutput of another place', { 'Fn::GetStackOutput': { StackName: 'S', OutputName: 'Id', Region: { Ref: 'AWS::Region' }, RoleArn: 'r' } }, 'S Id us-east-1 r'],
  ['AWS::NoValue in an object', { a: { Ref: 'AWS::NoValue' }, b: 1 }, { b: 1 }],
  ['AWS::NoValue in a list', [{ 'Fn::If': ['IsBig', 'x', { Ref: 'AWS::NoValue' }] }, 'y'], ['y']],
  ['an object that only looks like a function', { 'Ref': 'Bucket', 'Fn::Join': 'x' }, { 'Ref': 'Bucket', 'Fn::Join': 'x' }],
])('resolves %s', (_what, value, expected) => {
  expect(resolve(value, PATH, scope)).toEqual(expected);
});

test.each([['IsSmall', true], ['IsBig', false], ['Both', false], ['Either', true]])('evaluates the condition %s', (name, expected) => {
  expect(scope.condition(name, PATH)).toBe(expected);
});

test.each<[string, Json, string]>([
  ['what the scope doesn\'t know', { a: ['x', unknown] }, `${PATH}.a.1: nothing is named Unknown`],
  ['a function it doesn\'t evaluate', { 'Fn::GetAZs': '' }, `${PATH}: \`Fn::GetAZs\` isn't evaluated here`],
  ['a mapping that there isn\'t', { 'Fn::FindInMap': ['Sizes', 'us-east-1', 'huge'] }, `${PATH}: the template's mappings have no Sizes.us-east-1.huge`],
  ['a mapping without a key', { 'Fn::FindInMap': ['Sizes', 'us-east-1'] }, `${PATH}: \`Fn::FindInMap\` must have a mapping and two keys, got: ["Sizes","us-east-1"]`],
  ['a list where a text belongs', { 'Fn::Join': ['', ['a', { Ref: 'Names' }]] }, `${PATH}: a text is wanted, got: ["a","b"]`],
  ['an index beyond the list', { 'Fn::Select': [2, { Ref: 'Names' }] }, `${PATH}: \`Fn::Select\` asks for item 2 of a list of 2`],
  ['a list that is none', { 'Fn::Join': ['', { Ref: 'Bucket' }] }, `${PATH}: \`Fn::Join\` wants a list, got: "my-bucket"`],
  ['too few arguments', { 'Fn::Join': ['x'] }, `${PATH}: \`Fn::Join\` must have 2 arguments, got: ["x"]`],
  ['an attribute without a name', { 'Fn::GetAtt': ['Bucket'] }, `${PATH}: \`Fn::GetAtt\` must name a resource and an attribute, got: ["Bucket"]`],
  ['a name that is computed', { Ref: { Ref: 'Bucket' } }, `${PATH}: \`Ref\` must have a name, got: {"Ref":"Bucket"}`],
  ['a condition that there isn\'t', { 'Fn::If': ['Nothing', 1, 2] }, `${PATH}: the template has no condition \`Nothing\``],
  ['a condition of another kind', { 'Fn::If': ['Odd', 1, 2] },
    'Conditions.Odd: a condition must be one of Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition, got: {"Fn::Contains":[["a"],"a"]}'],
])('refuses %s by its path', (_what, value, message) => {
  expect(() => resolve(value, PATH, scope)).toThrow(UnresolvedError);
  expect(() => resolve(value, PATH, scope)).toThrow(message);
});
