/**
 * `preloads.json`: for each address of a screen, the files that it takes besides those of index.html. The server names
 * them with the page, so that a browser fetches them at once, and not after it has run the router.
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
      const inPage = filesOf(entry?.fileName ?? '')
      const files = screensIn().flatMap(({ path, module }) => {
        const chunk = chunks.find(({ moduleIds }) => moduleIds.includes(module))
        return chunk
          ? [[path, [...filesOf(chunk.fileName)].filter((file) => !inPage.has(file))] as const]
          : []
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
