import type { JsonObject } from '../../assembly/template';
import { NeverBegun } from '../../runner/places';
import type { CustomResourceAnswer } from '../custom-resource/answer';
import type { Conversation } from '../custom-resource/conversation';
import { withScalarsAsText } from '../custom-resource/request';
import { UnplayableFunction } from '../invocation-of';
import { type ProvidedResource, type ResourceContext, ResourceFailure, type ResourceProvider } from '../resource-provider';

interface DeclaredCustomResource {
  readonly serviceToken: string;
  readonly timeoutSeconds: number;
  /** As the handler gets them: every scalar is text. */
  readonly properties: JsonObject;
}

/** CloudFormation template reference, `ServiceTimeout`, in seconds. */
const TIMEOUT = { default: 3600, max: 3600 };

/** Custom::… and AWS::CloudFormation::CustomResource: whatever its handler makes of the events. */
export function customResourceProvider(conversation: Conversation): ResourceProvider<DeclaredCustomResource> {
  return {
    alwaysTold: true,
    read: (properties) => ({
      serviceToken: properties.text('ServiceToken'),
      timeoutSeconds: timeoutIn(properties.optionalText('ServiceTimeout')),
      properties: withScalarsAsText(properties.all()) as JsonObject,
    }),
    create: async ({ serviceToken, timeoutSeconds, properties }, context) => {
      const draft = { RequestType: 'Create' as const, ...aboutResource(context), ResourceProperties: properties };
      let answer: CustomResourceAnswer;
      try {
        answer = await conversation.ask(serviceToken, draft, timeoutSeconds, context.cancelled, context.constructPath);
      } catch (error) {
        // nothing was made by a handler that never ran, and it couldn't be told either
        if (error instanceof UnplayableFunction || error instanceof NeverBegun) throw error;
        // the handler may have made something all the same: it gets a Delete, with an id that CloudFormation makes up
        throw new ResourceFailure((error as Error).message, context.newName(128));
      }
      if (!answer.succeeded) throw new ResourceFailure(failed(answer), answer.physicalId);
      return provided(answer);
    },
    update: async ({ serviceToken, timeoutSeconds, properties }, current, context) => {
      if (serviceToken !== current.declared.serviceToken) throw new Error('the `ServiceToken` can\'t be changed in an update; rename the resource in the template');
      const answer = await conversation.ask(serviceToken, {
        RequestType: 'Update',
        ...aboutResource(context),
        PhysicalResourceId: current.physicalId,
        ResourceProperties: properties,
        OldResourceProperties: current.declared.properties,
      }, timeoutSeconds, context.cancelled, context.constructPath);
      if (!answer.succeeded) throw new Error(failed(answer));
      return provided(answer);
    },
    delete: (current, context) => deleteResource(conversation, current, context),
  };
}

async function deleteResource(
  conversation: Conversation, { declared, physicalId }: ProvidedResource<DeclaredCustomResource>, context: ResourceContext,
): Promise<void> {
  const answer = await conversation.ask(declared.serviceToken, {
    RequestType: 'Delete',
    ...aboutResource(context),
    PhysicalResourceId: physicalId,
    ResourceProperties: declared.properties,
  }, declared.timeoutSeconds, context.cancelled, context.constructPath);
  if (!answer.succeeded) throw new Error(failed(answer));
}

function aboutResource({ stackId, logicalId, type }: ResourceContext) {
  return { StackId: stackId, ResourceType: type, LogicalResourceId: logicalId };
}

function provided({ physicalId, data }: CustomResourceAnswer) {
  return { physicalId, attributes: data };
}

function failed({ reason }: CustomResourceAnswer): string {
  return `Received response status [FAILED] from custom resource. Message returned: ${reason}`;
}

function timeoutIn(text: string | undefined): number {
  const seconds = Number(text ?? TIMEOUT.default);
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= TIMEOUT.max) return seconds;
  throw new Error(`\`ServiceTimeout\` must be a whole number from 1 to ${TIMEOUT.max}, got: ${text}`);
}
