/** Why a value cannot be sent as a header; a clause for a message. */
export const ILLEGAL_IN_HEADER = 'holds a line break or another character that a header cannot carry';
