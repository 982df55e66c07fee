import {
  DefaultTokenResolver, Reference, Stack, StringConcat, Token, TokenComparison, Tokenization,
  type IPostProcessor, type IResolvable, type IResolveContext,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { areKnownToDiffer } from './places';

/** Notes what is referred to while it resolves. */
class Noting extends DefaultTokenResolver {
  public readonly references = new Set<Reference>();

  constructor() {
    super(new StringConcat());
  }

  public override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (Reference.isReference(token)) {
      this.references.add(token);
    }
    return super.resolveToken(token, context, postProcessor);
  }
}

/** What a value refers to, however deep: constructs of any stack. Logical ids don't tell: two stacks may have the same. */
export function referencesIn(value: unknown, scope: IConstruct): IConstruct[] {
  const noting = new Noting();
  Tokenization.resolve(value, { scope, resolver: noting, preparing: false });
  return [...new Set([...noting.references].map(({ target }) => target))];
}

/** What a text refers to as it stands, without what a lazy part of it will say. */
export function namedBy(text: string): IConstruct[] {
  return Tokenization.reverseString(text).tokens.filter((token) => Reference.isReference(token)).map(({ target }) => target);
}

/** Whether a text is a reference and nothing else. */
export function isReference(text: string): boolean {
  const { firstToken, length } = Tokenization.reverseString(text);
  return length === 1 && Reference.isReference(firstToken);
}

/** Whether a stack can refer to something of an account and a Region. The CDK refuses other references when the app is synthesized. */
export function isInReach(target: IConstruct, stack: Stack): boolean {
  const maker = Stack.of(target);
  return areSame(maker.account, stack.account) && (areSame(maker.region, stack.region) || takesFromRegions(maker, stack));
}

function areSame(one: string, other: string): boolean {
  return [TokenComparison.SAME, TokenComparison.BOTH_UNRESOLVED].includes(Token.compareStrings(one, other));
}

/** Whether a stack was made with `crossRegionReferences`, which no public property tells. */
function takesFromRegions(maker: Stack, stack: Stack): boolean {
  const { _crossRegionReferences: isOn } = stack as { readonly _crossRegionReferences?: boolean };
  return isOn === true && areKnownToDiffer(maker.region, stack.region);
}
