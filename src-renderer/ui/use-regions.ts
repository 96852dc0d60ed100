import { useEffect } from 'react'

/** What F6 goes through: the rail, the head of the page, its list, and the pane beside it. */
const regions = ['.rail', '.page-head', '[role="grid"], [role="treegrid"]', '.pane', '.tray .toast']
const focusable = 'button:not(:disabled), a[href], input, select, summary, [tabindex="0"]'

/** F6 and Shift+F6: to the next or previous region that is there. */
export function useRegionKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F6' || event.ctrlKey || event.altKey) return
      event.preventDefault()
      goToRegion(event.shiftKey ? -1 : 1)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}

function goToRegion(step: 1 | -1): void {
  const there = regions.flatMap((selector) => {
    const element = document.querySelector<HTMLElement>(selector)
    return element === null || element.closest('[inert]') !== null ? [] : [element]
  })
  // The deepest one: a list is inside the page, not inside its head.
  const at = there.findLastIndex((region) => region.contains(document.activeElement))
  const start = at === -1 && step === -1 ? 0 : at
  const goal = there[(start + step + there.length) % there.length]
  if (goal === undefined) return
  const inside =
    goal.tabIndex === 0
      ? goal
      : (goal.querySelector<HTMLElement>('[aria-current="page"]') ??
        goal.querySelector<HTMLElement>(focusable))
  inside?.focus()
}
