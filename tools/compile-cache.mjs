// Preloaded by npm test: what Node makes of sources (types stripped, code compiled) is kept for the next process, and
// there are many: one for each test file, and those that tests start. Node takes an entry only for the same source and
// the same Node, and keeps one for each file.
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../node_modules/.cache/maru-compiled', import.meta.url))
enableCompileCache(folder)
process.env.NODE_COMPILE_CACHE = folder
