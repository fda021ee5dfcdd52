/** `classes('button', isSmall && 'small')` is `button small`. */
export const classes = (...names: readonly (string | false | undefined)[]): string =>
  names.filter(Boolean).join(' ')
