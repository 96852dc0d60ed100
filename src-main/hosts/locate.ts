import path from 'node:path'

export type Located = {
  /** Folder with `inspector/` and `demo/`. */
  readonly assets: string
  readonly sqliteWorker: string
  /** The built window. */
  readonly pages: string
}

/**
 * Where the program's own pieces are, by the file that asks: sources run as they are (`src-main/hosts/locate.ts`), built
 * ones lie in `out/<target>/`. A packaged program keeps its assets beside its archive, since Python can't read inside.
 */
export function locate(self: string, packagedResources: string | null): Located {
  const folder = path.dirname(self)
  if (self.endsWith('.ts')) {
    const root = path.resolve(folder, '../..')
    return {
      assets: path.join(root, 'assets'),
      sqliteWorker: path.join(root, 'src-main/adapters/sqlite/worker.ts'),
      pages: path.join(root, 'out/renderer'),
    }
  }
  return {
    assets: path.join(packagedResources ?? path.resolve(folder, '../..'), 'assets'),
    sqliteWorker: path.join(folder, 'sqlite-worker.js'),
    pages: path.resolve(folder, '../renderer'),
  }
}
