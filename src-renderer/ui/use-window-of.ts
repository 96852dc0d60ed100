import { useLayoutEffect, useState, type RefObject } from 'react'

const drawAllUpTo = 200
const spare = 400

type Sized = { readonly height: number }

export type Slice<T> = { readonly items: readonly T[]; readonly before: number; readonly after: number }

/** Of a long list only what is near the view, with the heights of the rest. Short lists are drawn whole. */
export function useWindowOf<T extends Sized>(
  items: readonly T[],
  scroller: RefObject<HTMLElement | null>,
): Slice<T> {
  const [view, setView] = useState({ top: 0, height: 900 })
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    const look = () => setView({ top: element.scrollTop, height: element.clientHeight })
    look()
    element.addEventListener('scroll', look, { passive: true })
    const sizes = new ResizeObserver(look)
    sizes.observe(element)
    return () => {
      element.removeEventListener('scroll', look)
      sizes.disconnect()
    }
  }, [scroller])
  return items.length <= drawAllUpTo ? { items, before: 0, after: 0 } : sliceOf(items, view)
}

/** Pure: which items touch the view (with some spare above and below), and how high the others are. */
export function sliceOf<T extends Sized>(
  items: readonly T[],
  view: { readonly top: number; readonly height: number },
): Slice<T> {
  const from = view.top - spare
  const to = view.top + view.height + spare
  const shown: T[] = []
  let before = 0
  let after = 0
  let at = 0
  for (const item of items) {
    const end = at + item.height
    if (end < from) before += item.height
    else if (at > to) after += item.height
    else shown.push(item)
    at = end
  }
  return { items: shown, before, after }
}
