import type { ReactNode } from 'react'

type Props = {
  readonly icon: ReactNode
  readonly what: string
  readonly path: string
  readonly facts: string
}

/** One file of a step that changes files: what happens to it, where it is, and what is known of it. */
export function FileLine({ icon, what, path, facts }: Props) {
  return (
    <div className="file-line">
      <span>{icon}</span>
      <div className="grow">
        <div className="cap t3">{what}</div>
        <div className="mono path">{path}</div>
        <div className="dense t2">{facts}</div>
      </div>
    </div>
  )
}
