/** A city file with the institutions of a network, each of which runs a validator. */
import type { City } from '@maru/cities/city.ts'
import { developmentSigner, signerFromSeed } from '@maru/client/keys.ts'
import type { InstitutionInput, ValidatorInput } from '@maru/services/governance/inputs.ts'
import { foundingPower, type Founder } from '@maru/engines/cometbft/network/genesis-file.ts'

/** Two of an institution's three officers make its approval. Their keys are for development: everybody knows them. */
const officersOf = (institution: string) =>
  [1, 2, 3].map((number) => {
    const { algorithm, publicKey } = developmentSigner(`${institution}-${number}`)
    return { algorithm, publicKey }
  })

/** The n-th institution has the n-th validator. */
export const cityOfNetwork = (
  city: City,
  founders: readonly (Founder & { readonly cosigner?: string; readonly machineSeed?: Uint8Array })[],
): City => {
  const institutions = founders.map((_, at) => ({
    ...(named[at] ?? {
      institution: `institution-${at + 1}`,
      ko: `기관 ${at + 1}`,
      en: `Institution ${at + 1}`,
    }),
    required: 2,
  }))
  return withGovernance(
    city,
    institutions.map((each) => ({ ...each, officers: officersOf(each.institution) })),
    founders.map(({ name, keys, cosigner }, at) => ({
      publicKey: keys.voting.publicKey,
      institution: institutions[at]!.institution,
      name,
      cosigner: cosigner ?? null,
    })),
    founders.flatMap(({ machineSeed }) => (machineSeed ? [signerFromSeed(machineSeed).publicKey] : [])),
  )
}

/** Institutions and validators as the setup of the service governance has them; none has more power than another. */
export const withGovernance = (
  city: City,
  institutions: readonly InstitutionInput[],
  validators: readonly Omit<ValidatorInput, 'power'>[],
  /** Keys of the validators' machines. */
  reporters: readonly Uint8Array[] = [],
): City => ({
  ...city,
  services: ['governance', 'evidence', ...city.services],
  setup: {
    ...city.setup,
    evidence: { reporters },
    governance: { institutions, validators: validators.map((each) => ({ ...each, power: foundingPower })) },
  },
  parameters: {
    governance: {
      approvalPercent: [[city.starts, 67]],
      haltPercent: [[city.starts, 75]],
      expiryDays: [[city.starts, 30]],
    },
    ...city.parameters,
  },
})

const named: readonly { readonly institution: string; readonly ko: string; readonly en: string }[] = [
  { institution: 'city', ko: '시청', en: 'City government' },
  { institution: 'council', ko: '시의회', en: 'City council' },
  { institution: 'election', ko: '선거관리위원회', en: 'Election commission' },
  { institution: 'university', ko: '시립대학교', en: 'City university' },
  { institution: 'lawyers', ko: '변호사회', en: 'Bar association' },
  { institution: 'press', ko: '지역신문사', en: 'Local newspaper' },
  { institution: 'citizens', ko: '시민단체협의회', en: "Citizens' associations" },
]
