/** What a card says, in the order in which it is offered for showing. */
export const claimNames = [
  'age_over_14',
  'age_over_18',
  'age_over_19',
  'district',
  'name',
  'facility_grants',
] as const
export type ClaimName = (typeof claimNames)[number]

export const isClaimName = (name: unknown): name is ClaimName => claimNames.some((known) => known === name)
