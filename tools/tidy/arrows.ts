// Who may import whom: kernel <- services, road <- cities, engines, server, client, web, verifier <- cli, bench, testing.
import {
  importsOf,
  isPure,
  isReadModel,
  isScreen,
  packageOf,
  type Rule,
  serviceOf,
  sourcesOf,
  targetOf,
  topOf,
} from './rule.ts'

/** For each top folder: the others it may import. Folders not named here (cli, testing, bench, tools) see all. */
const sees: { readonly [top: string]: readonly string[] } = {
  kernel: [],
  services: ['kernel'],
  cities: ['kernel', 'services'],
  // Engines and the server meet through one interface, `Ledger` in the kernel.
  engines: ['kernel'],
  // What cards and those who read them are made of: signed claims, in a browser and on a server.
  credentials: [],
  // What voters and the city send each other on the vote's own road is the same bytes on both sides.
  road: ['kernel'],
  server: ['kernel', 'services', 'credentials', 'road'],
  client: ['kernel', 'services', 'credentials', 'road'],
  verifier: ['kernel', 'services'],
  // Those who sign a log that is not theirs keep keys and files as engines do.
  witness: ['kernel', 'engines'],
  web: ['kernel', 'services', 'cities', 'client', 'credentials', 'road', 'verifier'],
}

/** What a screen of a service may import besides its own service. */
const screenSees = ['kernel', 'client', 'credentials', 'web']

export const arrows: Rule = {
  says: 'imports follow the arrows of ARCHITECTURE.md',
  problems: (files) =>
    sourcesOf(files)
      .filter(({ isTest }) => !isTest)
      .flatMap(({ path, text, top }) => {
        const allowed = isScreen(path) ? screenSees : sees[top]
        return importsOf(text).flatMap((specifier) => {
          const to = topOf(targetOf(path, specifier) ?? top)
          if (to === top || allowed === undefined || allowed.includes(to)) return []
          return [`${path} imports ${specifier}: ${top} may import only ${[top, ...allowed].join(', ')}`]
        })
      }),
  mustFail: { 'verifier/recount.ts': "import { start } from '@maru/server/start.ts'" },
}

export const servicesApart: Rule = {
  says: 'a service imports no other service: it declares its Needs, and services/index.ts answers them',
  problems: (files) =>
    sourcesOf(files).flatMap(({ path, text, isTest }) => {
      const own = serviceOf(path)
      if (own === undefined || isTest) return []
      return importsOf(text)
        .filter((specifier) => {
          const target = targetOf(path, specifier) ?? ''
          // Files directly in services/ are shared by all services; index.ts is the wiring above them.
          return target === 'services/index.ts' || (serviceOf(target) ?? own) !== own
        })
        .map(
          (specifier) =>
            `${path} imports ${specifier}: declare what ${own} needs, answer it in services/index.ts`,
        )
    }),
  mustFail: { 'services/polls/state.ts': "import type { Resident } from '../residents/state.ts'" },
}

export const readModelsLast: Rule = {
  says: 'what is kept in SQL is read by no rule: the verifier runs without a database',
  problems: (files) =>
    sourcesOf(files)
      .filter((source) => isPure(source))
      .flatMap(({ path, text }) =>
        importsOf(text)
          .filter((specifier) => isReadModel(targetOf(path, specifier) ?? ''))
          .map((specifier) => `${path} imports ${specifier}: rules must not depend on the read model`),
      ),
  mustFail: { 'services/polls/queries.ts': "import { pollList } from './read-model/list.ts'" },
}

export const screensLast: Rule = {
  says: 'inside a service, only screens import screens',
  problems: (files) =>
    sourcesOf(files)
      .filter(({ path, isTest }) => serviceOf(path) !== undefined && !isScreen(path) && !isTest)
      .flatMap(({ path, text }) =>
        importsOf(text)
          .filter((specifier) => isScreen(targetOf(path, specifier) ?? ''))
          .map((specifier) => `${path} imports ${specifier}: rules must not depend on screens`),
      ),
  mustFail: { 'services/polls/actions/vote.ts': "import { label } from '../ui/label.ts'" },
}

export const testingApart: Rule = {
  says: 'only tests, testing and bench import testing',
  problems: (files) =>
    sourcesOf(files)
      .filter(({ top, isTest }) => !isTest && top !== 'testing' && top !== 'bench')
      .flatMap(({ path, text }) =>
        importsOf(text)
          .filter((specifier) => topOf(targetOf(path, specifier) ?? '') === 'testing')
          .map((specifier) => `${path} imports ${specifier}: only tests, testing and bench may`),
      ),
  mustFail: { 'cli/main.ts': "import { city } from '@maru/testing/city.ts'" },
}

/** Packages that are part of consensus. Each one more is a decision to write down. */
const purePackages = ['zod', '@noble/hashes', '@noble/curves', '@noble/ciphers', 'poseidon-lite']

export const purePackagesOnly: Rule = {
  says: `pure code imports no packages but ${purePackages.join(', ')}`,
  problems: (files) =>
    sourcesOf(files)
      .filter(isPure)
      .flatMap(({ path, text }) =>
        importsOf(text)
          .filter((specifier) => targetOf(path, specifier) === undefined)
          .filter((specifier) => !purePackages.includes(packageOf(specifier)))
          .map((specifier) => `${path} imports ${specifier}: let the host hand it in`),
      ),
  mustFail: { 'kernel/block.ts': "import { randomBytes } from 'node:crypto'" },
}

interface Manifest {
  readonly dependencies?: { readonly [name: string]: string }
  readonly devDependencies?: { readonly [name: string]: string }
}

export const dependenciesNamed: Rule = {
  says: 'every imported package stands in the nearest package.json',
  problems: (files) => {
    const manifest = (path: string): Manifest => JSON.parse(files.get(path) ?? '{}') as Manifest
    const root = manifest('package.json')
    return sourcesOf(files).flatMap(({ path, text, top: folder, isTest }) => {
      // The screens of a service are part of the app, so that the rules' own packages stay few.
      const top = isScreen(path) ? 'web' : folder
      const nearest = files.has(`${top}/package.json`) ? `${top}/package.json` : 'package.json'
      const own = nearest === 'package.json'
      const isDevelopment = isTest || own || top === 'testing' || top === 'bench'
      const named = { ...manifest(nearest).dependencies, ...(isDevelopment ? root.devDependencies : {}) }
      return importsOf(text)
        .filter(
          (specifier) =>
            !/^(\.|node:|#|virtual:)/.test(specifier) && !(isTest && specifier.startsWith('@maru/')),
        )
        .map(packageOf)
        .filter((name) => named[name] === undefined && name !== `@maru/${top}`)
        .map((name) => `${path} imports ${name}, which ${nearest} does not name: add it there`)
    })
  },
  mustFail: { 'kernel/package.json': '{}', 'kernel/bytes.ts': "import { encode } from 'cborg'" },
}
