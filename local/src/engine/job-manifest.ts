import { JobFailure, manifestNotGenerated, manifestNotRead, manifestNotWritten, manifestUnusable, noKeysMatch } from './job-failure';
import type { Manifest } from '../manifest/manifest';
import { ManifestError } from '../manifest/manifest-error';
import { readManifest } from '../manifest/read-manifest';
import { selectedTasks } from '../manifest/selected-tasks';
import { writeManifest } from '../manifest/written-manifest';
import type { JobRequest, ManifestGeneratorRequest } from '../model/job-request';
import { operationNameOf } from '../operations';
import type { JobContext } from '../operations/executor';
import { S3Error } from '../store/s3-error';

/** The objects of a job, from whichever manifest it has. Fails with a `JobFailure`. */
export async function manifestOf({ Manifest: given, ManifestGenerator, Operation }: JobRequest, job: JobContext): Promise<Manifest> {
  if (given) return readManifest(given, operationNameOf(Operation), job).catch(failingWith(manifestNotRead));
  return generatedManifest(ManifestGenerator!.S3JobManifestGenerator, job);
}

async function generatedManifest(generator: ManifestGeneratorRequest['S3JobManifestGenerator'], job: JobContext): Promise<Manifest> {
  const tasks = await selectedTasks(generator, job).catch(failingWith(manifestNotGenerated));
  if (tasks.total === 0) throw noKeysMatch();
  const { EnableManifestOutput, ManifestOutputLocation } = generator;
  if (!EnableManifestOutput) return tasks;
  const generated = await writeManifest({ tasks, generator, output: ManifestOutputLocation! }, job).catch(failingWith(manifestNotWritten));
  return { total: tasks.total, tasks: () => tasks.tasks(), generated };
}

function failingWith(refused: (error: S3Error) => JobFailure): (error: unknown) => never {
  return (error) => {
    if (error instanceof S3Error) throw refused(error);
    throw error instanceof ManifestError ? manifestUnusable(error) : error;
  };
}
