/** Settings. They are saved at once. */
export const settings = {
  title: 'Settings',
  what: 'Saved at once. They hold for all projects.',
  theme: 'Theme',
  themes: { system: 'Follow the system', light: 'Light', dark: 'Dark' },
  language: 'Language',
  languageNote: 'Español and Русский come with the next version.',
  languages: { system: 'Follow the system', en: 'English', es: 'Español', ru: 'Русский' },
  keep: 'Automatic savepoints to keep',
  keepWhat: 'Per database. Pinned ones and the ones you made never go by themselves.',
  inspection: 'Time limit for reading a project',
  lock: 'Time limit for waiting on a locked database',
  seconds: 'seconds',
  between: (from: number, to: number) => `A whole number from ${from} to ${to}`,
} as const
