/** Resolves when this process is to end: somebody says so, or whoever watches over it is gone. */
export const stopSignal = (): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      // An open channel to whoever watches would keep this process alive.
      if (process.connected) process.disconnect?.()
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end)
    process.once('disconnect', end)
  })
