// Versions that the command line shows.

/** The release of Grevy. */
export const GREVY_VERSION = '0.1.0';

/** The release of the command line tool that `zbctl` stands in for. */
export const ZBCTL_VERSION = '8.3.13';
