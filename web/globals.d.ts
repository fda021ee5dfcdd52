/// <reference types="vite/client" />

declare module 'virtual:fonts.css'

/** Where the browser has Trusted Types (https://w3c.github.io/trusted-types/). */
declare const trustedTypes:
  | {
      readonly createPolicy: (
        name: string,
        rules: { readonly createScriptURL: (url: string) => string },
      ) => { readonly createScriptURL: (url: string) => object }
    }
  | undefined
