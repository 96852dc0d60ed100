import { useEffect, useRef } from 'react'

type Props = { readonly children: string; readonly display?: boolean; readonly arrival?: string | number }

/** The page's h1. Takes focus whenever `arrival` changes, so that a screen reader says where one is. */
export function Heading({ children, display = false, arrival }: Props) {
  const ref = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (arrival !== undefined) ref.current?.focus()
  }, [arrival])
  return (
    <h1 ref={ref} tabIndex={-1} className={display ? 'display' : undefined}>
      {children}
    </h1>
  )
}
