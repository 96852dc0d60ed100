import { create } from 'zustand'

type Announcement = { readonly polite: string; readonly urgent: string }

const useAnnouncements = create<Announcement>(() => ({ polite: '', urgent: '' }))

/** Says it to a screen reader, once; an urgent one interrupts. Nothing is seen. */
export function announce(text: string, urgent = false): void {
  useAnnouncements.setState(urgent ? { urgent: text } : { polite: text })
}

/** Both live regions; mounted once. */
export function Announcer() {
  const { polite, urgent } = useAnnouncements()
  return (
    <div className="hidden-words">
      <div aria-live="polite">{polite}</div>
      <div aria-live="assertive">{urgent}</div>
    </div>
  )
}
