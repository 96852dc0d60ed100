/** Words of the window itself: title bar, rail, tray, and what several screens say. */
export const shell = {
  product: 'Savepoint',
  overview: 'Overview',
  migrations: 'Migrations',
  savepoints: 'Savepoints',
  settings: 'Settings',
  projects: 'Projects',
  mainNavigation: 'Main',
  needsAttention: 'needs attention',
  toProjects: ', all projects',
  skip: 'Go to the page',
  lost: 'The connection to Savepoint ended. Work that was started goes on. Start Savepoint again, or reload this page.',
  reload: 'Reload',
  close: 'Close',
  cancel: 'Cancel',
  tryAgain: 'Try again',
  details: 'Details',
  loading: 'Loading…',
  saveNow: 'Save now',
  saving: (percent: string | null) => (percent === null ? 'Saving…' : `Saving… ${percent}`),
  newWindowNote: 'Opens in this window',
  crashed: 'This window stopped working',
  crashedSafe: 'Your database and savepoints are not touched by this.',
} as const

export const time = {
  justNow: 'just now',
  minutesAgo: (minutes: string) => `${minutes} min ago`,
  hoursAgo: (hours: string) => `${hours} h ago`,
  today: 'Today',
  yesterday: 'Yesterday',
} as const
