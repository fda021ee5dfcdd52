/** The published rules (docs/spec/moderation.md): what a text is reported and hidden for. Never for its opinion. */
export const rules = [
  'personal-data',
  'insult',
  'hate',
  'threat',
  'obscene',
  'advertising',
  'flooding',
  'election',
  'copyright',
  'unlawful',
] as const
export type Rule = (typeof rules)[number]
