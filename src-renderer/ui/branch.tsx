import { BranchFork16Regular } from '@fluentui/react-icons'

/** A git branch's name with its sign. */
export function Branch({ name, chip = false }: { readonly name: string; readonly chip?: boolean }) {
  return (
    <span className={chip ? 'chip' : 'row tight t3 branch'} title={name}>
      <BranchFork16Regular />
      <span className="trunc">{name}</span>
    </span>
  )
}
