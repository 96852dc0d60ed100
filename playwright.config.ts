import { defineConfig } from '@playwright/test'

const browser = process.env['SAVEPOINT_BROWSER'] ?? '/usr/bin/chromium'

/** The stories run one after another in one real browser, against the browser host on a real project. */
export default defineConfig({
  testDir: 'tests/stories',
  outputDir: 'tests/.results/playwright',
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  retries: 0,
  reporter: [['list'], ['json', { outputFile: 'tests/.results/stories.json' }]],
  use: {
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: {
      ...(browser === 'bundled' ? {} : { executablePath: browser }),
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--force-color-profile=srgb',
      ],
    },
  },
})
