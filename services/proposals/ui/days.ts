const dayMs = 86_400_000

/** Whole days from now until then. */
export const daysUntil = (time: number): number => Math.max(0, Math.floor((time - Date.now()) / dayMs))

/** Days since then, a begun one counted whole, as the rules count days late. */
export const daysOver = (time: number): number => Math.floor((Date.now() - time) / dayMs) + 1
