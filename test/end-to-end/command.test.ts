import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Command, command } from './command';
import { functionCode, synthesizeApp } from './command-app';
import type { RunDigest } from '../../local/src';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'command-'));
  write('logs/a.log', 'a');
  write('logs/b.log', 'bb');
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const path = (name: string) => join(folder, name);
const app = (...args: Parameters<typeof synthesizeApp> extends [string, ...infer Rest] ? Rest : never) => synthesizeApp(path('cdk.out'), ...args);
const logs = () => ['--objects', `my-logs=${path('logs')}`];
const filesIn = (name: string) => readdirSync(path(name), { recursive: true, encoding: 'utf8' }).filter((file) => /\.(csv|json)$/.test(file));
/** Of a function that has to use the SDK of this project. */
const PROJECT = join(__dirname, '..', '..');

describe('run', () => {
  test('deploys an app, runs its job, says what came of it, and deletes it again', async () => {
    const { exitCode, stdout, stderr } = await command([
      'run', app({ tags: { retention: 'short' } }), ...logs(), '--show', 'my-logs/a.log', '--json', path('digest.json'), '--reports', path('reports'),
    ]);

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.stringContaining('stack App: CREATE_COMPLETE') });
    expect(stdout).toMatch(/^Succeeded: 1 stack deployed, 1 job\.\n/);
    expect(stdout).toContain('Job App/Job (S3PutObjectTagging): Complete');
    expect(stdout).toContain('tags retention=short');
    const digest: RunDigest = JSON.parse(readFileSync(path('digest.json'), 'utf8'));
    expect(digest).toMatchObject({
      outcome: 'succeeded',
      deployments: [{ createJobCalls: 1 }],
      jobs: [{ name: 'App/Job', status: 'Complete', tasks: { total: 2, succeeded: 2, failed: 0 } }],
      shown: [{ before: { tags: {} }, after: { tags: { retention: 'short' } } }],
    });
    expect(filesIn('reports')).toHaveLength(2);
  });

  test('what it prints fits on a terminal, and colors nothing', async () => {
    const { stdout, stderr } = await command(['run', app({ tags: { a: 'b' } }), ...logs()]);
    // names that can't be broken have lines of their own
    const tooLong = stdout.split('\n').filter((line) => line.length > 80 && /\S\s+\S/.test(line.trim()));
    expect(tooLong).toEqual([]);
    expect(stdout + stderr).not.toMatch(/[\u001b\r]/);
  });

  test('a second assembly is an update, and one without a change starts no job', async () => {
    const assembly = app({ tags: { a: 'b' } });
    await command(['run', assembly, assembly, ...logs(), '--json', path('digest.json')]);
    expect(JSON.parse(readFileSync(path('digest.json'), 'utf8'))).toMatchObject({ deployments: [{ createJobCalls: 1 }, { createJobCalls: 0 }] });
  });

  test('tells whose permission is missing when a function\'s role may not tag', async () => {
    const assembly = app({
      functionCode: functionCode(`
        const { S3Client, PutObjectTaggingCommand } = require('@aws-sdk/client-s3');
        await new S3Client().send(new PutObjectTaggingCommand({ Bucket: task.s3BucketArn.split(':').pop(), Key: task.s3Key, Tagging: { TagSet: [] } }));`),
    });
    const { exitCode, stdout } = await command(['run', assembly, ...logs()], { cwd: PROJECT });
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: expect.stringMatching(/s3:PutObjectTagging, \d+ calls by the function App\/Worker/) });
    expect(stdout).toMatch(/^Failed, as a stack failed: /);
  });

  test('fills a bucket that the app makes, by its construct\'s path', async () => {
    const { exitCode, stdout, stderr } = await command([
      'run', app({ tags: { a: 'b' } }), ...logs(), '--objects', `App/Data=${path('logs')}`, '--show', 'App/Data/b.log',
    ]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.stringMatching(/s3:\/\/app-data\S+ is filled with 2 versions/) });
    expect(stdout).toMatch(/s3:\/\/app-data\S+\/b\.log\n +before: STANDARD, SSE-S3, no tags\n +after: +STANDARD, SSE-S3, no tags\n/);
  });

  test('confirms a job that waits', async () => {
    const assembly = app({ tags: { a: 'b' } }, true);
    expect(await command(['run', assembly, ...logs(), '--confirm'])).toMatchObject({ exitCode: 0 });
  });

  test('Ctrl-C cancels a job that runs, which still writes its report', async () => {
    const assembly = app({
      functionCode: functionCode(`
        const { existsSync } = require('node:fs');
        console.log('at work');
        while (!existsSync(${JSON.stringify(path('go-on'))})) await new Promise((resolve) => setTimeout(resolve, 10));
        return 'went on';`),
    });
    for (let index = 0; index < 200; index++) write(`logs/${index}.log`, '');
    const run = new Command(['run', assembly, ...logs(), '--logs', '--reports', path('reports')]);
    await run.said('stderr', 'at work');
    run.signal('SIGINT');
    await run.said('stderr', ': Cancelling');
    write('go-on', '');
    const { exitCode, stdout } = await run.ending();

    expect({ exitCode, stdout }).toEqual({ exitCode: 130, stdout: expect.stringMatching(/^Interrupted: /) });
    expect(stdout).toMatch(/Job App\/Job \(LambdaInvoke\): Cancelled/);
    const results = filesIn('reports').filter((file) => file.endsWith('.csv')).map((file) => readFileSync(join(path('reports'), file), 'utf8'));
    expect(results.join('')).toMatch(/,succeeded,200,,went on/);
  });

  test('a second Ctrl-C ends all at once', async () => {
    const run = new Command(['run', app({ functionCode: functionCode('await new Promise(() => setInterval(() => undefined, 1e6));') }), ...logs()]);
    await run.said('stderr', ': Active');
    run.signal('SIGINT');
    await run.said('stderr', 'interrupted:');
    run.signal('SIGINT');
    expect(await run.ending()).toMatchObject({ exitCode: 130, stdout: '' });
  });

  describe('keeps a real account out of reach', () => {
    let listener: Server;
    let connections = 0;

    beforeEach(async () => {
      listener = createServer((socket) => {
        connections++;
        socket.destroy();
      });
      await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    });

    afterEach(() => new Promise((resolve) => listener.close(resolve)));

    test('whatever the environment and the profiles of the user say', async () => {
      const { port } = listener.address() as { port: number };
      const elsewhere = `http://127.0.0.1:${port}`;
      write('home/.aws/credentials', '[prod]\naws_access_key_id = AKIAPRODPRODPRODPROD\naws_secret_access_key = PRODSECRET\n');
      write('home/.aws/config', `[profile prod]\nregion = eu-west-1\nendpoint_url = ${elsewhere}\n`);
      const assembly = app({
        functionCode: functionCode(`
          const { S3Client, GetObjectCommand } = require('@aws-sdk/client-s3');
          const client = new S3Client();
          const { accessKeyId } = await client.config.credentials();
          await client.send(new GetObjectCommand({ Bucket: 'no-such-bucket', Key: 'a' })).catch(() => undefined);
          return accessKeyId + ' ' + JSON.stringify(process.env);`),
      });
      const { exitCode, stdout, stderr } = await command(['run', assembly, ...logs(), '--reports', path('reports'), '--logs'], {
        cwd: PROJECT,
        env: {
          HOME: path('home'), USERPROFILE: path('home'), AWS_PROFILE: 'prod', AWS_ACCESS_KEY_ID: 'AKIAPRODPRODPRODPROD', AWS_SECRET_ACCESS_KEY: 'PRODSECRET',
          AWS_SESSION_TOKEN: 'PRODTOKEN', AWS_ENDPOINT_URL: elsewhere, HTTP_PROXY: elsewhere, HTTPS_PROXY: elsewhere, http_proxy: elsewhere, https_proxy: elsewhere,
        },
      });

      const results = filesIn('reports').filter((file) => file.endsWith('.csv')).map((file) => readFileSync(join(path('reports'), file), 'utf8')).join('');
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.any(String) });
      expect(results).toMatch(/,succeeded,200,,"?LOCAL/);
      expect(results + stdout + stderr).not.toContain('PROD');
      expect(connections).toBe(0);
    });
  });
});

describe('what is wrong before anything has begun ends with 2, and says what to do:', () => {
  test.each([
    ['no command', [], 'a command must be given: run or serve'],
    ['an unknown command', ['deploy'], 'the command must be run or serve, got: deploy'],
    ['an unknown option', ['run', '--fast'], '--fast'],
    ['no assembly', ['run', 'no-such-folder'], 'give the folder that `cdk synth` writes'],
    ['an unwritable file', ['run', '{app}', '--json', '{logs}'], '--json must be where this user may write'],
    ['an unwritable place', ['run', '{app}', '--json', '/no/such/folder/digest.json'], '--json must be where this user may write'],
    ['a bucket that the app hasn\'t', ['run', '{app}', '--objects', 'App/Dta={logs}'], 'have no bucket App/Dta; they have: App/Data, App/Reports'],
    ['a source that isn\'t there', ['run', '{app}', '--objects', 'my-logs={logs}/none'], 'none'],
    ['a job that the app hasn\'t', ['run', '{app}', '--job', 'App/Jbo'], 'App/Job'],
    ['a stack that the app hasn\'t', ['run', '{app}', '--stack', 'Ap'], 'App'],
    ['a setting that can\'t be so', ['run', '{app}', '--account', '12'], '--account must be text of twelve digits'],
    ['an address that isn\'t this machine\'s', ['run', '{app}', '--lambda-endpoint', 'http://example.com'], '--lambda-endpoint'],
    ['objects without a source', ['run', '{app}', '--objects', 'my-logs'], '--objects must be BUCKET=SOURCE'],
  ])('%s', async (_, args, message) => {
    const assembly = app({ tags: { a: 'b' } });
    const { exitCode, stdout, stderr } = await command(args.map((arg) => arg.replace('{app}', assembly).replace('{logs}', path('logs'))));
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 2, stdout: '', stderr: expect.stringContaining(message) });
    expect(stderr).not.toContain('    at ');
  });
});

test.each([[['--help'], 'Commands:'], [['run', '--help'], 'Usage: s3-batch-operations-local run'], [['serve', '--help'], 'Usage: s3-batch-operations-local serve'], [['--version'], '0.0.0']])(
  '%j is answered on the standard output', async (args, text) => {
    expect(await command(args)).toEqual({ exitCode: 0, stdout: expect.stringContaining(text), stderr: '' });
  },
);

test('serve answers until it is told to end', async () => {
  const policy = write('policy.json', JSON.stringify({ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }));
  const served = new Command(['serve', ...logs(), '--role', `arn:aws:iam::111122223333:role/jobs=${policy}`]);
  await served.said('stdout', 'AWS_ACCESS_KEY_ID=');
  served.signal('SIGTERM');
  const { exitCode, stdout } = await served.ending();
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\narn:aws:iam::111122223333:role\/jobs AWS_ACCESS_KEY_ID=\w+ /) });
});
