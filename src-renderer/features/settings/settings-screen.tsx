import { Field, Radio, RadioGroup, Select, SpinButton } from '@fluentui/react-components'
import { useEffect } from 'react'
import type { Settings, SettingsChange } from '../../../src-main/contract/settings.ts'
import { useClient } from '../../client.ts'
import { Heading } from '../../ui/heading.tsx'
import { ProblemCard } from '../../ui/problem-card.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useWords } from '../../words/words.ts'
import { changeSettings, loadSettings, useSettings } from './settings-store.ts'

/** Settings of all projects; saved at once. */
export function SettingsScreen() {
  const client = useClient()
  const words = useWords().settings
  const { settings, problem } = useSettings()
  useEffect(() => void loadSettings(client), [client])
  return (
    <div className="page scrolls settings-page">
      <Heading arrival="settings">{words.title}</Heading>
      <p className="t2 dense">{words.what}</p>
      {problem !== null && (
        <ProblemCard problem={problem} handlers={{ retry: () => void loadSettings(client) }} />
      )}
      {settings === null ? (
        problem === null && <Skeleton width={320} height={120} />
      ) : (
        <Form settings={settings} onChange={(change) => void changeSettings(client, change)} />
      )}
    </div>
  )
}

const themes = ['system', 'light', 'dark'] as const
const languages = ['system', 'en'] as const

type FormProps = { readonly settings: Settings; readonly onChange: (change: SettingsChange) => void }

function Form({ settings, onChange }: FormProps) {
  const words = useWords().settings
  return (
    <section className="card settings-form">
      <Field label={words.theme}>
        <RadioGroup
          layout="horizontal"
          value={settings.theme}
          onChange={(_event, data) =>
            onChange({ theme: themes.find((theme) => theme === data.value) ?? 'system' })
          }
        >
          {themes.map((theme) => (
            <Radio key={theme} value={theme} label={words.themes[theme]} />
          ))}
        </RadioGroup>
      </Field>
      <Field label={words.language} hint={words.languageNote}>
        <Select
          value={settings.language}
          onChange={(_event, data) =>
            onChange({ language: languages.find((one) => one === data.value) ?? 'system' })
          }
        >
          {languages.map((language) => (
            <option key={language} value={language}>
              {words.languages[language]}
            </option>
          ))}
        </Select>
      </Field>
      <Whole
        label={words.keep}
        hint={words.keepWhat}
        value={settings.keepAutomatic}
        most={1000}
        onChange={(keepAutomatic) => onChange({ keepAutomatic })}
      />
      <Whole
        label={`${words.inspection} (${words.seconds})`}
        value={settings.inspectionSeconds}
        most={600}
        onChange={(inspectionSeconds) => onChange({ inspectionSeconds })}
      />
      <Whole
        label={`${words.lock} (${words.seconds})`}
        value={settings.lockSeconds}
        most={600}
        onChange={(lockSeconds) => onChange({ lockSeconds })}
      />
    </section>
  )
}

type WholeProps = {
  readonly label: string
  readonly hint?: string
  readonly value: number
  readonly most: number
  readonly onChange: (value: number) => void
}

function Whole({ label, hint, value, most, onChange }: WholeProps) {
  const words = useWords().settings
  return (
    <Field label={label} hint={hint ?? words.between(1, most)}>
      <SpinButton
        value={value}
        min={1}
        max={most}
        onChange={(_event, data) => {
          const wanted = data.value ?? Number.parseInt(data.displayValue ?? '', 10)
          if (Number.isInteger(wanted) && wanted >= 1 && wanted <= most) onChange(wanted)
        }}
      />
    </Field>
  )
}
