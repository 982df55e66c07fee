import type { Environment } from './environment';
import type { TemplateScope } from './properties';
import type { Stack } from './stack';
import { assetFolder } from '../assembly/assets';
import type { StackArtifact } from '../assembly/cloud-assembly';
import { conditionHolds } from '../assembly/conditions';
import { parameterValue } from '../assembly/parameters';
import type { Json } from '../assembly/template';
import { UnresolvedError } from '../assembly/unresolved-error';

/** What the names in one template stand for, while its stack is deployed: resources as far as they are there. */
export class StackScope implements TemplateScope {
  constructor(
    private readonly stack: Pick<Stack, 'id' | 'name' | 'resources'>,
    private readonly artifact: Pick<StackArtifact, 'template' | 'parameters' | 'assets'>,
    private readonly environment: Environment,
  ) {}

  reference(name: string, path: string): Json | undefined {
    const { template: { Parameters = {} }, parameters } = this.artifact;
    if (name.startsWith('AWS::')) return this.pseudoParameter(name, path);
    if (Object.hasOwn(Parameters, name)) return parameterValue(name, Parameters[name], parameters[name], path);
    const { physicalId, attributes, type } = this.resource(name, path);
    if (!attributes) throw new UnresolvedError(path, `what \`Ref\` gives of ${type} (${name}) isn't known here`);
    return physicalId;
  }

  attribute(logicalId: string, attribute: string, path: string): Json {
    const { attributes = {}, type } = this.resource(logicalId, path);
    if (!Object.hasOwn(attributes, attribute)) {
      throw new UnresolvedError(path, `the attribute \`${attribute}\` of ${type} (${logicalId}) isn't known here`);
    }
    return attributes[attribute];
  }

  condition(name: string, path: string): boolean {
    return conditionHolds(this.artifact.template.Conditions ?? {}, name, path, this);
  }

  assetFolder(objectKey: string, path: string): string {
    try {
      return assetFolder(this.artifact.assets, objectKey);
    } catch (error) {
      throw new UnresolvedError(path, (error as Error).message);
    }
  }

  private resource(logicalId: string, path: string) {
    const resource = this.stack.resources.get(logicalId);
    if (!resource) throw new UnresolvedError(path, `the stack has nothing named \`${logicalId}\``);
    return resource;
  }

  private pseudoParameter(name: string, path: string): string | undefined {
    switch (name) {
      case 'AWS::NoValue': return undefined;
      case 'AWS::AccountId': return this.environment.account;
      case 'AWS::Region': return this.environment.region;
      case 'AWS::Partition': return this.environment.partition;
      case 'AWS::URLSuffix': return this.environment.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
      case 'AWS::StackId': return this.stack.id;
      case 'AWS::StackName': return this.stack.name;
      default: throw new UnresolvedError(path, `\`${name}\` isn't known here`);
    }
  }
}
