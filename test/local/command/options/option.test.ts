import { numberOf, readCommandLine, valuesByName } from '../../../../local/src/command/options/option';

const TABLE = {
  quick: { help: 'Quickly.' },
  name: { value: 'NAME', help: 'A name.' },
  color: { value: 'COLOR', repeatable: true, help: 'A color.' },
} as const;

test('options and operands may come in any order', () => {
  expect(readCommandLine(['a', '--color', 'red', '--quick', 'b', '--color=blue', '--name', 'n'], TABLE)).toEqual({
    options: { quick: true, name: 'n', color: ['red', 'blue'] }, operands: ['a', 'b'],
  });
});

test('what follows two hyphens is an operand', () => {
  expect(readCommandLine(['--', '--quick'], TABLE)).toEqual({ options: {}, operands: ['--quick'] });
});

test.each([
  [['--slow'], '--slow'],
  [['--name'], '--name'],
  [['--quick=yes'], '--quick'],
  [['-x'], '-x'],
])('refuses %j and names %s', (args, named) => {
  expect(() => readCommandLine(args, TABLE)).toThrow(expect.objectContaining({ name: 'UsageError', message: expect.stringContaining(named) }));
});

test.each([
  [['--colour', 'red'], '\'--colour\'; did you mean --color?'],
  [['--nmae=n'], '\'--nmae\'; did you mean --name?'],
  [['--quik'], '\'--quik\'; did you mean --quick?'],
  // the nearer one
  [['--nam'], '\'--nam\'; did you mean --name?'],
])('refuses %j and asks for what may have been meant', (args, question) => {
  expect(() => readCommandLine(args, { ...TABLE, game: { help: 'A game.' } })).toThrow(question);
});

test.each([[['--slow']], [['--me']], [['-n']], [['--', '--colour']]])('asks nothing about %j, which is near to no option, or is none', (args) => {
  const refusal = () => {
    try {
      readCommandLine(args, TABLE);
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(refusal()).not.toContain('did you mean');
});

test('a value may have further equals signs', () => {
  expect(valuesByName('objects', 'BUCKET=SOURCE', ['logs=./a=b'])).toEqual(new Map([['logs', './a=b']]));
});

test.each(['logs', '=./logs', 'logs='])('refuses %s where a name and a value are wanted', (given) => {
  expect(() => valuesByName('objects', 'BUCKET=SOURCE', [given])).toThrow(`--objects must be BUCKET=SOURCE, got: ${given}`);
});

test('refuses two values for one name', () => {
  expect(() => valuesByName('objects', 'BUCKET=SOURCE', ['logs=a', 'logs=b'])).toThrow('--objects must name logs once only, got: a and b');
});

test.each(['', ' ', 'ten', '1e999', '-1'])('refuses %j as a number of at least 0', (given) => {
  expect(() => numberOf('seed', 'a number, 0 or greater', given, (value) => value >= 0)).toThrow(`--seed must be a number, 0 or greater, got: ${given}`);
});
