import type { NestedTemplate, TemplateScope } from './properties';
import { isCustom } from './resource-provider';
import type { Stack } from './stack';
import type { StackDefinition } from './stack-definition';
import type { OperationServices } from './stack-services';
import { assetFolder, assetTemplate } from '../assembly/assets';
import { conditionHolds } from '../assembly/conditions';
import { mappedValue } from '../assembly/mappings';
import { parameterValue } from '../assembly/parameters';
import type { StackOutput } from '../assembly/resolve';
import type { Json } from '../assembly/template';
import { UnknownValueError, UnresolvedError } from '../assembly/unresolved-error';

/** What the names in one template stand for, while its stack is deployed: resources as far as they are there. */
export class StackScope implements TemplateScope {
  constructor(
    private readonly stack: Pick<Stack, 'id' | 'name' | 'place' | 'resources'>,
    private readonly definition: StackDefinition,
    private readonly services: Pick<OperationServices, 'environment' | 'directory' | 'given'>,
  ) {}

  reference(name: string, path: string): Json | undefined {
    const { template: { Parameters = {} }, parameters } = this.definition;
    if (name.startsWith('AWS::')) return this.pseudoParameter(name, path);
    if (Object.hasOwn(Parameters, name)) {
      return parameterValue(name, Parameters[name], { supplied: this.supplied(name), given: parameters[name] }, path);
    }
    const { physicalId, attributes, type } = this.resource(name, path);
    if (attributes) return physicalId;
    return this.supplied(name) ?? unknown(path, `what \`Ref\` gives of ${type} (${name}) isn't known here`, name);
  }

  attribute(logicalId: string, attribute: string, path: string): Json {
    const { attributes, type } = this.resource(logicalId, path);
    if (attributes && Object.hasOwn(attributes, attribute)) return attributes[attribute];
    const name = `${logicalId}.${attribute}`;
    const problem = `the attribute \`${attribute}\` of ${type} (${logicalId}) isn't known here`;
    // what its handler's answer lacks nobody else would know either
    if (attributes && isCustom(type)) throw new UnresolvedError(path, problem);
    return this.supplied(name) ?? unknown(path, problem, name);
  }

  condition(name: string, path: string): boolean {
    return conditionHolds(this.definition.template.Conditions ?? {}, name, path, this);
  }

  mapped(argument: Json, path: string): Json | undefined {
    return mappedValue(this.definition.template, argument, path, this);
  }

  imported(name: string, path: string): Json {
    const { links } = this.services.directory.exporterOf(name) ?? {};
    return links?.exports[name] ?? this.supplied(name) ?? unknown(path, `no stack that is deployed here exports \`${name}\``, name);
  }

  stackOutput({ stackName, outputName, region, roleArn }: StackOutput, path: string): Json {
    const { directory, environment } = this.services;
    const name = `${stackName}.${outputName}`;
    const isHere = roleArn === undefined && (region ?? environment.region) === environment.region;
    const { links } = isHere ? directory.find(stackName) ?? {} : {};
    return links?.outputs[outputName] ?? this.supplied(name) ?? unknown(path, `no stack that is deployed here has the output \`${name}\``, name);
  }

  assetFolder(objectKey: string, path: string): string {
    return at(path, () => assetFolder(this.definition.assets, objectKey));
  }

  nestedTemplate(url: string, path: string): NestedTemplate {
    const { assets } = this.definition;
    return { template: at(path, () => assetTemplate(assets, url)), assets };
  }

  private supplied(name: string): string | undefined {
    return this.services.given.find(this.stack.place, name);
  }

  private resource(logicalId: string, path: string) {
    const resource = this.stack.resources.get(logicalId);
    if (!resource) throw new UnresolvedError(path, `the stack has nothing named \`${logicalId}\``);
    return resource;
  }

  private pseudoParameter(name: string, path: string): Json | undefined {
    const { account, region, partition } = this.services.environment;
    switch (name) {
      case 'AWS::NoValue': return undefined;
      case 'AWS::AccountId': return account;
      case 'AWS::NotificationARNs': return [];
      case 'AWS::Region': return region;
      case 'AWS::Partition': return partition;
      case 'AWS::URLSuffix': return partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
      case 'AWS::StackId': return this.stack.id;
      case 'AWS::StackName': return this.stack.name;
      default: throw new UnresolvedError(path, `\`${name}\` isn't known here`);
    }
  }
}

function unknown(path: string, problem: string, supplyAs: string): never {
  throw new UnknownValueError(path, problem, supplyAs);
}

/** What isn't in the assembly is told with the path of what asks for it. */
function at<Found>(path: string, find: () => Found): Found {
  try {
    return find();
  } catch (error) {
    throw new UnresolvedError(path, (error as Error).message);
  }
}
