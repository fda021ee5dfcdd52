/**
 * Loads what only signing in needs, when it is opened: the rest of the program starts without it. oidc-provider says
 * aloud that it does not know the Node that package.json pins, since it takes only releases with long-term support
 * for known. That one line is left out; everything else that it says is printed, and a test wants there to be nothing.
 */
const unknownNode = 'oidc-provider WARNING: Unsupported runtime'

export const loadSignIn = async () => {
  const { warn } = console
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).includes(unknownNode)) warn(...words)
  }
  try {
    const { createProvider } = await import('./provider.ts')
    const { createAdapters } = await import('./adapter.ts')
    const { createPasskeys } = await import('./passkeys.ts')
    return { createProvider, createAdapters, createPasskeys }
  } finally {
    console.warn = warn
  }
}
