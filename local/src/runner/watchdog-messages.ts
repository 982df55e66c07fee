/** What a watchdog is told of a process that leads a group. */
export interface WatchdogMessage {
  readonly kind: 'guard' | 'release';
  readonly leader: number;
}
