/** `3.4 MB`, in powers of ten as disks are sold. Number and unit stay on one line. */
export const bytesWithUnit = (bytes: number, number: (value: number) => string): string => {
  const [unit, size] = units.find(([, size]) => bytes >= size) ?? ['B', 1]
  return `${number(Math.round((bytes / size) * 10) / 10)}\u00a0${unit}`
}

const units = [
  ['TB', 1e12],
  ['GB', 1e9],
  ['MB', 1e6],
  ['kB', 1e3],
] as const
