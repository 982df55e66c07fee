import type { CustomResourceRequest } from './request';
import { isJsonObject, type Json, type JsonObject } from '../../assembly/template';

/** What the handler of a custom resource answered. */
export interface CustomResourceAnswer {
  readonly succeeded: boolean;
  /** Why not; for people. */
  readonly reason: string;
  readonly physicalId: string;
  /** The attributes. */
  readonly data: JsonObject;
}

/** CloudFormation template reference, "Custom resource response objects", in bytes. */
const LIMITS = { body: 4096, physicalId: 1024 };

/** Reads an answer as CloudFormation does; one that it wouldn't take is an error that says why. */
export function readAnswer(body: Buffer, request: CustomResourceRequest): CustomResourceAnswer {
  if (body.length > LIMITS.body) throw new Error(`the answer may have ${LIMITS.body} bytes, got ${body.length}`);
  const answer = parse(body);
  for (const member of ['StackId', 'RequestId', 'LogicalResourceId'] as const) {
    if (answer[member] !== request[member]) {
      throw new Error(`the answer's \`${member}\` must be the request's ${request[member]}, got: ${JSON.stringify(answer[member])}`);
    }
  }
  const { Status, Reason, PhysicalResourceId, Data = {} } = answer;
  if (Status !== 'SUCCESS' && Status !== 'FAILED') throw new Error(`the answer's \`Status\` must be SUCCESS or FAILED, got: ${JSON.stringify(Status)}`);
  if (Status === 'FAILED' && typeof Reason !== 'string') throw new Error('an answer with the `Status` FAILED must have a `Reason`');
  if (!isJsonObject(Data)) throw new Error(`the answer's \`Data\` must be an object, got: ${JSON.stringify(Data)}`);
  return { succeeded: Status === 'SUCCESS', reason: String(Reason), physicalId: physicalIdIn(PhysicalResourceId, Reason), data: Data };
}

function parse(body: Buffer): JsonObject {
  let answer: Json;
  try {
    answer = JSON.parse(body.toString('utf8')) as Json;
  } catch (error) {
    throw new Error(`the answer must be JSON: ${(error as Error).message}`, { cause: error });
  }
  if (!isJsonObject(answer)) throw new Error(`the answer must be an object, got: ${JSON.stringify(answer)}`);
  return answer;
}

function physicalIdIn(value: Json | undefined, reason?: Json): string {
  if (typeof value !== 'string' || value === '') {
    const alsoSaid = reason === undefined ? '' : `; it says: ${String(reason)}`;
    throw new Error(`the answer must have a \`PhysicalResourceId\`, got: ${JSON.stringify(value)}${alsoSaid}`);
  }
  const length = Buffer.byteLength(value);
  if (length > LIMITS.physicalId) throw new Error(`the answer's \`PhysicalResourceId\` may have ${LIMITS.physicalId} bytes, got ${length}`);
  return value;
}
