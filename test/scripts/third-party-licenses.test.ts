import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBundledPackage } from '../../scripts/bundled-package';
import { type BundledPackage, packageDirectories, thirdPartyLicenses } from '../../scripts/third-party-licenses';

const TEXT = 'Permission is hereby granted';

function bundled(overrides: Partial<BundledPackage> = {}): BundledPackage {
  return { name: 'one', version: '1.0.0', license: 'MIT', texts: [TEXT], ...overrides };
}

describe('packages of a bundle', () => {
  const bytes = (bytesInOutput: number) => ({ bytesInOutput });
  const output = (inputs: Record<string, { bytesInOutput: number }>) => ({ bytes: 1, imports: [], exports: [], inputs });

  test('are those that some output has bytes of, each once', () => {
    const outputs = {
      'a.mjs': output({ 'lambda/index.ts': bytes(9), 'node_modules/one/a.js': bytes(1), 'node_modules/one/dist/b.js': bytes(1), 'node_modules/dropped/a.js': bytes(0) }),
      'b.mjs': output({ 'node_modules/one/a.js': bytes(0), 'node_modules/@scope/two/dist-es/a.js': bytes(1), '../node_modules/@scope/one/node_modules/one/a.js': bytes(1) }),
    };

    expect(packageDirectories({ outputs })).toEqual(['../node_modules/@scope/one/node_modules/one', 'node_modules/@scope/two', 'node_modules/one']);
  });

  test.each(['LICENSE', 'License.md', 'LICENCE.txt', 'LICENSE-MIT', 'COPYING'])('are read with their %s and NOTICE', (file) => {
    const directory = mkdtempSync(join(tmpdir(), 'package-'));
    try {
      const files = { [file]: TEXT, 'NOTICE': 'who wrote it', 'license-check.js': 'code', 'noticeable.js': 'code', 'package.json': '{"name":"one","version":"1.0.0","license":"MIT"}' };
      Object.entries(files).forEach(([name, text]) => writeFileSync(join(directory, name), text));

      expect(readBundledPackage(directory)).toEqual(bundled({ texts: [TEXT, 'who wrote it'] }));
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

test.each(['MIT', 'Apache-2.0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', '(MIT OR GPL-3.0)', 'MIT AND (ISC OR LGPL-2.1-only)'])('hands on %s', (license) => {
  expect(thirdPartyLicenses([bundled({ license })])).toContain(`\none 1.0.0 (${license})\n\n${TEXT}\n`);
});

test.each([
  'GPL-3.0', 'GPL-2.0-or-later', 'LGPL-3.0-only', 'AGPL-3.0', 'MPL-2.0', 'MIT AND GPL-3.0', 'GPL-2.0-only WITH Classpath-exception-2.0', 'CC-BY-SA-4.0', 'BUSL-1.1',
  'UNLICENSED', 'SEE LICENSE IN LICENSE.md', '',
])('refuses "%s"', (license) => {
  expect(() => thirdPartyLicenses([bundled({ license })])).toThrow(`- one 1.0.0 is under ${license}, which none of 0BSD, Apache-2.0, `);
});

test('refuses a license that isn\'t stated, and one without its text', () => {
  const packages = [bundled({ license: undefined }), bundled({ name: 'two', texts: [] }), bundled({ name: 'three', texts: [' \n'] }), bundled({ name: 'four' })];

  expect(() => thirdPartyLicenses(packages)).toThrow(new Error([
    'the bundle can\'t be handed on:',
    '- one 1.0.0 doesn\'t say what its license is',
    '- three 1.0.0 is under MIT, but has no file with the text of it',
    '- two 1.0.0 is under MIT, but has no file with the text of it',
  ].join('\n')));
});

test('says a text once, above it all the packages that have it, whatever their order', () => {
  const packages = [
    bundled({ name: 'two' }), bundled({ name: 'one', texts: ['\n  Indented  \r\nlines\r\n'] }), bundled({ name: '@scope/one', texts: [`${TEXT}\n`] }),
    // one that lies in two directories
    bundled({ name: 'two' }),
  ];

  expect(thirdPartyLicenses(packages)).toBe(thirdPartyLicenses([...packages].reverse()));
  expect(thirdPartyLicenses(packages)).toBe(`3 packages are contained in assets/handler, under these licenses.

${'='.repeat(80)}

@scope/one 1.0.0 (MIT)
two 1.0.0 (MIT)

${TEXT}

${'='.repeat(80)}

one 1.0.0 (MIT)

  Indented
lines
`);
});
