/**
 * In which files the app is sent. Each file costs a phone a round trip, so what is needed together goes together: the
 * libraries and the frame of every page, and one file for the screens of each service. What only a press needs (dialogs,
 * signing, proving) stays apart, as `import()` has it.
 */
const libraries =
  /\/node_modules\/(?:react|react-dom|scheduler|@tanstack|use-sync-external-store|icu-minify)\//
const frame = [
  /\/web\/(?:kit\/(?!dialog|tabs)|texts\/|theme\/|locales\/)/,
  /\/web\/city\/(?:api|city|drafts|events-of|first-answers|follows|live|outbox|persons|pseudonym|roles|text-of|use-act|use-member-act|not-member)\.ts/,
  /\/(?:client\/city-client|kernel\/log\/base64)\.ts/,
  /vite\/preload-helper/,
]
/** What officers work with, of all services: residents never load it. */
const desk =
  /\/(?:services\/(?:residents\/enrolment|card\/card-commitment)\.ts|(?:services\/[\w-]+\/ui|web\/screens)\/desk\/(?!index\.ts|.*(?:dialog|\?menu)))/
const parts = /\/web\/parts\/(?!.*dialog)/
const screens =
  /\/(?:services\/([\w-]+)\/ui|web\/screens\/([\w-]+))\/(?!index\.ts|parts\.ts|.*(?:dialog|worker|\?menu))/

/** The name of the file that a module goes into; null leaves it to its imports. */
export const chunkOf = (module: string): string | null => {
  if (libraries.test(module)) return 'libraries'
  if (frame.some((part) => part.test(module))) return 'frame'
  if (parts.test(module)) return 'parts'
  if (desk.test(module)) return 'desk'
  const [, service, screen] = screens.exec(module) ?? []
  return service ?? screen ?? null
}
