/** The parts of a page of the standard map, by the id of their heading. */
export const standardSections = {
  asks: 'What it asks',
  objectives: 'The eleven objectives',
  'risk-sources': 'The seven risk sources',
  documented: 'Documented information',
  who: 'Who does it',
  evidence: 'Usual evidence',
  confused: 'Confused with',
  misconceptions: 'What people get wrong',
} as const
