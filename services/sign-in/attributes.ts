/** What a service can ask, as claims of OpenID Connect and the disclosures of the Citizens Card call it. */
export const attributes = [
  'age_over_14',
  'age_over_18',
  'age_over_19',
  'district',
  'name',
  'card',
  'facility_grants',
] as const

export type Attribute = (typeof attributes)[number]
