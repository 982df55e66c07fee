import { join, relative } from 'node:path';
import { code, list, table } from './tables';
import { ROW_TEXTS } from './texts';
import type { OperationName } from '../../../local/src/model/job-request';
import type { Unplayed } from '../../../local/src/model/unplayed';
import { UNPLAYED } from '../../../local/src/model/unplayed-options';
import { operationNameOf } from '../../../local/src/operations';
import { type Need, SERVICE_PERMISSIONS, type ServicePermission } from '../../../local/src/operations/service-permissions';
import { casesIn, type EngineCase } from '../engine-case';

/** Every operation, and what it comes to here. */
const SUMMARIES: { readonly [Name in OperationName]: string } = {
  LambdaInvoke: 'Runs the function, in the role\'s name, and takes its answer as the S3 User Guide says: schemas 1.0 and 2.0, result codes, tasks that are done '
    + 'again, answers that leave tasks out. The function is run from the assembly, in real time; how many at a time, its reserved concurrency and this machine decide.',
  S3ComputeObjectChecksum: 'Computes the checksum of the bytes that are stored, archived or not.',
  S3DeleteObjectTagging: 'Takes all tags away.',
  S3InitiateRestoreObject: 'Begins to restore; the task is done with that, and the copy is there when the clock says so.',
  S3PutObjectAcl: 'Replaces the ACL.',
  S3PutObjectCopy: 'Copies by CopyObject, which says what a copy keeps and what it takes.',
  S3PutObjectLegalHold: 'Puts a hold on, or takes it off.',
  S3PutObjectRetention: 'Sets a retention, changes it or takes it away, as far as its mode lets it.',
  S3PutObjectTagging: 'Replaces all tags.',
  S3ReplicateObject: 'Replicates by the configuration of the bucket in a deployed template, in the name of the role that it names.',
  S3UpdateObjectEncryption: 'Changes the key that an object is stored under.',
};

/** The cases that the engine is held against, which show what is reproduced. */
const CASES: readonly EngineCase[] = casesIn(join(relative('.', __dirname), '../cases')).map(([, engineCase]) => engineCase);

/** A section for each operation. */
export function operationSections(): string {
  return (Object.keys(SUMMARIES) as OperationName[]).map((name) => [
    `### ${name}`,
    SUMMARIES[name],
    ...reproduced(name),
    ...rows(name),
    ...refused(name),
    ...permissions(name),
  ].join('\n\n')).join('\n\n');
}

function reproduced(name: OperationName): string[] {
  const shown = casesOf(name).filter((engineCase) => !isRefused(engineCase));
  return shown.length === 0 ? [] : ['Held against these cases:', table(['it…', 'source'], shown.map(({ title, source }) => [title, source]))];
}

function rows(name: OperationName): string[] {
  const texts = ROW_TEXTS.filter((text) => text.of === name);
  return texts.length === 0 ? [] : ['Its rows say:', table(['code', 'text', '', 'source'], texts.map(({ code: status, text, basis, source }) => [status, code(text), basis, source]))];
}

function refused(name: OperationName): string[] {
  const options: readonly Pick<Unplayed<never>, 'option' | 'why'>[] = UNPLAYED[name] ?? [];
  const cases = casesOf(name).filter((engineCase) => isRefused(engineCase) && !isOfOption(engineCase)).map(({ title }) => `it ${title}`);
  const lines = [...options.map(({ option, why }) => `${code(option)}: ${why}`), ...cases];
  return lines.length === 0 ? [] : ['Refused, by S3\'s rules or because it can\'t be played here:', list(lines)];
}

function permissions(name: OperationName): string[] {
  if (!Object.hasOwn(SERVICE_PERMISSIONS, name)) return [];
  return ['S3 asks of the role, beside the calls that it makes:', permissionTable([name as Need])];
}

/** What S3 asks of a job's role where no call shows it. */
export function permissionTable(needs: readonly Need[]): string {
  const asked = needs.flatMap((need): readonly ServicePermission[] => SERVICE_PERMISSIONS[need]);
  return table(['action', 'on', 'of', 'source'], asked.map(({ action, on, tasks, asked: isOpen, source }) => [
    code(action), `the ${on}`, `${tasks === undefined ? 'all tasks' : `tasks ${tasks}`}${isOpen ? ', an open question' : ''}`, source,
  ]));
}

function casesOf(name: OperationName): EngineCase[] {
  return CASES.filter(({ request }) => operationNameOf(request.Operation!) === name);
}

/** Whether CreateJob refuses it, or the engine ends its job. */
function isRefused({ expect: { refused: message, failureReasons = [] } }: EngineCase): boolean {
  return message !== undefined || failureReasons.some(({ FailureCode }) => FailureCode === 'LocalEngineError');
}

/** Whether it is refused for an option that stands in a table of its own. */
function isOfOption({ expect: { refused: message } }: EngineCase): boolean {
  return message?.startsWith('Operation.') === true;
}
