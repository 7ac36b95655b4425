/** The tables of a report that can be saved as CSV. */
export const REPORT_TABLES = ['biggestKeys', 'prefixes', 'types', 'databases', 'lives', 'sizes'] as const;
export type ReportTable = (typeof REPORT_TABLES)[number];

/** The tables of a comparison that can be saved as CSV. */
export const COMPARISON_TABLES = ['prefixes', 'databases', 'types', 'biggestKeys'] as const;
export type ComparisonTable = (typeof COMPARISON_TABLES)[number];

/** The pictures of a report that can be saved as SVG. */
export const REPORT_PICTURES = ['types', 'databases', 'prefixes', 'lives', 'sizes'] as const;
export type ReportPicture = (typeof REPORT_PICTURES)[number];
