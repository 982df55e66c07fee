import { isDeepStrictEqual } from 'node:util';
import type { FunctionProcess } from './function-process';
import type { FunctionSettings } from './invocation';

interface WarmProcess {
  readonly settings: FunctionSettings;
  readonly process: FunctionProcess;
}

/** Processes that wait for their function's next invocation. When there are too many, those end that have waited longest. */
export class WarmProcesses {
  /** Who has waited longest comes first. */
  private waiting: WarmProcess[] = [];

  constructor(private readonly most: number) {}

  /** The process of a function as it is now that was used last; those of what it was are ended. */
  take(settings: FunctionSettings): FunctionProcess | undefined {
    const isOld = (warm: WarmProcess) => warm.settings.functionArn === settings.functionArn && !areSame(warm.settings, settings);
    const isUseless = (warm: WarmProcess) => !warm.process.isReusable || isOld(warm);
    for (const { process } of this.waiting.filter(isUseless)) void process.end();
    this.waiting = this.waiting.filter((warm) => !isUseless(warm));
    const index = this.waiting.map((warm) => warm.settings.functionArn).lastIndexOf(settings.functionArn);
    return index < 0 ? undefined : this.waiting.splice(index, 1)[0].process;
  }

  put(settings: FunctionSettings, process: FunctionProcess): void {
    this.waiting.push({ settings, process });
    while (this.waiting.length > this.most) void this.waiting.shift()!.process.end();
  }
}

/** Most often their members are the very same, and needn't be looked into. */
function areSame(one: FunctionSettings, other: FunctionSettings): boolean {
  const names = Object.keys(one) as (keyof FunctionSettings)[];
  return names.every((name) => one[name] === other[name]) || isDeepStrictEqual(one, other);
}
