/**
 * What a demonstration city opens with: half a year of made-up proposals, each at another place of the process, so that
 * all of it can be looked at. Officers and residents have the well-known development keys; production refuses them.
 */
import type { City } from '@maru/cities/city.ts'
import { seoul } from '@maru/cities/seoul.ts'
import { developmentSigner } from '@maru/client/keys.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { dayMs } from '@maru/services/days.ts'
import { residentsReads } from '@maru/services/residents/reads.ts'
import { createCasting } from './cast.ts'
import { withoutNames } from './scenes/debates.ts'
import { shownLeast } from './scenes/polls.ts'
import type { Scene, Story } from './scenes/scene.ts'
import { openStage, residentSigner, type Stage } from './stage.ts'
import { stories } from './stories/stories.ts'

export interface DemonstrationOptions {
  /** `demonstrationCity`, or that with institutions. */
  readonly city?: City
  /** A new one: the city is left there, closed. */
  readonly folder: string
  /** Milliseconds since 1970: when the story has come to its end. */
  readonly now: number
  readonly onProgress: (done: number, total: number) => void
}

/** Whose departments, districts and thresholds the stories are written for. */
export const demonstrationCity = seoul

/** Told by its first resident: nobody else has that key's account. */
export const isDemonstration = ({ snapshot }: Ledger): boolean =>
  residentsReads.isResident(snapshot().view, residentSigner(0).keyId)

const residentCount = 150
const days = 183

export const playDemonstration = async (options: DemonstrationOptions): Promise<void> => {
  const { folder, city = demonstrationCity, now, onProgress } = options
  const stage = await openStage({ folder, city, starts: now - days * dayMs })
  try {
    const residents = await stage.enrol(residentCount)
    await prepareOffices(stage, now)
    const scenes = schedule(now)
    const castOf = createCasting({ stage, stories, residents, now })
    for (const [done, { time, story, scene }] of scenes.entries()) {
      stage.moveTo(time)
      await scene.play(castOf(story))
      onProgress(done + 1, scenes.length)
    }
    stage.moveTo(now)
  } finally {
    await stage.close()
  }
}

/** One officer answers for every department here. And so small a city hears its mayor sooner. */
const prepareOffices = async ({ act }: Stage, now: number): Promise<void> => {
  const mayor = developmentSigner('mayor')
  const { keyId: account, publicKey } = developmentSigner('department')
  const placed = demonstrationCity.officers.find((officer) => officer.publicKey === bytesToHex(publicKey))
  for (const { id: department } of demonstrationCity.departments) {
    if (department === placed?.department) continue
    await act({ signer: mayor, action: 'answers/place-officer', input: { department, account } })
  }
  for (const [service, name, value, daysAgo] of [
    ['debates', 'participantsForMayor', 12, days - 1],
    ['debates', 'sidesShownFrom', shownLeast, days - 1],
    ['polls', 'tallyShownFrom', shownLeast, days - 1],
    // One debate without names is tried out.
    ['debates', 'anonymousOpinions', 1, withoutNames.fromDaysAgo],
    ['debates', 'anonymousOpinions', 0, withoutNames.untilDaysAgo],
  ] as const) {
    const input = { service, name, from: now - daysAgo * dayMs, value }
    await act({ signer: mayor, action: 'parameters/change-parameter', input })
  }
}

interface Scheduled {
  readonly time: number
  readonly story: Story
  readonly scene: Scene
}

/** All scenes in the order of their times; within a story they keep their own. */
const schedule = (now: number): readonly Scheduled[] => {
  let nth = 0
  const scenes = stories.flatMap((story) => {
    let time = 0
    return story.scenes.map((scene): Scheduled => {
      time = Math.max(time + 60_000, momentOf(now, scene.daysAgo, nth++))
      return { time, story, scene }
    })
  })
  return scenes.sort((a, b) => a.time - b.time)
}

/** On that day between 9 and 18 o'clock in the city, somewhere by `nth`; of the last day as long ago as it says. */
const momentOf = (now: number, daysAgo: number, nth: number): number => {
  const moment = Math.floor(now - daysAgo * dayMs)
  if (daysAgo < 1) return moment
  const offset = demonstrationCity.utcOffsetMinutes * 60_000
  const midnight = moment - ((moment + offset) % dayMs)
  return midnight + (9 * dayMs) / 24 + ((nth * 7_919_000) % ((9 * dayMs) / 24))
}
