import type { Cloud, CloudListener, CloudSettings } from '../../cloud/cloud';
import { startLocalCloud } from '../../process/start-local-cloud';

/** The options that a cloud's settings are given by. */
const OPTIONS: { readonly [setting in keyof CloudSettings]?: string } = {
  account: '--account',
  region: '--region',
  clockFactor: '--clock-factor',
  restoreSeconds: '--restore-seconds',
  shuffleSeed: '--seed',
  redeliver: '--redeliver',
  lambdaEndpoints: '--lambda-endpoint',
  unknowns: '--unknown',
  port: '--port',
};

/** Starts a cloud; what it refuses is said in the words of the command line. */
export async function startedCloud(settings: CloudSettings & CloudListener): Promise<Cloud> {
  try {
    return await startLocalCloud(settings);
  } catch (error) {
    throw new Error(inOptions((error as Error).message));
  }
}

/** A message about settings, with the options' names for theirs. */
export function inOptions(message: string): string {
  return message.replace(/`(\w+)`/g, (named, setting: keyof CloudSettings) => OPTIONS[setting] ?? named);
}
