/** Keeps the place of what isn't known yet, in its final size. Appears after 150 ms and never shimmers. */
export function Skeleton({
  width,
  height = 14,
}: {
  readonly width: number | string
  readonly height?: number
}) {
  return <span className="skeleton" style={{ width, height }} aria-hidden />
}
