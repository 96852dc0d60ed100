import { useLayoutEffect, useRef } from 'react'

/** While `over` something covers the page; afterwards the focus is back where it was, or on the page's title. */
export function useFocusReturn(over: boolean): void {
  const before = useRef<Element | null>(null)
  const was = useRef(over)
  useLayoutEffect(() => {
    if (over && !was.current) before.current = document.activeElement
    if (!over && was.current) focusAgain(before.current)
    was.current = over
  }, [over])
}

function focusAgain(element: Element | null): void {
  if (element instanceof HTMLElement && element.isConnected && element !== document.body) element.focus()
  if (document.activeElement === document.body || document.activeElement === null) {
    document.querySelector<HTMLElement>('main h1')?.focus()
  }
}
