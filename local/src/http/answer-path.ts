/** What the paths of the URLs begin with that handlers of custom resources answer at. */
export const ANSWER_PATH = '/custom-resource-answers/';
