/** These run inside the page; each stands by itself. Times are milliseconds. */

interface Timings {
  keystrokes: number[];
  frames: number[];
  isCollecting: boolean;
}

declare global {
  var benchTimings: Timings | undefined;
}

/** From the moment a key went down to the moment after the frame in which its letter was painted. */
export function collectKeystrokes(): void {
  const timings: Timings = { keystrokes: [], frames: [], isCollecting: true };
  globalThis.benchTimings = timings;
  let pressedAt = 0;
  document.addEventListener('keydown', (event) => (pressedAt = event.timeStamp), { capture: true });
  document.addEventListener('input', () => {
    const from = pressedAt;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => timings.keystrokes.push(performance.now() - from));
      port1.start();
      port2.postMessage('painted');
    });
  });
}

export function keystrokesOf(): number[] {
  return globalThis.benchTimings?.keystrokes ?? [];
}

/** How long each frame took until the next. */
export function collectFrames(): void {
  const timings: Timings = { keystrokes: [], frames: [], isCollecting: true };
  globalThis.benchTimings = timings;
  let last = performance.now();
  const next = (now: number): void => {
    timings.frames.push(now - last);
    last = now;
    if (timings.isCollecting) requestAnimationFrame(next);
  };
  requestAnimationFrame((now) => {
    last = now;
    requestAnimationFrame(next);
  });
}

export function framesOf(): number[] {
  const timings = globalThis.benchTimings;
  if (timings === undefined) return [];
  timings.isCollecting = false;
  return timings.frames;
}
