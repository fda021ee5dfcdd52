/** Whether a receipt is one with the signatures of validators (bundle.ts), or a `.tlog-proof`, which never begins so. */
export const isLightBundle = (text: string): boolean => text.trimStart().startsWith('{')
