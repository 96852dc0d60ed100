import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/**
 * What axe has against the page as it is now, and what stands outside the window or has to be scrolled sideways; each
 * with the element. Left out: Fluent's own focus guards, aria-hidden and focusable by design; and that an open menu,
 * which Fluent hangs over the page, is in no landmark: it has the focus and gives it back.
 */
export async function shortcomings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).exclude('[data-tabster-dummy]').analyze()
  const said = violations.flatMap(({ id, nodes }) => {
    const places = nodes.map((node) => node.target.join(' '))
    const counted = id === 'region' ? places.filter((place) => !place.includes('fui-Menu')) : places
    return counted.length === 0 ? [] : [`${id}: ${counted.join(', ')}`]
  })
  return [...said, ...(await page.evaluate<readonly string[]>(outOfSight))]
}

// A text, because the tests are type-checked without a DOM.
const outOfSight = `
(() => {
  const named = (element) => element.tagName.toLowerCase() + '.' + [...element.classList].join('.')
  const found = []
  for (const element of document.querySelectorAll('html, body *')) {
    if (element.closest('.hidden-words, [data-tabster-dummy], .skip, [hidden], svg')) continue
    const scrolls = ['auto', 'scroll'].includes(getComputedStyle(element).overflowX)
    const page = element === document.documentElement
    if ((scrolls || page) && element.scrollWidth > element.clientWidth + 1) {
      found.push('scrolls sideways by ' + (element.scrollWidth - element.clientWidth) + ': ' + named(element))
    }
    const { left, right, width, height } = element.getBoundingClientRect()
    if (width > 1 && height > 1 && (right > innerWidth + 1 || left < -1)) found.push('outside the window: ' + named(element))
  }
  return found.slice(0, 8)
})()
`
