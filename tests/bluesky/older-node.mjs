// The stack asks for Node 22; Debian's Node 20 lacks two things that undici names when it is imported and that
// are never needed here.
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
require('node:worker_threads').markAsUncloneable ??= () => {}
require('node:zlib').createZstdDecompress ??= () => {
  throw new Error('no Zstandard in this Node')
}
