import { oc } from '@orpc/contract'
import { Problem } from './problem.ts'

/** Every call can end in a problem; nothing else ever crosses as an error. */
export const call = oc.errors({ PROBLEM: { status: 422, data: Problem } })
