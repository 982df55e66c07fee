import { InvokeCommand, LambdaClient, type LambdaClientConfig } from '@aws-sdk/client-lambda';
import { call } from './sdk-errors';
import { HTTP_LIMITS } from './sdk-http-limits';

/**
 * Hands an event to a function, which gets to it as soon as it may; nobody waits for what comes of it. Sends the call once,
 * without a retry: one whose answer got lost may have come through.
 * @throws ServiceError
 */
export async function invokeLater(functionArn: string, payload: object, config: LambdaClientConfig = {}): Promise<void> {
  const client = new LambdaClient({ requestHandler: HTTP_LIMITS, ...config, maxAttempts: 1 });
  await call(() => client.send(new InvokeCommand({ FunctionName: functionArn, InvocationType: 'Event', Payload: JSON.stringify(payload) })));
}
