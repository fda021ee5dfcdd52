/** Loaded before the application by `--import`: its clock is wrong by so many milliseconds. */
const shiftMs = Number(process.env['MARU_FAULTS_CLOCK_MS'] ?? 0)
const RightDate = Date
const rightNow = Date.now

globalThis.Date = class extends RightDate {
  constructor(...given: unknown[]) {
    super(...((given.length === 0 ? [rightNow() + shiftMs] : given) as [number]))
  }
  static override now(): number {
    return rightNow() + shiftMs
  }
} as DateConstructor
