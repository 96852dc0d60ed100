import { type BrowserWindow, dialog } from 'electron'
import ElectronStore from 'electron-store'

type Choices = { readonly lastFolder: string | null }

/** Choices of this shell alone; all that matters to the product is in the core's own store. */
const choices = new ElectronStore<Choices>({
  name: 'shell',
  defaults: { lastFolder: null },
  clearInvalidConfig: true,
})

/** The system's folder dialog, opened where the last one ended: on its own it would always begin in Downloads. */
export async function chooseFolder(window: BrowserWindow | null): Promise<string | null> {
  const lastFolder = choices.get('lastFolder')
  const options: Electron.OpenDialogOptions = {
    title: 'Open a Django project',
    properties: ['openDirectory'],
    ...(lastFolder === null ? {} : { defaultPath: lastFolder }),
  }
  const { filePaths } =
    window === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options)
  const chosen = filePaths[0] ?? null
  if (chosen !== null) choices.set('lastFolder', chosen)
  return chosen
}
