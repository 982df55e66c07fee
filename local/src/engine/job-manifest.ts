import { JobFailure, manifestNotGenerated, manifestNotRead, manifestUnusable, noKeysMatch } from './job-failure';
import { readCsvManifest } from '../manifest/csv-manifest';
import { generateManifest } from '../manifest/generated';
import type { Manifest } from '../manifest/manifest';
import { ManifestError } from '../manifest/manifest-error';
import type { JobRequest } from '../model/job-request';
import type { Principal } from '../policy/principals';
import type { MemoryStore } from '../store/memory-store';
import { S3Error } from '../store/s3-error';

/** The objects of a job, from whichever manifest it has. Fails with a `JobFailure`. */
export async function manifestOf(store: MemoryStore, role: Principal, request: JobRequest): Promise<Manifest> {
  if (request.Manifest) {
    return readCsvManifest(store.as(role), request.Manifest).catch((error: unknown) => { throw failureOf(error, manifestNotRead); });
  }
  const manifest = await generateManifest(store, role, request.ManifestGenerator!.S3JobManifestGenerator)
    .catch((error: unknown) => { throw failureOf(error, manifestNotGenerated); });
  if (manifest.total === 0) throw noKeysMatch();
  return manifest;
}

function failureOf(error: unknown, refused: (error: S3Error) => JobFailure): unknown {
  if (error instanceof S3Error) return refused(error);
  return error instanceof ManifestError ? manifestUnusable(error) : error;
}
