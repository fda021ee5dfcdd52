/**
 * The policy of the page lets no text become a script (Trusted Types). What has to start one, as a worker, asks here,
 * and gets it for a script of this server only.
 */
const policy =
  typeof trustedTypes === 'undefined'
    ? undefined
    : trustedTypes?.createPolicy('maru', {
        createScriptURL: (url) => {
          if (new URL(url, location.origin).origin !== location.origin)
            throw new TypeError('a script of another server')
          return url
        },
      })

/** For `new Worker(...)` and the like, which are typed for text. */
export const trustedScriptUrl = (url: string): string =>
  policy ? (policy.createScriptURL(url) as unknown as string) : url
