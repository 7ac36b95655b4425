import { defineConfig } from '@playwright/test';

export default defineConfig({
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 2,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [
    ['list'],
    ['json', { outputFile: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ?? '.cache/gate/playwright.json' }],
  ],
  use: { screenshot: 'only-on-failure' },
  projects: [
    { name: 'app', testDir: 'e2e/specs' },
    { name: 'packaged', testDir: 'e2e/packaged' },
  ],
});
