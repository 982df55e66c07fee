import { devNull } from 'node:os';
import { CLOCK_FACTOR, CLOCK_ORIGIN } from './clock-variables';
import type { FunctionSettings } from './invocation';
import { SECRET_ACCESS_KEY } from '../policy/principals';

/** What the environment of every function has in common. */
export interface FunctionSurroundings {
  /** The port of the engine, on loopback. */
  readonly port: number;
  readonly region: string;
  /** A folder for the function's files, its home too. */
  readonly home: string;
  /** Epoch milliseconds from which time runs `clockFactor` times as fast. */
  readonly clockOrigin: number;
  readonly clockFactor: number;
}

/**
 * Variables of the AWS SDKs that say where calls go and whose keys sign them. A function that sets one could reach a real
 * account. AWS SDKs and Tools Reference Guide, "Environment variables".
 */
const LEADS_ELSEWHERE = new RegExp([
  '^AWS_(ENDPOINT_URL|IGNORE_CONFIGURED_ENDPOINT|PROFILE$|DEFAULT_PROFILE$|CONFIG_FILE|SHARED_CREDENTIALS_FILE)',
  '^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|ROLE_|WEB_IDENTITY_|CONTAINER_|EC2_METADATA_)',
].join('|'));

/**
 * The whole environment of a function: its own variables and ours, nothing of this process. Calls of the AWS SDK go to the
 * engine, signed with the key of the function's role; there are no files or metadata that other keys could come from.
 */
export function functionEnvironment(settings: FunctionSettings, codeFolder: string, surroundings: FunctionSurroundings): Record<string, string> {
  const { port, region, home, clockOrigin, clockFactor } = surroundings;
  const forbidden = Object.keys(settings.environment).find((name) => LEADS_ELSEWHERE.test(name));
  if (forbidden !== undefined) {
    throw new Error(`the function ${settings.functionName} must not set ${forbidden}: its calls could leave this machine`);
  }
  return {
    // which Node runs here is this machine's choice, and not for the function's log
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    // the CDK's AwsCustomResource would fetch the newest SDK first, and goes on without
    npm_config_offline: 'true',
    ...settings.environment,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_LAMBDA_FUNCTION_NAME: settings.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: settings.functionVersion,
    AWS_LAMBDA_LOG_STREAM_NAME: `local/[${settings.functionVersion}]`,
    LAMBDA_TASK_ROOT: codeFolder,
    _HANDLER: settings.handler,
    TZ: ':UTC',
    HOME: home,
    USERPROFILE: home,
    TMPDIR: home,
    AWS_ACCESS_KEY_ID: settings.principal.accessKeyId,
    AWS_SECRET_ACCESS_KEY: SECRET_ACCESS_KEY,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_CONFIG_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    // the client puts the account id before the host name, which an address doesn't allow; the preload resolves the name
    AWS_ENDPOINT_URL_S3_CONTROL: `http://localhost:${port}`,
    [CLOCK_ORIGIN]: String(clockOrigin),
    [CLOCK_FACTOR]: String(clockFactor),
  };
}
