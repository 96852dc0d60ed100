/** A sentence of ours; what stands in backticks is a name and gets the code font. */
export function Said({ children }: { readonly children: string }) {
  return (
    children
      .split('`')
      // A sentence never changes its order, so the place is the name.
      // oxlint-disable-next-line react/no-array-index-key
      .map((part, index) => (index % 2 === 1 ? <code key={`${index}${part}`}>{part}</code> : part))
  )
}

/** The same sentence for screen readers, tooltips and notices. */
export function plain(text: string): string {
  return text.replaceAll('`', '')
}
