import { parse } from 'csv-parse/sync';
import { golden, goldenNames, sourcesOfGoldens } from './goldens';
import { s3Facade } from '../../../local/src/http/s3/facade';
import { startServer } from '../../../local/src/http/server';
import { errorResponse, parseXml, type XmlNode } from '../../../local/src/http/xml';
import { inventoryIn } from '../../../local/src/manifest/inventory';
import { TaskList } from '../../../local/src/manifest/task-list';
import { writeManifest } from '../../../local/src/manifest/written-manifest';
import { checksumMessage } from '../../../local/src/operations/compute-object-checksum-message';
import { replicationFailure } from '../../../local/src/operations/replicate-object-failure';
import { CompletionReport } from '../../../local/src/report/completion-report';
import type { TaskOutcome, TaskStatus } from '../../../local/src/report/row';
import { FakeClock } from '../fake-clock';
import { ANYTHING, preparing } from '../manifest/manifest-fixture';
import { csvRequest, surroundings, taggingRequest, textOf } from '../surroundings';

interface ReportManifest {
  readonly Format: string;
  readonly ReportSchema: string;
  readonly Results: readonly { readonly TaskExecutionStatus: string; readonly Key: string }[];
}

test('each golden says whether it was recorded or quoted, and where', () => {
  const sources = sourcesOfGoldens();
  expect(Object.keys(sources)).toEqual(goldenNames());
  for (const source of Object.values(sources)) expect(source).toMatch(/^(recorded|quoted): ./);
});

describe('a report', () => {
  test('has a manifest.json like the User Guide\'s', async () => {
    const written = await reportOf([outcome('b,a,,succeeded,200,,success'), outcome('b,c,,failed,404,NoSuchKey,gone')]);
    const quoted = JSON.parse(golden('report-manifest.json')) as ReportManifest;
    const statuses = ({ Results }: ReportManifest) => Results.map(({ TaskExecutionStatus }) => TaskExecutionStatus);
    expect(shapeOf(written.manifest)).toEqual(shapeOf(quoted));
    const { Format, ReportSchema } = quoted;
    expect(written.manifest).toMatchObject({ Format, ReportSchema });
    const names = /^(?:.*\/)?job-[^/]+\/results\/[0-9a-f]{40}\.csv$/;
    for (const { Key } of [...quoted.Results, ...written.manifest.Results]) expect(Key).toMatch(names);
    expect(statuses(written.manifest)).toEqual(statuses(quoted));
  });

  test.each(['function-rows.csv', 'checksum-rows.csv', 'replication-rows.csv', 'replication-left-out-version.csv'])('has rows like those of %s, byte for byte', async (name) => {
    const lines = golden(name).trimEnd().split('\n');
    const { rows } = await reportOf(lines.map(outcome));
    expect(rows).toEqual(lines);
  });

  test('says of a function that failed what the User Guide says', async () => {
    const lines = golden('function-rows.csv').trimEnd().split('\n');
    const answers = new Map(lines.map(outcome).map(({ task, message }) => [task.key, message.replace('Lambda returned function error: ', '')]));
    const functions = {
      invoke: async (_arn: string, payload: string) => {
        const { tasks: [{ s3Key }] } = JSON.parse(payload) as { tasks: { s3Key: string }[] };
        return { outcome: 'functionError' as const, payload: answers.get(s3Key)! };
      },
    };
    const { store, engine } = surroundings(new FakeClock(undefined, { auto: true }), ANYTHING, functions);
    const id = engine.createJob(await csvRequest(store, [...answers.keys()].map((key) => `amzn-s3-demo-bucket1,${key}\n`).join(''), {
      Operation: { LambdaInvoke: { FunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:copy' } },
    }));
    await engine.idle();
    const { Results: [{ Key }] } = JSON.parse(await textOf(store, 'reports', `tagging/job-${id}/manifest.json`)) as ReportManifest;
    expect((await textOf(store, 'reports', Key)).trimEnd().split('\n').sort()).toEqual([...lines].sort());
  });

  test('says of a checksum what the User Guide says', () => {
    const { message } = outcome(golden('checksum-rows.csv').trimEnd());
    expect(checksumMessage({ algorithm: 'CRC32', type: 'FULL_OBJECT', value: 'bS9TOQ==' }, '3c3c1813042989094598e4b57ecbdc82')).toBe(message);
  });

  test.each([
    ['SrcObjectNotEligible', 'replication-rows.csv', 1], ['SrcObjectNotFound', 'replication-left-out-version.csv', 0],
  ] as const)('says %s of an object that isn\'t replicated in the words of a real one', (reason, name, line) => {
    const { httpStatusCode, errorCode, message } = outcome(golden(name).trimEnd().split('\n')[line]);
    expect(replicationFailure(reason)).toMatchObject({ status: httpStatusCode, code: errorCode, message });
  });
});

describe('an inventory', () => {
  test('of the User Guide is understood', () => {
    expect(inventoryIn(golden('inventory-manifest.json'))).toMatchObject({
      destinationBucket: 'example-inventory-destination-bucket', columns: { count: 20, bucket: 0, key: 1, versionId: 2 }, files: [{ size: 2147483647 }],
    });
  });

  test('in ORC is refused', () => {
    expect(() => inventoryIn(golden('inventory-manifest-orc.json'))).toThrow('The inventory must be in CSV, its `fileFormat` is: "ORC"');
  });

  test('is what a generated manifest is written as', async () => {
    const { store, job } = preparing();
    const tasks = new TaskList();
    tasks.add({ bucket: 'logs', key: 'a', versionId: 'v1' });
    const output = { Bucket: 'arn:aws:s3:::reports', ManifestFormat: 'S3InventoryReport_CSV_20211130' } as const;
    await writeManifest({ tasks, generator: { SourceBucket: 'arn:aws:s3:::logs', EnableManifestOutput: true }, output }, job);
    const written = JSON.parse(await textOf(store, 'reports', 'job-job-1/manifest.json')) as object;
    expect(shapeOf(written)).toEqual(shapeOf(JSON.parse(golden('inventory-manifest.json'))));
  });
});

describe('an error', () => {
  test('of S3 has the elements of the API reference\'s', async () => {
    const { store, principals, log } = surroundings(new FakeClock());
    const server = await startServer({ facades: [s3Facade(store, principals, log)] });
    try {
      const answer = await fetch(`${server.url}/logs/a`);
      expect(elementsOf(parseXml(await answer.text()))).toEqual(elementsOf(parseXml(golden('s3-error.xml'))));
    } finally {
      await server.close();
    }
  });

  test('of S3 Control has elements of the protocol\'s, those that clients read', () => {
    const quoted = elementsOf(parseXml(golden('rest-xml-error.xml')));
    const ours = elementsOf(parseXml(errorResponse(400, 'BadRequestException', 'no').body as string));
    expect(quoted.filter((path) => ours.includes(path))).toEqual(ours);
    expect(ours).toEqual(expect.arrayContaining(['ErrorResponse/Error/Code', 'ErrorResponse/Error/Message', 'ErrorResponse/RequestId']));
  });
});

/** The task that a report's row tells of. */
function outcome(row: string): TaskOutcome {
  const [[bucket, key, versionId, status, httpStatusCode, errorCode, message]] = parse(row) as string[][];
  const task = { bucket, key, encodedKey: key, ...(versionId !== '' && { versionId: versionId === '\\N' ? '' : versionId }) };
  return { task, status: status as TaskStatus, httpStatusCode: Number(httpStatusCode), errorCode, message };
}

async function reportOf(outcomes: TaskOutcome[]) {
  const { store, job } = preparing();
  const report = new CompletionReport(taggingRequest().Report);
  for (const one of outcomes) report.add(one);
  await report.deliver(job);
  const manifest = JSON.parse(await textOf(store, 'reports', 'tagging/job-job-1/manifest.json')) as ReportManifest;
  const files = await Promise.all(manifest.Results.map(({ Key }) => textOf(store, 'reports', Key)));
  return { manifest, rows: files.join('').trimEnd().split('\n') };
}

/** Names and kinds of all members, in their order. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.entries(value).map(([name, member]) => [name, shapeOf(member)]);
}

function elementsOf({ name, children }: XmlNode, path = ''): string[] {
  return [`${path}${name}`, ...children.flatMap((child) => elementsOf(child, `${path}${name}/`))];
}
