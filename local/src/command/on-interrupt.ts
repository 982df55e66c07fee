const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Tells of the first signal that asks this program to end, and of each that follows it. Returns how to listen no more. */
export function onInterrupt(first: () => void, again: () => void): () => void {
  let isFirst = true;
  const listener = () => {
    const tell = isFirst ? first : again;
    isFirst = false;
    tell();
  };
  for (const signal of SIGNALS) process.on(signal, listener);
  return () => SIGNALS.forEach((signal) => process.off(signal, listener));
}
