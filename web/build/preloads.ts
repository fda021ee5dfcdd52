/**
 * `preloads.json`: for each address of a screen, the files that it takes. The server names them in front of the page, so
 * that a browser fetches them before it has read the page or run the router. The largest come first: a browser has six
 * connections to a server that speaks HTTP/1.1, and the first page waits for the file that ends last.
 */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'
import { root } from './inputs.ts'

const lists = ['web/screens/*/index.ts', 'services/*/ui/index.ts']
/** As every list writes its screens: the address, then where it is loaded from. */
const screen = /path:\s*'([^']+)',\s*load:\s*\(\)\s*=>\s*import\('\.\/([^']+)'\)/g

export const preloads = (): Plugin => ({
  name: 'maru-preloads',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const filesOf = (fileName: string, seen = new Set<string>()): Set<string> => {
        const chunk = chunks.find((each) => each.fileName === fileName)
        if (!chunk || seen.has(fileName)) return seen
        seen.add(fileName)
        for (const imported of chunk.imports) filesOf(imported, seen)
        return seen
      }
      const entry = chunks.find(({ isEntry, name }) => isEntry && name === 'index')
      const inPage = [...filesOf(entry?.fileName ?? '')]
      const styles = Object.keys(bundle).filter((file) => file.endsWith('.css'))
      const sizeOf = (file: string): number => chunks.find((each) => each.fileName === file)?.code.length ?? 0
      const files = screensIn().flatMap(({ path, module }) => {
        const chunk = chunks.find(({ moduleIds }) => moduleIds.includes(module))
        if (!chunk) return []
        const scripts = [...new Set([...inPage, ...filesOf(chunk.fileName)])]
        return [[path, [...styles, ...scripts.sort((a, b) => sizeOf(b) - sizeOf(a))]] as const]
      })
      this.emitFile({
        type: 'asset',
        fileName: 'preloads.json',
        source: JSON.stringify(Object.fromEntries(files)),
      })
    },
  },
})

const screensIn = () =>
  globSync(lists, { cwd: root }).flatMap((list) => {
    const text = readFileSync(join(root, list), 'utf8')
    const found = [...text.matchAll(screen)]
    if (found.length !== text.split('path:').length - 1)
      throw new Error(`${list}: write each screen as path: '…', load: () => import('./….tsx')`)
    return found.map(([, path, file]) => ({
      path: path as string,
      module: join(root, dirname(list), file as string),
    }))
  })
