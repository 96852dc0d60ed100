import { createContext, useContext } from 'react'
import { en } from './en.ts'
import { createFormat, type Format } from './format.ts'

type Widened<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { readonly [K in keyof T]: Widened<T[K]> }

/** What every language has to say: `export const es = { … } satisfies Words` fails to compile where a key is missing. */
export type Words = Widened<typeof en>

/** The words and the numbers of one language and region. */
export type Language = { readonly words: Words; readonly format: Format }

/** `region` decides numbers and dates and may differ from the language of the words. */
export function languageFor(region: string): Language {
  return { words: en, format: createFormat(region, en.time) }
}

export const LanguageContext = createContext<Language>(languageFor('en-GB'))

export function useWords(): Words {
  return useContext(LanguageContext).words
}

export function useFormat(): Format {
  return useContext(LanguageContext).format
}
