import type { Project } from '../../../src-main/contract/project.ts'

export function MigrationsScreen({ project }: { readonly project: Project }) {
  return <h1>{project.name}</h1>
}
