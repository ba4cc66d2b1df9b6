/** Bounds of the temporal part; each keeps a cache from growing with the input. */

/** Time zones whose rules are kept; the tz database has about 600. */
export const MAX_CACHED_ZONES = 640;

/** Years per zone whose offset changes are kept; the oldest half leaves when they are exceeded. */
export const MAX_CACHED_YEARS_PER_ZONE = 128;
