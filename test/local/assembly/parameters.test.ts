import { parameterValue, type ParameterSources } from '../../../local/src/assembly/parameters';
import type { Json, ParameterDeclaration } from '../../../local/src/assembly/template';
import { UnknownValueError } from '../../../local/src/assembly/unresolved-error';

function valueOf(declaration: Partial<ParameterDeclaration>, sources: ParameterSources = {}): Json {
  return parameterValue('Size', { Type: 'String', ...declaration }, sources, 'Path');
}

const given = (value: string): ParameterSources => ({ given: { value } });
const LOOKED_UP = 'AWS::SSM::Parameter::Value<String>';

// CloudFormation User Guide, "CloudFormation template Parameters syntax" and "Specify existing resources at runtime"
test.each<[string, Partial<ParameterDeclaration>, ParameterSources, Json]>([
  ['its default', { Default: 'small' }, {}, 'small'],
  ['a number that is its default, as text', { Type: 'Number', Default: 3 }, {}, '3'],
  ['what it is given, rather than its default', { Default: 'small' }, given('big'), 'big'],
  ['what is supplied here, rather than what it is given', { Default: 'small' }, { ...given('big'), supplied: 'huge' }, 'huge'],
  ['the items of a list', { Type: 'CommaDelimitedList', Default: 'a, b,c' }, {}, ['a', 'b', 'c']],
  ['the items of a list of numbers', { Type: 'List<Number>', Default: '1,2' }, {}, ['1', '2']],
  ['the name of what is in Systems Manager', { Type: 'AWS::SSM::Parameter::Name', Default: '/size' }, {}, '/size'],
  ['what is supplied for a value in Systems Manager', { Type: LOOKED_UP, Default: '/size' }, { supplied: 'big' }, 'big'],
  ['the items that are supplied for a list there', { Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: '/s' }, { supplied: 'a,b' }, ['a', 'b']],
  ['one of several', { AllowedValues: ['small', 'big'] }, given('big'), 'big'],
  ['a number of several', { Type: 'Number', AllowedValues: [1, 2] }, given('2'), '2'],
  ['what matches', { AllowedPattern: '[a-z]+|[0-9]+' }, given('12'), '12'],
  ['items that match', { Type: 'CommaDelimitedList', AllowedPattern: '[a-z]' }, given('a,b'), ['a', 'b']],
])('a parameter is %s', (_what, declaration, sources, expected) => {
  expect(valueOf(declaration, sources)).toEqual(expected);
});

test.each<[string, Partial<ParameterDeclaration>, ParameterSources, string]>([
  ['without a value', {}, {}, 'Path: the parameter `Size` has no value and no default; --resolve Size=value supplies it'],
  ['in Systems Manager', { Type: LOOKED_UP }, given('/size'), 'Path: the value of the parameter `Size` stands in Systems Manager, which isn\'t played here; --resolve Size=value supplies it'],
  ['that the stack around can\'t know', {}, { given: { problem: 'Outer: not known' } }, 'Path: Outer: not known'],
])('a parameter %s can\'t be known', (_what, declaration, sources, message) => {
  expect(() => valueOf(declaration, sources)).toThrow(UnknownValueError);
  expect(() => valueOf(declaration, sources)).toThrow(message);
});

test.each<[string, Partial<ParameterDeclaration>, string, string]>([
  ['none of those allowed', { AllowedValues: ['small', 'big'] }, 'huge', 'must be one of small, big, got: huge'],
  ['of another pattern', { AllowedPattern: '[a-z]+|[0-9]+' }, 'a1', 'must match the pattern [a-z]+|[0-9]+, got: a1'],
  ['an item of another pattern', { Type: 'CommaDelimitedList', AllowedPattern: '[a-z]' }, 'a,1', 'must match the pattern [a-z], got: 1'],
  ['too short', { MinLength: 2 }, 'a', 'must have at least 2 characters, got: a'],
  ['too long', { MaxLength: '2' }, 'abc', 'must have at most 2 characters, got: abc'],
  ['no number', { Type: 'Number' }, 'a', 'must be a number, got: a'],
  ['too small', { Type: 'Number', MinValue: 2 }, '1', 'must be at least 2, got: 1'],
  ['too big', { Type: 'Number', MaxValue: '9' }, '10', 'must be at most 9, got: 10'],
])('refuses a value that is %s', (_what, declaration, value, message) => {
  expect(() => valueOf(declaration, given(value))).toThrow(`Path: the parameter \`Size\` ${message}`);
});
