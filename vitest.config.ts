import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{electron,shared,renderer,scripts}/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 30_000,
    // A condition is waited for as long as it takes on a busy machine, not a second.
    expect: { poll: { timeout: 15_000 } },
  },
});
