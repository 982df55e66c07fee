import { Token } from 'aws-cdk-lib';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { DISABLE_ASSET_STAGING_CONTEXT } from 'aws-cdk-lib/cx-api';
import type { Construct } from 'constructs';
import { fitsPolicies } from '../key-pattern';
import { inTemporaryFolder, writeLines } from './manifest-files';
import { commonStart, type CheckedRow } from './manifest-rows';

/** How many problems of rows are told, beside how many more there are: there may be as many as rows. */
const TOLD = 10;

/** Rows that go to the deployment as an asset. */
export interface StagedRows {
  readonly asset: Asset;
  /** SHA-256 of the asset's bytes, in hex. */
  readonly sha256: string;
  /** What all keys start with, as far as a policy can spell it; undefined: nothing. */
  readonly keyPrefix?: string;
}

/**
 * Writes rows to an asset, a line each.
 * @returns why there can be no such asset, a line each, where anything is wrong with a row
 */
export function stageRows(scope: Construct, path: string, rows: Iterable<CheckedRow>): StagedRows | readonly string[] {
  const found: Findings = { problems: [], problemCount: 0, rows: 0, start: '' };
  // the CDK copies an asset at once, unless it was told to take it from where it is
  const isCopied = !scope.node.tryGetContext(DISABLE_ASSET_STAGING_CONTEXT);
  return inTemporaryFolder((folder) => {
    const file = writeLines(folder, textsOf(rows, found));
    const problems = problemsOf(found, path);
    if (problems.length > 0) {
      return problems;
    }
    // by the bytes alone: the CDK's own hash takes no notice of carriage returns, and may be salted by the app's context
    const asset = new Asset(scope, 'ManifestRows', { path: file.path, assetHash: file.sha256 });
    return { asset, sha256: file.sha256, keyPrefix: spelled(found.start) };
  }, !isCopied);
}

/** What was seen of rows that went by. */
interface Findings {
  /** The first of them: all those of a long file would be more than memory can hold. */
  readonly problems: string[];
  problemCount: number;
  rows: number;
  /** What the keys so far start with. */
  start: string;
}

function* textsOf(rows: Iterable<CheckedRow>, found: Findings): Generator<string> {
  for (const row of rows) {
    found.rows++;
    if ('problem' in row) {
      found.problemCount++;
      found.problems.push(...found.problems.length < TOLD ? [row.problem] : []);
    } else {
      found.start = found.rows === 1 ? row.key : commonStart(found.start, row.key);
      yield row.text;
    }
  }
}

function problemsOf({ problems, problemCount, rows }: Findings, path: string): readonly string[] {
  if (rows === 0) {
    return [`\`${path}\` must name at least one object, got: none`];
  }
  const more = problemCount - problems.length;
  return more > 0 ? [...problems, `\`${path}\` has ${more} more such problem${more === 1 ? '' : 's'}`] : problems;
}

/** The part of keys' start that a policy can hold, and that nothing takes for a value known at deployment. */
function spelled(start: string): string | undefined {
  let prefix = start;
  while (!fitsPolicies(prefix) || Token.isUnresolved(prefix)) {
    prefix = prefix.slice(0, -1);
  }
  return prefix === '' ? undefined : prefix;
}
