/** Characters of an id that end a physical name. */
const SUFFIX = 12;

/** A physical name as CloudFormation makes them up: `<stack>-<logical id>-<suffix>`, the stack's part cut where it is too long. */
export function physicalName(stackName: string, logicalId: string, id: string, maxLength: number): string {
  const suffix = id.replaceAll('-', '').slice(0, SUFFIX).toUpperCase();
  const end = `-${logicalId}`.slice(0, maxLength - SUFFIX - 2);
  return `${stackName.slice(0, maxLength - end.length - SUFFIX - 1)}${end}-${suffix}`;
}
