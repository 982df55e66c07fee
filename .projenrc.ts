import { awscdk, javascript } from 'projen';

const repository = 'https://github.com/cdk-s3-batch-operations/cdk-s3-batch-operations';
const author = 'cdk-s3-batch-operations contributors';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-s3-batch-operations',
  description: 'Amazon S3 Batch Operations jobs as code, for the AWS CDK',
  author,
  authorAddress: repository,
  authorOrganization: true,
  repositoryUrl: `${repository}.git`,
  license: 'Apache-2.0',
  copyrightOwner: author,
  keywords: ['aws-cdk', 'awscdk', 's3', 's3-batch-operations', 'batch-operations'],
  stability: 'experimental',

  // 2.245.0: the first release whose grants facade takes L1 buckets and patterns of object keys (BucketGrants.actionsOnObjectKeys)
  cdkVersion: '2.245.0',
  // 10.5.0: what aws-cdk-lib 2.245.0 asks for; jsii wants the development version to be exactly this one
  constructsVersion: '10.5.0',
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.0',
  // the oldest Node that aws-cdk-lib 2.245.0 runs on
  minNodeVersion: '20.0.0',

  publishToPypi: { distName: 'cdk-s3-batch-operations', module: 'cdk_s3_batch_operations' },
  publishToMaven: {
    javaPackage: 'io.github.cdks3batchoperations',
    mavenGroupId: 'io.github.cdk-s3-batch-operations',
    mavenArtifactId: 'cdk-s3-batch-operations',
  },
  publishToNuget: { dotNetNamespace: 'CdkS3BatchOperations', packageId: 'CdkS3BatchOperations' },
  publishToGo: { moduleName: `${repository.replace('https://', '')}-go` },

  devDeps: [
    '@aws-sdk/client-cloudformation@3.1112.0',
    '@aws-sdk/client-lambda@3.1112.0',
    '@aws-sdk/client-s3@3.1112.0',
    '@aws-sdk/client-s3-control@3.1112.0',
    '@aws-sdk/credential-provider-env@^3.972.0',
    '@aws-sdk/xml-builder@^3.972.0',
    // 10 doesn't run on Node 20
    '@stryker-mutator/core@^9',
    '@stryker-mutator/jest-runner@^9',
    '@types/aws-lambda',
    '@types/node@^20',
    '@types/spdx-satisfies@^6',
    '@types/yauzl@^3',
    // 3.0.0, the latest by tag, refuses the assemblies of today's aws-cdk-lib
    'aws-cdk@2.1148.1',
    // an offline linter of templates that knows the schemas of their resources
    '@aws/cloudformation-validate@1.9.0-beta',
    // another reader of XML than the one that is tested
    '@xmldom/xmldom',
    // the last that runs on the oldest aws-cdk-lib and constructs that this library runs on
    'cdk-nag@2.37.55',
    'csv-parse@^6',
    'csv-stringify@^6',
    // draws the chart of the measurements without a browser
    'echarts@^6',
    'esbuild',
    'fast-check@^4',
    'jsii-rosetta@~6.0.0',
    // not named as a dependency of the constructs: they and the engine share a checkout, not a package
    's3-batch-operations-local@*',
    'spdx-satisfies@^6',
    'tsx',
  ],

  packageManager: javascript.NodePackageManager.NPM,
  defaultReleaseBranch: 'main',
  projenrcTs: true,
  // the generated release workflow writes registry addresses into the repository; CONTRIBUTING.md says how to publish
  release: false,
  depsUpgrade: false,
  pullRequestTemplate: false,
  githubOptions: { mergify: false, pullRequestLint: false },

  // API.md has tasks of its own below, so that a test can say whether it is current
  docgen: false,
  sampleCode: false,
  lambdaAutoDiscover: false,

  eslintOptions: { dirs: ['src', 'lambda', 'local/src', 'examples'], devdirs: ['test', 'bench', 'scripts'], commandOptions: { fix: false } },
  jestOptions: {
    // a stale snapshot must fail, not be rewritten
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    jestVersion: '^30',
    // the end-to-end tests start processes, which takes seconds where the machine has other things to do
    // nor does one worker, what jest takes of two cores, end in good time
    // a worker keeps what the suites before have loaded
    // coverage is collected where it is asked for, and of our own sources alone, since V8's of everything takes gigabytes
    jestConfig: { testTimeout: 60_000, maxWorkers: '100%', collectCoverage: false, coverageProvider: 'babel', workerIdleMemoryLimit: '1GB' },
  },
});

project.package.addField('workspaces', ['local']);
// 1.13.0 is only partly published, and `npm ci` fails on a lockfile that names it
project.package.addPackageResolutions('unrs-resolver@1.12.2');
project.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');

// Imports run one way (CONTRIBUTING.md): src <- lambda, by a few pure files; local and src know nothing of each other.
project.eslint!.addRules({
  'import/no-restricted-paths': ['error', {
    zones: [
      { target: './src', from: ['./lambda', './local', './test', './examples'] },
      {
        target: './lambda',
        from: './src',
        except: ['./private/contract.ts', './private/canonical.ts', './private/limits.ts'],
        message: 'the handler takes the contract, the canonical form and the limits from src/private, nothing else',
      },
      { target: './lambda', from: './local' },
      { target: './local', from: ['./src', './lambda', './test', './examples'] },
    ],
  }],
});
// what the handler imports is bundled into it, and the examples aren't published
project.eslint!.allowDevDeps('lambda/**');
project.eslint!.allowDevDeps('examples/**');
// their tsconfig.json points the name of the library at src, as a user's node_modules would
project.eslint!.addOverride({
  files: ['examples/**/*.ts'],
  rules: { 'import/no-unresolved': ['error', { ignore: ['^cdk-s3-batch-operations$'] }] },
});
// rows of a table read better than a column of its cells
project.eslint!.addRules({ '@stylistic/object-property-newline': 'off' });
project.eslint!.addOverride({
  files: ['local/src/**/*.ts'],
  rules: { 'import/no-extraneous-dependencies': ['error', { packageDir: './local' }] },
});
project.eslint!.addOverride({
  files: ['lambda/**/*.ts'],
  excludedFiles: ['lambda/sdk-*.ts'],
  rules: {
    '@typescript-eslint/no-restricted-imports': ['error', {
      patterns: [{ group: ['@aws-sdk/client-*', '@smithy/*'], message: 'only the sdk-*.ts files know the clients of the AWS SDK', allowTypeImports: true }],
    }],
  },
});

const bundle = project.addTask('bundle', {
  description: 'Bundle the handler with its SDK clients into assets/handler, and their licenses into assets/THIRD_PARTY_LICENSES',
});
bundle.exec('tsx scripts/bundle-handler.ts');
const buildLocal = project.addTask('build:local', {
  description: 'Compile the local engine, a package of its own',
  exec: 'npm run build --silent --workspace=local',
});
project.preCompileTask.spawn(bundle);
project.preCompileTask.spawn(buildLocal);
project.gitignore.exclude('/assets/', '/local/lib/', '/.docs/', '/.jsii.tabl.json', 'cdk.out');
project.npmignore!.addPatterns('!/assets/', '/lambda/', '/local/', '/examples/', '/bench/', '/docs/', '/.docs/', '/rosetta/', '/scripts/', '/.ci/', '/.npmrc', '/.jsii.tabl.json', 'CONTRIBUTING.md', 'cdk.out');

// names that are reserved words in another language are refused, not only warned of
const compile = project.compileTask;
compile.reset('jsii --fail-on-warnings', { receiveArgs: true });

const docgen = 'jsii-docgen .jsii -o';
project.addDevDeps('jsii-docgen');
project.postCompileTask.exec(`${docgen} API.md`, { name: 'API.md from the assembly' });
const checkDocs = project.addTask('check:docs', { description: 'Fail unless API.md is what the source says' });
checkDocs.exec(`mkdir -p .docs && ${docgen} .docs/API.md`);
checkDocs.exec('diff -u API.md .docs/API.md', { name: 'out of date? npx projen post-compile writes it' });
const checkReadme = project.addTask('check:readme', { description: 'Compile the snippets of the README, and of the documentation in the source' });
checkReadme.exec('jsii-rosetta extract --strict --compile --no-validate-assemblies --output .docs/rosetta.json .');
const checkLanguages = project.addTask('check:languages', {
  description: 'Generate the Python, Java, .NET and Go sources, without compiling them',
  exec: 'jsii-pacmak --code-only --target python --target java --target dotnet --target go --outdir .docs/languages .',
});
const checkTypes = project.addTask('check:types', { description: 'Type-check what jest, esbuild and tsx only strip: tests, handler, examples, measurements, scripts' });
for (const folder of ['test', 'lambda', 'examples', 'bench', 'scripts']) {
  checkTypes.exec(`tsc --noEmit -p ${folder}/tsconfig.json`);
}

// `npm test` is all a newcomer has to know: it builds what it tests, then checks everything that can be checked offline.
const jest = 'jest';
project.testTask.reset();
project.testTask.spawn(project.preCompileTask);
project.testTask.spawn(compile);
project.testTask.spawn(checkTypes);
project.testTask.spawn(project.tasks.tryFind('eslint')!);
project.testTask.spawn(checkDocs);
project.testTask.spawn(checkReadme);
project.testTask.spawn(checkLanguages);
project.testTask.exec(jest, { receiveArgs: true });
project.testTask.env('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

const faults = project.addTask('test:faults', { description: 'Meet every call of the handler with every fault, under each variant of what S3 may do' });
faults.exec('tsx test/faults/print-matrix.ts');

const blackBox = project.addTask('test:black-box', { description: 'Kill the handler at each of its requests, over HTTP, and see what becomes of stack and jobs' });
blackBox.exec('tsx test/black-box/print-matrix.ts', { receiveArgs: true });

const conformance = project.addTask('test:conformance', { description: 'Hold the contract of the local store against a real S3 server' });
conformance.exec('tsx test/conformance/run.ts');

const bench = project.addTask('bench', { description: 'Measure time, memory and bytes against what a user would take instead, and write bench/RESULTS.md' });
bench.spawn(project.preCompileTask);
bench.spawn(compile);
bench.exec('tsx bench/bench.ts', { receiveArgs: true });

const matrix = project.addTask('test:matrix', { description: 'Run the tests on the oldest and the newest CDK, with each Node.js' });
matrix.exec('tsx scripts/test-matrix.ts', { receiveArgs: true });

const mutation = project.addTask('test:mutation', { description: 'Change the source in small ways, one at a time, and see whether a test notices' });
mutation.exec('tsx scripts/test-mutations.ts', { receiveArgs: true });
project.addGitIgnore('/.stryker-tmp/');
project.addGitIgnore('/reports/');
project.npmignore!.addPatterns('/.stryker-tmp/', '/reports/');

// not a part of `npm test`, which needs no network; nor do all registries answer it
const audit = project.addTask('check:audit', { description: 'Fail on known vulnerabilities of what the packages bring along' });
audit.exec('npm audit --omit=dev');
project.buildWorkflow!.addPostBuildSteps({ name: 'check:audit', run: 'npm run check:audit' });

const memory = project.addTask('test:memory', { description: 'Run jobs of a million tasks, and see what memory they take' });
memory.exec(`${jest} --coverage=false --testMatch '**/*.measured.ts'`);

project.addTask('docs:local', {
  description: 'Write docs/LOCAL.md from the tables of the local engine',
  exec: 'tsx test/local/document/write-document.ts',
});

const demo = project.addTask('demo', { description: 'Deploy an example app on this machine and run its job over the files of this checkout' });
demo.spawn(bundle);
demo.spawn(buildLocal);
demo.exec('tsx --tsconfig examples/tsconfig.json examples/demo/demo.ts', { receiveArgs: true });

project.synth();
