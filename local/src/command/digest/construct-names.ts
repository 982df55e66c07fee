import { isMadeUpFor, isTemplateOf } from './made-up-name';
import { attributeReference } from '../../assembly/attribute-reference';
import { readCloudAssembly } from '../../assembly/cloud-assembly';
import { type DeclaredResource, declaredResources, declaredText } from '../../assembly/declared-resource';
import { JOB_TYPE } from '../../assembly/resource-types';
import { intrinsicOf } from '../../assembly/template';

/** The longest name of a role. IAM API reference, CreateRole. */
const LONGEST_ROLE = 64;

/** What the constructs are called that made what a run tells of: by then a rollback may have removed all of it. */
export class ConstructNames {
  private readonly resources: readonly DeclaredResource[];

  /** @param assemblies folders; what two of them declare goes by the last one's name */
  constructor(assemblies: readonly string[]) {
    this.resources = [...new Set(assemblies)].reverse().flatMap((directory) => readCloudAssembly(directory)).flatMap(declaredResources);
  }

  /** The path of a resource. */
  pathOf(stackName: string, logicalId: string): string | undefined {
    return this.resources.find((resource) => resource.logicalId === logicalId && isTemplateOf(resource.use, stackName))?.path;
  }

  /** The paths of the functions that run as a role. */
  functionsOf(roleName: string): string[] {
    return [...new Set(this.functionsAs(roleName).map(({ path }) => path))];
  }

  /** Whether a role's function makes the jobs of this project's constructs. */
  isHandler(roleName: string): boolean {
    const handlers = this.functionsAs(roleName);
    return this.ofType(JOB_TYPE).some((job) => handlers.some((handler) => isOfSameTemplate(job, handler) && target(job, 'ServiceToken') === handler.logicalId));
  }

  private functionsAs(roleName: string): DeclaredResource[] {
    const roles = this.ofType('AWS::IAM::Role').filter((role) => declaredText(role, 'RoleName') === roleName || isMadeUpFor(role, roleName, LONGEST_ROLE));
    return this.ofType('AWS::Lambda::Function')
      .filter((candidate) => roles.some((role) => isOfSameTemplate(role, candidate) && target(candidate, 'Role') === role.logicalId));
  }

  private ofType(type: string): DeclaredResource[] {
    return this.resources.filter(({ declaration }) => declaration.Type === type);
  }
}

function isOfSameTemplate(one: DeclaredResource, other: DeclaredResource): boolean {
  return one.use === other.use;
}

/** The logical id of the resource whose ARN a property is. */
function target({ declaration: { Properties = {} } }: DeclaredResource, property: string): string | undefined {
  const intrinsic = intrinsicOf(Properties[property] ?? null);
  return intrinsic?.name === 'Fn::GetAtt' ? attributeReference(intrinsic.argument)?.logicalId : undefined;
}
