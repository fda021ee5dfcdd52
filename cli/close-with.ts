/** What was opened is closed in the reverse order, also when something after it cannot be opened. */

/** Closes a part when the stack is. One that is not there needs no closing. */
export const closeWith = <Part extends { readonly close: () => Promise<void> } | undefined>(
  opened: AsyncDisposableStack,
  part: Part,
): Part => opened.adopt(part, async (each) => each?.close())
