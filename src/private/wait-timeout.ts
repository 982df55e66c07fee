import { Duration } from 'aws-cdk-lib';
import { show } from './checks';
import type { WaitSpec } from './contract';
import { SERVICE_TIMEOUT_MARGIN_SECONDS, SERVICE_TIMEOUT_MIN_SECONDS, SERVICE_TIMEOUT_SECONDS, WAIT_SECONDS } from './limits';

/** Unless a wait's timeout is absent, or whole seconds within the limits that synth can see. */
export function waitProblems(timeout: Duration | undefined): string[] {
  if (timeout === undefined) {
    return [];
  }
  const rule = `\`waitFor.timeout\` must be a Duration of whole seconds, from 1 to ${WAIT_SECONDS.max}, known at synth`;
  if (!(timeout instanceof Duration) || timeout.isUnresolved()) {
    return [`${rule}, got: ${timeout instanceof Duration ? 'a value known at deployment' : show(timeout)}`];
  }
  const seconds = timeout.toSeconds({ integral: false });
  return Number.isInteger(seconds) && seconds >= 1 && seconds <= WAIT_SECONDS.max
    ? []
    : [`${rule}, got: ${seconds}${seconds > WAIT_SECONDS.max ? '; a longer job goes on after the deployment, with WaitFor.started()' : ''}`];
}

/** A wait's timeout in seconds; meaningless where there are {@link waitProblems}. */
export function waitSeconds(timeout: Duration | undefined, unlessGiven: number): number {
  return timeout instanceof Duration && !timeout.isUnresolved() ? timeout.toSeconds({ integral: false }) : unlessGiven;
}

/** How long CloudFormation waits for the handler's answer, in seconds. */
export function serviceTimeoutSeconds(wait: WaitSpec): number {
  const waits = wait.until === 'created' ? 0 : wait.timeoutSeconds;
  return Math.min(SERVICE_TIMEOUT_SECONDS, Math.max(SERVICE_TIMEOUT_MIN_SECONDS, waits + SERVICE_TIMEOUT_MARGIN_SECONDS));
}
