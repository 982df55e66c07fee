import type { ResourceDeclaration } from './template';

/** What the CDK calls the resource that a construct stands for: it isn't named when the construct is. */
const DEFAULT_CHILD = /\/(Resource|Default)$/;

/** The path of the construct that a resource is of; undefined when the app was synthesized without (`pathMetadata: false`). */
export function constructPath({ Metadata = {} }: ResourceDeclaration): string | undefined {
  const path = Metadata['aws:cdk:path'];
  return typeof path === 'string' ? ofConstruct(path) : undefined;
}

/** The path of the construct for that of its resource: `Stack/Files` for `Stack/Files/Resource`. */
export function ofConstruct(path: string): string {
  return path.replace(DEFAULT_CHILD, '');
}
