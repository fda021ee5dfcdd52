/** One for each order and filter of the list, and for each way in which words are asked for. */
export const indexes = {
  proposal_counts_supports: 'proposal_counts (supports, number)',
  proposal_counts_rising: 'proposal_counts (rising, number) where rising > 0',
  proposals_closes: "proposals (closes_at, number) where state = 'open'",
  proposals_due: 'proposals (due_at, number) where due_at is not null',
  proposals_answered: 'proposals (answered_at, number) where answered_at is not null',
  proposals_field: 'proposals (field, number)',
  proposals_district: 'proposals (district, number)',
  proposals_department: 'proposals (department, number)',
  proposals_state: 'proposals (state, number)',
  // Without a list of pending entries, which readers would have to search until somebody cleans up.
  proposal_words_title_key: 'proposal_words using gin (title_key gin_trgm_ops) with (fastupdate = off)',
  proposal_words_title_grams: 'proposal_words using gin (title_grams) with (fastupdate = off)',
  proposal_words_grams: 'proposal_words using gin (grams) with (fastupdate = off)',
  proposal_words_passages: 'proposal_words using gin (passages) with (fastupdate = off)',
}
