import type { ReactNode } from 'react'

/** Our logo, a name or a switcher, and room for the system's own caption buttons at the right. */
export function TitleBar({ children }: { readonly children: ReactNode }) {
  return (
    <header className="title-bar">
      <Logo />
      {children}
    </header>
  )
}

function Logo() {
  return (
    <svg width="20" height="20" viewBox="0 0 24 24" aria-hidden>
      <rect width="24" height="24" rx="6" fill="var(--accent)" />
      <g fill="none" stroke="var(--on-accent)" strokeWidth="1.9" strokeLinecap="round" strokeLinejoin="round">
        <path d="M7.2 8.1A6.2 6.2 0 1 1 5.8 12" />
        <path d="M6.6 4.9v3.7h3.7" />
      </g>
      <circle cx="12" cy="12" r="2.3" fill="var(--on-accent)" />
    </svg>
  )
}
