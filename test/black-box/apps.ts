import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, Tags } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { DEFINITIONS, type AppName, type Definition } from './definitions';
import { addSibling } from './sibling';
import { BatchJob, CompletionReport, JobManifest, ManifestFilter, WaitFor, type BatchJobProps } from '../../src';

/** The stack of every app here. */
export const STACK = 'App';
/** The objects of the bucket `objects`. */
export const OBJECTS = ['a.txt', 'b.txt', 'c.txt'];

/** The assemblies of the apps, each made once, and the folders that go with them. */
export class Apps {
  private readonly folder = mkdtempSync(join(tmpdir(), 'black-box-'));
  private readonly assemblies = new Map<AppName, string>();
  readonly objects = join(this.folder, 'objects');
  readonly signals = join(this.folder, 'signals');

  constructor() {
    mkdirSync(this.signals);
    mkdirSync(this.objects);
    OBJECTS.forEach((key) => writeFileSync(join(this.objects, key), key));
  }

  assemblyOf(name: AppName): string {
    const assembly = this.assemblies.get(name) ?? this.synthesize(DEFINITIONS[name]);
    this.assemblies.set(name, assembly);
    return assembly;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  private synthesize({ props, tags = {}, sibling }: Definition): string {
    const app = new App({ outdir: mkdtempSync(join(this.folder, 'assembly-')), analyticsReporting: false });
    const stack = new Stack(app, STACK, { env: { account: '111122223333', region: 'us-east-1' } });
    const objects = Bucket.fromBucketName(stack, 'Objects', 'objects');
    const common: Omit<BatchJobProps, 'operation'> = {
      manifest: JobManifest.generate(objects, { filter: ManifestFilter.allObjects() }),
      report: CompletionReport.allTasks(new Bucket(stack, 'Reports'), { prefix: 'reports' }),
      waitFor: WaitFor.completed(),
    };
    const job = new BatchJob(stack, 'Job', { ...common, ...props({ stack, objects, signals: this.signals }) });
    Object.entries(tags).forEach(([key, value]) => Tags.of(job).add(key, value));
    if (sibling) {
      addSibling(stack, job, sibling, this.signals);
    }
    return app.synth().directory;
  }
}
