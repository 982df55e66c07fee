import { checksumRules } from './checksum-rules';
import type { ModelValue } from './decode';
import { isReserved } from '../store/object-tags';

/** The most tags a job may have. API reference, PutJobTagging. */
export const JOB_TAG_LIMIT = 50;

type Members = { readonly [name: string]: ModelValue };

/** What CreateJob demands across its members and the service model doesn't say; a line for each broken rule. */
export function brokenRules(request: ModelValue): string[] {
  const { Operation, Report, Manifest, ManifestGenerator, Tags } = request as Members;
  return [
    ...exactlyOne('Operation', Operation),
    ...oneManifest(Manifest, ManifestGenerator),
    ...completeReport(Report),
    ...invocableFunction(membersOf(Operation).LambdaInvoke),
    ...checksumRules(membersOf(Operation).S3ComputeObjectChecksum, Report),
    ...generatorRules(membersOf(ManifestGenerator).S3JobManifestGenerator),
    ...tagRules(Tags),
  ];
}

/** Rules for the tags of a job, whichever call brings them: unique keys that aren't AWS's own, and no more than there may be. */
export function tagRules(tags: ModelValue | undefined): string[] {
  const keys = ((tags ?? []) as Members[]).map(({ Key }) => Key);
  const repeated = keys.find((key, index) => key !== undefined && keys.indexOf(key) < index);
  const reserved = keys.find((key) => isReserved(String(key)));
  return [
    ...(keys.length > JOB_TAG_LIMIT ? [`\`Tags\` must have at most ${JOB_TAG_LIMIT} items, got ${keys.length}`] : []),
    ...(repeated !== undefined ? [`\`Tags\` must have each key once, got twice: ${String(repeated)}`] : []),
    ...(reserved !== undefined ? [`\`Tags\` must have no keys that begin with aws:, got: ${String(reserved)}`] : []),
  ];
}

/** API reference, JobOperation: the members are alternatives. */
function exactlyOne(path: string, structure: ModelValue | undefined): string[] {
  if (structure === undefined) return [];
  const given = Object.keys(structure);
  return given.length === 1 ? [] : [`\`${path}\` must have exactly one member, got: ${given.join(', ') || 'none'}`];
}

/** API reference, CreateJob: a manifest or a generator, not both. */
function oneManifest(manifest: ModelValue | undefined, generator: ModelValue | undefined): string[] {
  if ((manifest === undefined) === (generator === undefined)) {
    return [`exactly one of \`Manifest\` and \`ManifestGenerator\` is required, got: ${manifest === undefined ? 'neither' : 'both'}`];
  }
  return exactlyOne('ManifestGenerator', generator);
}

/** S3 User Guide, "Creating an S3 Batch Operations job": what an enabled report needs. */
function completeReport(report: ModelValue | undefined): string[] {
  const members = (report ?? {}) as Members;
  if (members.Enabled !== true) return [];
  return ['Bucket', 'Format', 'ReportScope']
    .filter((name) => members[name] === undefined)
    .map((name) => `\`Report.${name}\` is required when \`Report.Enabled\` is true`);
}

/** API reference, LambdaInvokeOperation: user arguments came with schema 2.0. The ARN the model lets be absent, and no job can do without. */
function invocableFunction(options: ModelValue | undefined): string[] {
  if (options === undefined) return [];
  const { FunctionArn, InvocationSchemaVersion = '1.0', UserArguments } = options as Members;
  return [
    ...(FunctionArn === undefined ? ['`Operation.LambdaInvoke.FunctionArn` is required'] : []),
    ...(UserArguments !== undefined && InvocationSchemaVersion === '1.0'
      ? ['`Operation.LambdaInvoke.UserArguments` needs the `InvocationSchemaVersion` 2.0, got: 1.0']
      : []),
  ];
}

function generatorRules(generator: ModelValue | undefined): string[] {
  const { Filter, ManifestOutputLocation } = membersOf(generator);
  const { KeyNameConstraint, MatchAnyObjectEncryption = [] } = membersOf(Filter);
  return [
    ...singleConstraints(KeyNameConstraint),
    // API reference, ObjectEncryptionFilter and GeneratedManifestEncryption: the members are alternatives
    ...(MatchAnyObjectEncryption as ModelValue[]).flatMap((encryption, index) => exactlyOne(`${FILTER}.MatchAnyObjectEncryption[${index}]`, encryption)),
    ...exactlyOne(`${GENERATOR}.ManifestOutputLocation.ManifestEncryption`, membersOf(ManifestOutputLocation).ManifestEncryption),
  ];
}

/** API reference, KeyNameConstraint: each list has exactly one string. */
function singleConstraints(constraint: ModelValue | undefined): string[] {
  return Object.entries(membersOf(constraint))
    .filter(([, texts]) => (texts as ModelValue[]).length !== 1)
    .map(([name, texts]) => `\`${FILTER}.KeyNameConstraint.${name}\` must have exactly one string, got ${(texts as ModelValue[]).length}`);
}

const GENERATOR = 'ManifestGenerator.S3JobManifestGenerator';
const FILTER = `${GENERATOR}.Filter`;

function membersOf(value: ModelValue | undefined): Members {
  return (value ?? {}) as Members;
}
