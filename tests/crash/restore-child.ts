import { makeRestoreHouse } from './restore-house.ts'

/** One action of the real core, to be killed: `restore-child.ts <root> save|restore|undo <id>`. Says 'go' when it begins. */
const [, , root = '', action = '', id = ''] = process.argv
const house = makeRestoreHouse(root, { keepAutomatic: 4 })
process.stdout.write('go\n')
if (action === 'save') await house.save()
if (action === 'restore') await house.bringBack(id)
if (action === 'undo') await house.undo()
process.stdout.write('end\n')
await house.close()
