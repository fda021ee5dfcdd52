/**
 * `check-alone.html`: the check page in one file, without anything to fetch. A browser runs no modules and starts no
 * workers from a saved file, so that it is one classic script, and judges on the page's own thread.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { build, type Rolldown } from 'vite'
import { onlyInputs, root } from './inputs.ts'
import { messages } from './messages.ts'
import { tokens } from './tokens.ts'

const web = join(root, 'web')

export const buildAlone = async (folder: string): Promise<void> => {
  const { output } = (await build({
    configFile: false,
    root: web,
    logLevel: 'warn',
    plugins: [react(), messages(), tokens(), onlyInputs()],
    resolve: {
      alias: [{ find: './ask-worker.ts', replacement: join(web, 'screens', 'check', 'ask-here.ts') }],
    },
    build: {
      write: false,
      target: ['chrome111', 'firefox114', 'safari16.4'],
      modulePreload: false,
      cssCodeSplit: false,
      rolldownOptions: {
        // Vite's own code for loading parts later asks where it lies; here all parts are in the one script.
        checks: { emptyImportMeta: false },
        input: join(web, 'alone', 'main.tsx'),
        output: { format: 'iife' },
      },
    },
  })) as Rolldown.RolldownOutput
  const script = output.find((file) => file.type === 'chunk')?.code ?? ''
  const style = output.find((file) => file.type === 'asset' && file.fileName.endsWith('.css'))
  const page = readFileSync(join(web, 'alone', 'page.html'), 'utf8')
    .replace('STYLE', () => (style?.type === 'asset' ? String(style.source) : ''))
    // What would end the element may stand in a text.
    .replace('SCRIPT', () => script.replaceAll(/<(?=\/script|!--)/gi, '\\x3C'))
  const path = join(folder, 'check-alone.html')
  writeFileSync(path, page)
  writeFileSync(`${path}.br`, brotliCompressSync(page))
}
