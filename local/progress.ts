/** Below this a step says nothing: nobody waits for it. */
const QUIET_MS = 400;

/** Runs one step of the start, and says so when it takes long enough to be noticed. Steps may overlap. */
export async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  let isShown = false;
  const timer = setTimeout(() => {
    isShown = true;
    console.log(`  ${what}……`);
  }, QUIET_MS);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    if (isShown) console.log(`  ${what}：${seconds} 秒`);
  }
}
