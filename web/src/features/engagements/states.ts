/** The states of an engagement in the order of its life. */
export const STATES = ['identified', 'pooled', 'vetted', 'publicized', 'invited', 'accepted', 'serving', 'suspended', 'ended', 'tracked', 'declined', 'rejected']
/** How a visit or a step was done. */
export const METHODS = ['home_visit', 'fellowship', 'meeting', 'letter']
export const END_REASONS = ['term_over', 'resigned', 'unfit', 'undutiful', 'transferred', 'other']
