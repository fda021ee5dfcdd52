/**
 * Focus for what comes in place of what was pressed: else it is lost with it, and a keyboard begins at the top of the
 * page again. As a `ref` of an element that can have it (`tabIndex={-1}` where it is no field or button).
 */
export const takeFocus = (element: HTMLElement | null): void => element?.focus()
