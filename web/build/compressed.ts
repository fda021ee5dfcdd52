/** Beside each file, its compressed form: the server sends what is here and compresses nothing itself. */
import { brotliCompressSync, constants } from 'node:zlib'
import type { Plugin } from 'vite'

export const compressed = (): Plugin => ({
  name: 'maru-compressed',
  apply: 'build',
  // After everything else has had its say about the bundle.
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      for (const [fileName, file] of Object.entries(bundle)) {
        if (!/\.(?:js|css|svg|webmanifest|html)$/.test(fileName)) continue
        const bytes = Buffer.from(file.type === 'chunk' ? file.code : file.source)
        const source = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
        this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source })
      }
    },
  },
})
