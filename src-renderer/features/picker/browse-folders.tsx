import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'
import { ArrowUp20Regular, CheckmarkCircle16Filled, Folder20Regular } from '@fluentui/react-icons'
import { useCallback, useEffect, useState } from 'react'
import type { Problem } from '../../../src-main/contract/problem.ts'
import type { FolderListing } from '../../../src-main/contract/project.ts'
import { problemOf } from '../../api.ts'
import { useClient } from '../../client.ts'
import { ProblemCard } from '../../ui/problem-card.tsx'
import { Said } from '../../ui/said.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useWords } from '../../words/words.ts'
import { openPath } from './picker-store.ts'

type Props = { readonly open: boolean; readonly onClose: () => void }

/** A folder dialog of our own, for hosts that have none. Stays mounted: see ChooseCandidate. */
export function BrowseFolders({ open, onClose }: Props) {
  return (
    <Dialog open={open} onOpenChange={onClose}>
      <DialogSurface>
        <Folders onClose={onClose} />
      </DialogSurface>
    </Dialog>
  )
}

function Folders({ onClose }: Pick<Props, 'onClose'>) {
  const client = useClient()
  const { picker: words, shell } = useWords()
  const { listing, problem, look } = useFolders()
  const open = (path: string) => {
    onClose()
    void openPath(client, path)
  }
  return (
    <DialogBody>
      <DialogTitle>{words.browseTitle}</DialogTitle>
      <DialogContent>
        <p className="dense t2">
          <Said>{words.browseWhat}</Said>
        </p>
        {problem !== null && <ProblemCard problem={problem} />}
        <div className="row browse-path">
          <Button
            size="small"
            icon={<ArrowUp20Regular />}
            aria-label={words.up}
            disabled={listing?.parent === null || listing === null}
            onClick={() => void look(listing?.parent ?? null)}
          />
          <span className="mono trunc">{listing?.path ?? ''}</span>
        </div>
        <ul className="folders" aria-label={words.folders}>
          {listing === null && problem === null && <Skeleton width="60%" />}
          {listing?.folders.length === 0 && <li className="t3 dense">{words.noFolders}</li>}
          {listing?.folders.map((folder) => (
            <li key={folder.path}>
              <button
                type="button"
                className="folder"
                onClick={() => (folder.hasManagePy ? open(folder.path) : void look(folder.path))}
              >
                <Folder20Regular />
                <span className="grow trunc">{folder.name}</span>
                {folder.hasManagePy && (
                  <span className="chip ok">
                    <CheckmarkCircle16Filled /> {words.hasManagePy}
                  </span>
                )}
              </button>
            </li>
          ))}
        </ul>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{shell.cancel}</Button>
        <Button
          appearance="primary"
          disabled={listing === null}
          onClick={() => {
            if (listing !== null) open(listing.path)
          }}
        >
          {words.openThis}
        </Button>
      </DialogActions>
    </DialogBody>
  )
}

function useFolders() {
  const client = useClient()
  const [listing, setListing] = useState<FolderListing | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const look = useCallback(
    async (path: string | null) => {
      try {
        setListing(await client.projects.folders({ path }))
        setProblem(null)
      } catch (thrown) {
        setProblem(problemOf(thrown))
      }
    },
    [client],
  )
  // The first listing comes from outside, as every later one does.
  // oxlint-disable-next-line react/set-state-in-effect
  useEffect(() => void look(null), [look])
  return { listing, problem, look }
}
