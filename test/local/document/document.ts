import { operationSections, permissionTable } from './operations';
import { code, list, table } from './tables';
import { JOB_FAILURES, ROW_TEXTS, type Text } from './texts';
import { CONTROL_CALLS } from '../../../local/src/http/s3-control/calls';
import { UNPLAYED_MANIFESTS } from '../../../local/src/model/unplayed-manifests';
import { NOT_EVALUATED } from '../../../local/src/policy/not-evaluated';
import { PLAYED } from '../../../local/src/stacks/resources';
import { WITHOUT_EFFECT } from '../../../local/src/stacks/resources/without-effect';
import { CALL_ACTIONS } from '../../../local/src/store/call-actions';
import { UNKNOWNS } from '../../../local/src/unknowns';
import { sourcesOfGoldens } from '../goldens/goldens';

/** docs/LOCAL.md: what the engine reproduces, from its own tables and from the cases that it is held against. */
export function localDocument(): string {
  return `# What the local engine reproduces

\`npm run docs:local\` writes this file from the engine's own tables and test cases; a test holds it against them.

A text is *recorded* if S3 was seen to write it, *quoted* if AWS's documentation has it, and *assumed* if neither is so. Whatever isn't here is refused by name:
by CreateJob with the status 501, or by a job that fails with the code \`LocalEngineError\`, neither of which S3 has.

## Operations

${operationSections()}

## Rows of every operation

${textTable(ROW_TEXTS.filter(({ of }) => / /.test(of)), 'of')}

## Jobs that fail

${textTable(Object.values(JOB_FAILURES), undefined)}

## Manifests, reports and errors

Their form is held against these texts:

${table(['file', '', 'source'], Object.entries(sourcesOfGoldens()).map(([name, source]) => [code(name), ...source.split(/: (.*)/s).slice(0, 2)]))}

Refused:

${list(UNPLAYED_MANIFESTS.map(({ option, why }) => `${code(option)}: ${why}`))}

S3 asks of the role for a manifest that it generates, beside what writing and reading it takes:

${permissionTable(['generatedManifest', 'generatedReplicationManifest', 'generatedManifestOfOtherAccount'])}

## Open questions

What the documentation leaves open is a choice: \`unknowns\` of the cloud's settings. \`metUnknowns()\` tells on which of them a run depended.

${openQuestions()}

## Permissions

Every call is asked of the policies of the role that makes it: its inline policies, and the managed ones that stacks here have made. Not evaluated:

${list(NOT_EVALUATED)}

A condition operator, a condition key or a policy variable that isn't known here is an error that names it, never a guess.

## APIs

| API | calls |
|---|---|
| S3 Control | ${calls(Object.values(CONTROL_CALLS).map(({ action }) => action.replace('s3:', '')))} |
| S3 | ${calls(Object.keys(CALL_ACTIONS).map((name) => name[0].toUpperCase() + name.slice(1)))} |
| Lambda | ${calls(['GetFunction', 'Invoke'])} |
| CloudFormation | ${calls(['DescribeStacks'])} |

## Resources with an effect

${calls(Object.keys(PLAYED))}, and every \`Custom::…\` but those of the CDK that are about services which
aren't played: ${calls(WITHOUT_EFFECT)} and \`Custom::AWSCDK-EKS-…\`. Of them, as of every other type, only a name is recorded.
`;
}

function textTable(texts: readonly Text[], by: 'of' | undefined): string {
  return table([...(by ? ['of'] : []), 'code', 'text', '', 'source'], texts.map(({ of, code: status, text, basis, source }) => [
    ...(by ? [of] : []), status, code(text), basis, source,
  ]));
}

function openQuestions(): string {
  const rows = Object.entries(UNKNOWNS).map(([name, unknown]) => [code(name), unknown.question, variantsOf(unknown), unknown.source]);
  return table(['name', 'question', 'variants, the default first', 'left open by'], rows);
}

function variantsOf({ variants, default: taken }: (typeof UNKNOWNS)[keyof typeof UNKNOWNS]): string {
  const others = (variants as readonly unknown[]).filter((variant) => variant !== taken);
  return [taken, ...others].map(String).map(code).join(', ');
}

function calls(names: readonly string[]): string {
  return names.map(code).join(', ');
}
