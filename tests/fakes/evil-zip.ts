import { crc32, deflateRawSync } from 'node:zlib'

export type EvilEntry = {
  readonly name: string | Buffer
  readonly data?: Buffer | string
  /** What the zip says, where it lies. */
  readonly saidBytes?: number
  readonly crc?: number
  readonly deflate?: boolean
  readonly method?: number
  readonly flags?: number
  /** Upper half: Unix mode; lower half: DOS attributes. */
  readonly attributes?: number
  /** Where the directory says that it begins. */
  readonly offset?: number
}

/** A zip written by hand, byte by byte, because no honest library writes such ones. */
export function evilZip(entries: readonly EvilEntry[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const entry of entries) {
    const name = Buffer.from(entry.name)
    const plain = Buffer.from(entry.data ?? '')
    const packed = entry.deflate === true ? deflateRawSync(plain) : plain
    const method = entry.method ?? (entry.deflate === true ? 8 : 0)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(entry.flags ?? 0x0800, 2)
    fields.writeUInt16LE(method, 4)
    fields.writeUInt32LE(0x5a21_5a21, 6)
    fields.writeUInt32LE(entry.crc ?? crc32(plain), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(entry.saidBytes ?? plain.length, 18)
    fields.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), fields, name, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(entry.attributes ?? 0, 6)
    tail.writeUInt32LE(entry.offset ?? at, 10)
    const madeBy = Buffer.from([20, 3])
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002', 'latin1'), madeBy, fields, tail, name]))
    bodies.push(local)
    at += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...bodies, central, Buffer.from('PK\u0005\u0006', 'latin1'), end])
}
